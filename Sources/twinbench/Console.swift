import Essentials
import Foundation
import Synchronization

/// Text for people on a terminal or in a log.
enum Console {
  /// Writes an answer to standard output; `print` would pass over a full disk. Titles, names and reasons come from
  /// strangers' files, and a terminal must show their control characters, not obey them.
  /// - Throws: `FileError.system`.
  static func answer(_ text: String) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data(text.withoutControls.utf8)) } catch {
      throw FileError.wrapping(error, path: "/dev/stdout")
    }
  }

  static func error(_ text: String, newline: Bool = true) {
    // Where nobody listens there is nothing to do about it; the other `write` ends the program.
    try? FileHandle.standardError.write(contentsOf: Data((newline ? text + "\n" : text).utf8))
  }

  /// Columns set under each other; the first left, the others right.
  static func table(_ rows: [[String]]) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

/// One line on a terminal that shows how far the work is; silent where standard error is not a terminal.
final class ProgressLine: Sendable {
  private let language: Language
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let shown = Mutex<String>("")

  init(language: Language) { self.language = language }

  func show(_ progress: Essentials.Progress) {
    guard isTerminal else { return }
    let width = 24
    let filled = Int((progress.fraction * Double(width)).rounded())
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let percent = Int((progress.fraction * 100).rounded())
    let text = "\(bar) \(percent) %  \(progress.step[language])"
    shown.withLock { last in
      guard text != last else { return }
      last = text
      Console.error("\r\u{1B}[2K\(text)", newline: false)
    }
  }

  func clear() {
    guard isTerminal else { return }
    shown.withLock { last in
      if !last.isEmpty { Console.error("\r\u{1B}[2K", newline: false) }
      last = ""
    }
  }
}

/// Turns Ctrl-C and a polite kill into a call, once; a second Ctrl-C ends the process at once.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  init(_ handler: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      let seen = Atomic<Bool>(false)
      source.setEventHandler {
        if seen.exchange(true, ordering: .relaxed) { _exit(130) }
        handler()
      }
      source.resume()
      return source
    }
  }

  func end() {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
