import Archives
import Essentials

/// The files of a BagIt bag (RFC 8493) as a pack uses them.
enum Bag {
  static let declarationName = "bagit.txt"
  static let infoName = "bag-info.txt"
  static let manifestName = "manifest-sha512.txt"
  static let tagManifestName = "tagmanifest-sha512.txt"
  static let fetchName = "fetch.txt"
  static let payloadFolder = "data"
  static let dataPackageName = "datapackage.json"
  static let crateName = "ro-crate-metadata.json"

  /// The tag files of a pack, all required and no others allowed, in byte order.
  static let tagFiles = [infoName, declarationName, manifestName, tagManifestName]

  static let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

  /// `manifest-sha512.txt` or `tagmanifest-sha512.txt`: a hash and a path on each line, sorted by path.
  static func manifestText(_ lines: [(path: String, sha512: Digest)]) -> String {
    lines.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      .map { "\($0.sha512.hex)  \($0.path)\n" }.joined()
  }

  /// The inverse of `manifestText`; nil for a line of another form, an unsound path or one that is
  /// named twice.
  static func parseManifest(_ text: String) -> [String: Digest]? {
    var lines: [String: Digest] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let hash = line.prefix { $0 != " " && $0 != "\t" }
      let path = String(line.dropFirst(hash.count).drop { $0 == " " || $0 == "\t" })
      guard let digest = Digest(hex: hash.lowercased()), digest.algorithm == .sha512,
        ArchivePath.fault(in: path) == nil,
        lines.updateValue(digest, forKey: path) == nil
      else { return nil }
    }
    return lines
  }

  /// `bag-info.txt`: `Label: value` lines in the order given. Line breaks in a value become spaces, so that a title
  /// cannot pass for a field.
  static func infoText(_ fields: [(label: String, value: String)]) -> String {
    fields.map { field in
      "\(field.label): \(field.value.split(whereSeparator: \.isWhitespace).joined(separator: " "))\n"
    }.joined()
  }

  /// The fields by label; continuation lines are joined. nil for a line without a label or a label named twice.
  static func parseInfo(_ text: String) -> [String: String]? {
    var fields: [String: String] = [:]
    var last: String?
    for line in text.split(whereSeparator: \.isNewline) {
      if line.first == " " || line.first == "\t" {
        guard let last else { return nil }
        fields[last, default: ""] += " " + line.drop { $0 == " " || $0 == "\t" }
        continue
      }
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let label = String(line[..<colon])
      let value = String(line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
      guard fields.updateValue(value, forKey: label) == nil else { return nil }
      last = label
    }
    return fields
  }
}
