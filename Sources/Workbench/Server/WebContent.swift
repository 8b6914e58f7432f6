import Essentials
import Foundation
import Mustache
import Synchronization

/// Views, texts and assets of one moment.
struct WebContent: Sendable {
  let assets: WebAssets
  let views: MustacheLibrary
  private let nl: Texts
  private let en: Texts

  /// - Throws: `WorkbenchError`, `FileError`.
  init(folders: WebFolders) throws {
    nl = try Texts(folder: folders.localizations, language: .nl)
    en = try Texts(folder: folders.localizations, language: .en)
    assets = try WebAssets(folders: folders, texts: [nl, en])
    views = try Self.views(in: folders.views)
  }

  func texts(_ language: Language) -> Texts {
    switch language {
    case .nl: nl
    case .en: en
    }
  }

  private static func views(in folder: URL) throws -> MustacheLibrary {
    MustacheContentTypes.register(SafeHTML(), named: SafeHTML.name)
    var library = MustacheLibrary()
    let files = WebFolders.files(beneath: folder).filter { $0.path.hasSuffix(".mustache") }
    guard !files.isEmpty else { throw WorkbenchError.missingWeb(folder.path) }
    for file in files {
      let text: String
      do { text = try String(contentsOf: file.url, encoding: .utf8) } catch {
        throw FileError.wrapping(error, path: file.url.path)
      }
      do {
        try library.register(
          "{{% CONTENT_TYPE:\(SafeHTML.name)}}" + text, named: String(file.path.dropLast(".mustache".count)))
      } catch { throw WorkbenchError.view(file.url.path, reason: String(describing: error)) }
    }
    return library
  }
}

/// Escapes for HTML by Unicode scalars. The library's own way goes by what people see as one character, and passes over
/// a quotation mark that carries an accent; in an attribute that is a way out for whoever chose the name.
struct SafeHTML: MustacheContentType {
  static let name = "SAFE"

  func escapeText(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// Keeps the content; where people work on the files, looks whether they changed before each page.
final class WebContentStore: Sendable {
  private struct State {
    var content: WebContent
    var stamp: String
  }

  private let folders: WebFolders
  private let state: Mutex<State>

  init(folders: WebFolders) throws {
    self.folders = folders
    state = Mutex(State(content: try WebContent(folders: folders), stamp: folders.isSource ? folders.stamp : ""))
  }

  var current: WebContent { state.withLock { $0.content } }

  /// - Throws: what is wrong with a file that somebody is working on.
  func refreshed() throws -> WebContent {
    guard folders.isSource else { return current }
    let stamp = folders.stamp
    return try state.withLock { state in
      if state.stamp != stamp {
        state.content = try WebContent(folders: folders)
        state.stamp = stamp
      }
      return state.content
    }
  }
}
