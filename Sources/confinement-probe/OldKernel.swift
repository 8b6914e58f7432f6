import Foundation

/// Makes the kernel answer as an older or stricter one would: a filter of our own that denies Landlock or seccomp.
enum OldKernel {
  /// - Parameter lacking: `landlock`, `seccomp`, or both with a comma between.
  static func pretend(lacking: String) {
    // Classic BPF, an instruction in eight bytes: code, jump if true, jump if false, operand.
    func instruction(_ code: UInt64, _ yes: UInt64, _ no: UInt64, _ operand: UInt64) -> UInt64 {
      code | yes << 16 | no << 24 | operand << 32
    }
    let (load, isEqual, answer) = (UInt64(0x20), UInt64(0x15), UInt64(0x06))
    let denyWith = UInt64(0x0005_0000)
    var program = [instruction(load, 0, 0, 0)]
    if lacking.contains("landlock") {
      program += [instruction(isEqual, 0, 1, 444), instruction(answer, 0, 0, denyWith | UInt64(EOPNOTSUPP))]
    }
    if lacking.contains("seccomp") {
      // prctl(PR_SET_SECCOMP, ...)
      program += [
        instruction(isEqual, 0, 3, 157), instruction(load, 0, 0, 16), instruction(isEqual, 0, 1, 22),
        instruction(answer, 0, 0, denyWith | UInt64(EINVAL)),
      ]
    }
    program.append(instruction(answer, 0, 0, 0x7fff_0000))

    guard let symbol = dlsym(nil, "prctl") else { return }
    typealias ProcessControl = @convention(c) (Int, Int, UnsafeRawPointer?, Int, Int) -> Int32
    let control = unsafeBitCast(symbol, to: ProcessControl.self)
    let (setNoNewPrivileges, setSeccomp, filterMode) = (38, 22, 2)
    _ = control(setNoNewPrivileges, 1, nil, 0, 0)
    program.withUnsafeBytes { instructions in
      var whole = (length: instructions.count / 8, start: instructions.baseAddress)
      _ = control(setSeccomp, filterMode, &whole, 0, 0)
    }
  }
}
