import Essentials
import Foundation

/// What both plan commands need.
enum PlanFiles {
  static func read(_ path: String) throws -> Data {
    do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch { throw FileError.missing(path: path) }
  }

  static func reporting(in language: Language, _ body: () throws -> Void) throws {
    do { try body() } catch {
      Console.error(Diagnostic(from: error).rendered(in: language))
      throw CommandFinished(code: 1)
    }
  }
}
