import Foundation

/// Numbers for people, without a locale of the machine.
extension Double {
  /// With the language's decimal sign and thousands parted: `1.234,5` in Dutch, `1,234.5` in English.
  ///
  /// - Parameters:
  ///   - decimals: how many, at least 0.
  ///   - trimmed: leaves out zeros at the end of the decimals: at most `decimals` of them.
  public func text(decimals: Int, trimmed: Bool = false, in language: Language) -> String {
    guard isFinite else { return isNaN ? "–" : self < 0 ? "\u{2212}∞" : "∞" }
    let plain = String(format: "%.\(max(0, decimals))f", abs(self))
    let parts = plain.split(separator: ".").map(String.init)
    let (point, thousands): (String, String) = language == .nl ? (",", ".") : (".", ",")
    let digits = Array(parts[0])
    var whole = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { whole += thousands }
      whole.append(digit)
    }
    var fraction = parts.count > 1 ? parts[1] : ""
    if trimmed { while fraction.last == "0" { fraction.removeLast() } }
    let isZero = plain.allSatisfy { $0 == "0" || $0 == "." }
    return (self < 0 && !isZero ? "\u{2212}" : "") + whole + (fraction.isEmpty ? "" : point + fraction)
  }
}
