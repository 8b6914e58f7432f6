import Application
import ArgumentParser
import Essentials
import Foundation

/// Options of every command that works with packs.
struct CommonOptions: ParsableArguments {
  @Option(help: "Data folder (default: $TWINBENCH_HOME or ~/.local/share/twinbench).")
  var home: String?

  @Option(help: "Language of texts: nl or en.")
  var language: Language = .nl

  @Option(help: "Threads for each job (default: one per core). Results do not depend on it.")
  var threads: Int?

  @Flag(help: "Print JSON instead of text.")
  var json = false

  @Flag(help: "Go on where the kernel cannot confine the worker (not for packs of strangers).")
  var allowUnconfined = false

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads must be between 1 and 256.")
    }
  }

  func installation() throws -> Installation {
    try Installation(home: home.map { URL(fileURLWithPath: $0) }, threads: threads, allowUnconfined: allowUnconfined)
  }

  /// Runs `work` with a progress line, turns errors into words for a person, and lets Ctrl-C stop it cleanly.
  func carryOut<R: Sendable>(
    _ work: @escaping @Sendable (Installation, @escaping Installation.ProgressHandler) async throws -> R
  ) async throws -> R {
    let line = ProgressLine(language: language)
    do {
      let installation = try installation()
      let task = Task { try await work(installation) { line.show($0) } }
      let interruption = Interruption { task.cancel() }
      defer { interruption.end() }
      let result = try await task.value
      line.clear()
      return result
    } catch is CancellationError {
      line.clear()
      Console.error(
        LocalizedText(nl: "Gestopt; er is niets half achtergebleven.", en: "Stopped; nothing was left half done.")[
          language])
      throw CommandFinished(code: 130)
    } catch {
      line.clear()
      report(error)
      throw CommandFinished(code: 1)
    }
  }

  /// Prints an error as text, or as a JSON object for programs.
  func report(_ error: any Error) {
    let diagnostic = Diagnostic(from: error)
    if json, let data = try? JSONValue(encoding: diagnostic).prettyData() {
      Console.error(String(decoding: data, as: UTF8.self), newline: false)
    } else {
      Console.error(diagnostic.rendered(in: language))
    }
  }

  func printJSON(_ value: some Encodable) throws {
    try answer(String(decoding: try JSONValue(encoding: value).prettyData(), as: UTF8.self))
  }

  /// Writes lines of an answer whole, or says why not and ends with 1.
  func printText(_ text: String) throws { try answer(text + "\n") }

  private func answer(_ text: String) throws {
    do { try Console.answer(text) } catch {
      report(error)
      throw CommandFinished(code: 1)
    }
  }
}

extension Language: ExpressibleByArgument {}
