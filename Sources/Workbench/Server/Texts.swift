import Essentials
import Foundation

/// The texts of the interface in one language, from the flat JSON objects in `Localizations`: `"page.join.title": "..."`,
/// with `{name}` for what is filled in and `.one`/`.other` for numbers.
struct Texts: Sendable {
  let language: Language
  let flat: [String: String]
  /// The same by pieces of the key, for `{{page.join.title}}` in a view.
  let nested: [String: any Sendable]

  /// Merges `nl.json` and every `ROOM.nl.json`.
  /// - Throws: `WorkbenchError.text`, `FileError`.
  init(folder: URL, language: Language) throws {
    var flat: [String: String] = [:]
    let files = WebFolders.files(beneath: folder).filter {
      $0.path == "\(language.rawValue).json" || $0.path.hasSuffix(".\(language.rawValue).json")
    }
    guard !files.isEmpty else { throw WorkbenchError.missingWeb(folder.path) }
    for file in files {
      let data: Data
      do { data = try Data(contentsOf: file.url) } catch { throw FileError.wrapping(error, path: file.url.path) }
      let texts: [String: String]
      do { texts = try JSONDecoder().decode([String: String].self, from: data) } catch {
        throw WorkbenchError.text(file: file.url.path, key: nil, reason: "\(error)")
      }
      for (key, text) in texts {
        guard flat[key] == nil else {
          throw WorkbenchError.text(file: file.url.path, key: key, reason: "this key stands in two files")
        }
        flat[key] = text
      }
    }
    self.language = language
    self.flat = flat
    nested = Self.nest(flat.map { (key: $0.key.split(separator: "."), text: $0.value) })
  }

  /// A text with its blanks filled in. A key that is missing shows itself, and a test finds it.
  func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    var text = flat[key] ?? key
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
  }

  /// For a number of things.
  func callAsFunction(_ key: String, count: Int) -> String {
    self(key + (count == 1 ? ".one" : ".other"), ["count": String(count)])
  }

  /// Points of a grade, with at most one decimal.
  func points(_ points: Double, of maximum: Double) -> String {
    func number(_ value: Double) -> String { value.text(decimals: 1, trimmed: true, in: language) }
    return self("page.state.points", ["points": number(points), "maximum": number(maximum)])
  }

  /// For the browser: one object, sorted, so that the digest of the assets does not depend on chance; without the
  /// texts of the pages (`page.*`), which the server fills in itself.
  var json: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(flat.filter { !$0.key.hasPrefix("page.") })) ?? Data("{}".utf8)
  }

  /// Where a key is also the beginning of another, the longer ones are out of reach of views.
  private static func nest(_ entries: [(key: [Substring], text: String)]) -> [String: any Sendable] {
    var groups: [String: [(key: [Substring], text: String)]] = [:]
    var result: [String: any Sendable] = [:]
    for entry in entries {
      guard let first = entry.key.first.map(String.init) else { continue }
      if entry.key.count == 1 {
        result[first] = entry.text
      } else {
        groups[first, default: []].append((Array(entry.key.dropFirst()), entry.text))
      }
    }
    for (name, group) in groups where result[name] == nil { result[name] = nest(group) }
    return result
  }
}
