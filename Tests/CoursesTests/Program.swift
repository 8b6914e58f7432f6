import Foundation
import TestSupport

/// A program outside the tests.
enum Program {
  /// - Parameter name: absolute, or from the checkout.
  /// - Returns: its exit status, and all that it said.
  static func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL =
      name.hasPrefix("/") ? URL(fileURLWithPath: name) : TestFolders.repository.appendingPathComponent(name)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
