import Foundation

/// System calls by name, tried on a path or on nothing.
enum DeniedCall {
  /// - Returns: `ok`, or the text of the error that the system gave.
  static func attempt(_ name: String, on target: String) throws -> String {
    errno = 0
    let result: Int
    if let call = calls[name] {
      result = call(target)
    } else if let number = Int(name) {
      result = systemCall(number)
    } else {
      return "no call \(name)"
    }
    return result >= 0 ? "ok" : String(cString: strerror(errno))
  }

  private typealias Call = @Sendable (String) -> Int

  private static let calls: [String: Call] = [
    "open to read": { Int(open($0, O_RDONLY)) },
    "open to read and truncate": { Int(open($0, O_RDONLY | O_TRUNC)) },
    "open to write": { Int(open($0, O_WRONLY)) },
    "create": { Int(open($0, O_WRONLY | O_CREAT | O_EXCL, 0o644)) },
    "make folder": { Int(mkdir($0, 0o755)) },
    "list": { opendir($0) == nil ? -1 : 0 },
    "unlink": { Int(unlink($0)) },
    "rename away": { Int(rename($0, $0 + ".moved")) },
    "truncate": { Int(truncate($0, 0)) },
    "chmod": { Int(chmod($0, 0o777)) },
    "chown": { Int(chown($0, 0, 0)) },
    "symlink": { Int(symlink("/etc/passwd", $0)) },
    "set times": { Int(utimes($0, nil)) },
    "internet socket": { _ in Int(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)) },
    "local socket": { _ in Int(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)) },
    "netlink socket": { _ in Int(socket(AF_NETLINK, Int32(SOCK_RAW.rawValue), 0)) },
    "exec": { path in
      var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
      return Int(execv(path, &arguments))
    },
    "spawn": { path in
      var child: pid_t = 0
      var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
      errno = posix_spawn(&child, path, nil, nil, &arguments, nil)
      return errno == 0 ? 0 : -1
    },
    "fork": { _ in
      // Swift hides fork(); a broken library does not.
      guard let symbol = dlsym(nil, "fork") else { return 0 }
      let result = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)()
      if result == 0 { _exit(0) }
      return Int(result)
    },
    "kill parent": { _ in Int(kill(getppid(), 0)) },
    "kill everybody": { _ in Int(kill(-1, 0)) },
    "kill self": { _ in Int(kill(getpid(), 0)) },
    "raise file limit": { _ in
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      return Int(setrlimit(__rlimit_resource_t(7), &limit))
    },
    "read file limit": { _ in
      var limit = rlimit()
      return Int(getrlimit(__rlimit_resource_t(7), &limit))
    },
    "shared memory": { _ in
      mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0
    },
    "private memory": { _ in
      mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0
    },
    "mount": { Int(mount("none", $0, "tmpfs", 0, nil)) },
    "change root": { Int(chroot($0)) },
  ]

  /// A system call by its number, with -1 for every argument: where it is not denied, the kernel finds fault with them.
  private static func systemCall(_ number: Int) -> Int {
    guard let symbol = dlsym(nil, "syscall") else { return 0 }
    typealias SystemCall = @convention(c) (Int, Int, Int, Int, Int, Int, Int) -> Int
    return unsafeBitCast(symbol, to: SystemCall.self)(number, -1, -1, -1, -1, -1, -1)
  }
}
