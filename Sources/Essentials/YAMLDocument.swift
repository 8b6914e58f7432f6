import Foundation
import Yams

/// A YAML document read strictly: every complaint names file, line and key.
///
/// ```swift
/// let root = try YAMLDocument.parse(text, file: "measures/tree.yaml")
/// let card = try root.mapping(allowing: ["id", "title", "cost"])
/// let id = try card.required("id").string()
/// ```
public struct YAMLDocument {
  private let node: Node
  /// The lines of the whole text, to point inside a scalar.
  private let lines: [Substring]
  public let file: String
  /// The path of keys from the root, such as `cost.construction`.
  public let key: String

  /// Parses one document.
  /// - Throws: `YAMLError.malformed` with line and column; `.alias` where a value stands for another by reference.
  public static func parse(_ text: String, file: String) throws -> YAMLDocument {
    // A few lines of references to references can stand for billions of values.
    if let line = lineOfAlias(in: text) { throw YAMLError.alias(.init(file: file, line: line)) }
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw YAMLError.empty(file: file)
      }
      return YAMLDocument(
        node: node, lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline),
        file: file, key: "")
    } catch let error as Yams.YamlError {
      throw YAMLError.from(error, file: file)
    }
  }

  /// The first line with a `*name` whose `&name` stands before it; nil if there is none. Names in prose seldom come in
  /// such pairs, so this looks at the text alone.
  private static func lineOfAlias(in text: String) -> Int? {
    var anchors: Set<[UInt8]> = []
    var line = 1
    var mark: UInt8?
    var name: [UInt8] = []
    for byte in text.utf8 + [UInt8(ascii: "\n")] {
      let isNamePart =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      if mark != nil, isNamePart {
        name.append(byte)
      } else {
        if mark == UInt8(ascii: "&"), !name.isEmpty { anchors.insert(name) }
        if mark == UInt8(ascii: "*"), anchors.contains(name) { return line }
        let isMark = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")
        mark = isMark ? byte : nil
        name = []
        if byte == UInt8(ascii: "\n") { line += 1 }
      }
    }
    return nil
  }

  /// Reads and parses a file of at most 4 MiB.
  public static func read(_ url: URL, named name: String? = nil) throws -> YAMLDocument {
    let file = name ?? url.path
    // A pipe or a device would never end, and a folder is no text.
    var status = stat()
    guard stat(url.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileError.missing(path: file)
    }
    guard status.st_size <= 4 << 20 else { throw YAMLError.tooLarge(file: file) }
    let data: Data
    do { data = try Data(contentsOf: url) } catch { throw FileError.missing(path: file) }
    guard data.count <= 4 << 20 else { throw YAMLError.tooLarge(file: file) }
    guard let text = String(data: data, encoding: .utf8) else { throw YAMLError.notUTF8(file: file) }
    return try parse(text, file: file)
  }

  public var location: Diagnostic.Location {
    let mark = node.mark
    return Diagnostic.Location(file: file, line: mark?.line, column: mark?.column, key: key.isEmpty ? nil : key)
  }

  /// Where each of the first characters of a text stands in the file, whatever the style of the scalar: plain, quoted,
  /// folded or literal. Empty for other nodes, and where text and file cannot be laid side by side (escapes).
  public func locations(upTo limit: Int) -> [Diagnostic.Location] {
    guard case .scalar(let scalar) = node, let mark = node.mark else { return [] }
    var (line, column) = (mark.line - 1, mark.column - 1)
    switch scalar.style {
    case .literal, .folded: (line, column) = (line + 1, 0)
    case .singleQuoted, .doubleQuoted: column += 1
    default: break
    }
    var characters = line < lines.count ? Array(lines[line]) : []
    func skipSpaces() {
      while line < lines.count {
        if column >= characters.count {
          (line, column) = (line + 1, 0)
          characters = line < lines.count ? Array(lines[line]) : []
        } else if characters[column].isWhitespace {
          column += 1
        } else {
          return
        }
      }
    }
    var result: [Diagnostic.Location] = []
    for character in scalar.string.prefix(limit) {
      // A fold turns an end of line and an indentation into one space, so spaces match any number of them.
      if !character.isWhitespace {
        skipSpaces()
        guard line < lines.count, characters[column] == character else { return [] }
      }
      result.append(Diagnostic.Location(file: file, line: line + 1, column: column + 1, key: key.isEmpty ? nil : key))
      if !character.isWhitespace {
        // A quote inside single quotes is written twice.
        column += scalar.style == .singleQuoted && character == "'" ? 2 : 1
      } else if column < characters.count {
        column += 1
      }
    }
    return result
  }

  private func child(_ node: Node, _ name: String) -> YAMLDocument {
    YAMLDocument(node: node, lines: lines, file: file, key: key.isEmpty ? name : "\(key).\(name)")
  }

  // MARK: Mappings

  /// The mapping's members; a member that is not in `allowed` is an error, so that a typing slip is noticed.
  public func mapping(allowing allowed: Set<String>? = nil) throws -> YAMLMapping {
    guard case .mapping(let members) = node else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een lijst van sleutels", en: "a mapping"))
    }
    var entries: [(String, YAMLDocument)] = []
    var seen: Set<String> = []
    for (name, value) in members {
      guard let text = name.string else {
        throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "tekst als sleutel", en: "text as key"))
      }
      let entry = child(value, text)
      if let allowed, !allowed.contains(text) {
        var place = entry.location
        if let mark = name.mark { (place.line, place.column) = (mark.line, mark.column) }
        throw YAMLError.unknownKey(place, name: text, known: allowed.sorted())
      }
      guard seen.insert(text).inserted else { throw YAMLError.duplicateKey(entry.location, name: text) }
      entries.append((text, entry))
    }
    return YAMLMapping(document: self, entries: entries)
  }

  // MARK: Lists and scalars

  public func list() throws -> [YAMLDocument] {
    guard case .sequence(let items) = node else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een lijst", en: "a list"))
    }
    return items.enumerated().map { index, item in child(item, "\(index)") }
  }

  public func string() throws -> String {
    guard case .scalar(let scalar) = node else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "tekst", en: "text"))
    }
    return scalar.string
  }

  /// A finite number.
  public func number() throws -> Double {
    guard case .scalar = node, let value = node.float, value.isFinite else {
      throw YAMLError.wrongKind(
        location, expected: LocalizedText(nl: "een getal zoals 0.5", en: "a number such as 0.5"))
    }
    return value
  }

  public func number(in range: ClosedRange<Double>) throws -> Double {
    let value = try number()
    guard range.contains(value) else {
      throw YAMLError.outOfRange(location, value: value, range: range)
    }
    return value
  }

  public func integer() throws -> Int {
    guard case .scalar = node, let value = node.int else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "een geheel getal", en: "a whole number"))
    }
    return value
  }

  public func boolean() throws -> Bool {
    guard case .scalar = node, let value = node.bool else {
      throw YAMLError.wrongKind(location, expected: LocalizedText(nl: "true of false", en: "true or false"))
    }
    return value
  }

  /// `{nl: ..., en: ...}`, both required and neither of them blank.
  public func localizedText() throws -> LocalizedText {
    let members = try mapping(allowing: ["nl", "en"])
    let text = LocalizedText(nl: try members.required("nl").string(), en: try members.required("en").string())
    for language in Language.allCases where text[language].allSatisfy(\.isWhitespace) {
      throw YAMLError.missingTranslation(location, language)
    }
    return text
  }

  /// One of the raw values of `type`.
  public func choice<T: RawRepresentable & CaseIterable>(_ type: T.Type = T.self) throws -> T
  where T.RawValue == String {
    let text = try string()
    guard let value = T(rawValue: text) else {
      throw YAMLError.notAChoice(location, value: text, choices: T.allCases.map(\.rawValue))
    }
    return value
  }

  /// The document as JSON, scalars typed by the YAML 1.2 core schema.
  public func jsonValue() throws -> JSONValue {
    switch node {
    case .mapping:
      return .object(
        try Dictionary(uniqueKeysWithValues: mapping().entries.map { ($0.0, try $0.1.jsonValue()) }))
    case .sequence: return .array(try list().map { try $0.jsonValue() })
    case .scalar(let scalar):
      if scalar.style == .plain || scalar.style == .any {
        if node.null != nil { return .null }
        if let flag = node.bool { return .bool(flag) }
        if let value = node.float, value.isFinite { return .number(value) }
      }
      return .string(scalar.string)
    case .alias:
      throw YAMLError.wrongKind(
        location, expected: LocalizedText(nl: "een waarde zonder verwijzing", en: "a value without an alias"))
    }
  }
}

/// The members of a YAML mapping, in the order of the file.
public struct YAMLMapping {
  public let document: YAMLDocument
  public let entries: [(String, YAMLDocument)]

  public subscript(name: String) -> YAMLDocument? { entries.first { $0.0 == name }?.1 }

  /// - Throws: `YAMLError.missingKey`.
  public func required(_ name: String) throws -> YAMLDocument {
    guard let value = self[name] else { throw YAMLError.missingKey(document.location, name: name) }
    return value
  }
}

/// What can be wrong with a YAML document.
public enum YAMLError: DiagnosableError {
  case malformed(Diagnostic.Location, problem: String)
  case alias(Diagnostic.Location)
  case empty(file: String)
  case tooLarge(file: String)
  case notUTF8(file: String)
  case wrongKind(Diagnostic.Location, expected: LocalizedText)
  case unknownKey(Diagnostic.Location, name: String, known: [String])
  case duplicateKey(Diagnostic.Location, name: String)
  case missingKey(Diagnostic.Location, name: String)
  case missingTranslation(Diagnostic.Location, Language)
  case outOfRange(Diagnostic.Location, value: Double, range: ClosedRange<Double>)
  case notAChoice(Diagnostic.Location, value: String, choices: [String])

  static func from(_ error: Yams.YamlError, file: String) -> YAMLError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .malformed(.init(file: file, line: mark.line, column: mark.column), problem: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return .duplicateKey(
        .init(file: file, line: context.mark.line, column: context.mark.column),
        name: duplicates.sorted().joined(separator: ", "))
    default:
      return .malformed(.init(file: file), problem: String(describing: error))
    }
  }

  public var diagnostic: Diagnostic {
    switch self {
    case .malformed(let place, let problem):
      Diagnostic(
        "yaml.malformed",
        what: LocalizedText(nl: "Geen geldige YAML: \(problem)", en: "Not valid YAML: \(problem)"), at: place,
        remedy: LocalizedText(
          nl: "Kijk naar inspringing, dubbele punten en aanhalingstekens op deze regel.",
          en: "Look at the indentation, colons and quotes on this line."))
    case .alias(let place):
      Diagnostic(
        "yaml.alias",
        what: LocalizedText(
          nl: "Hier staat een verwijzing (*naam) naar een waarde elders.",
          en: "Here is a reference (*name) to a value elsewhere."), at: place,
        remedy: LocalizedText(nl: "Schrijf de waarde hier uit.", en: "Write the value out here."))
    case .empty(let file):
      Diagnostic(
        "yaml.empty", what: LocalizedText(nl: "Het bestand is leeg.", en: "The file is empty."),
        at: .init(file: file), remedy: LocalizedText(nl: "Vul het in.", en: "Fill it in."))
    case .tooLarge(let file):
      Diagnostic(
        "yaml.tooLarge", what: LocalizedText(nl: "Groter dan 4 MiB.", en: "Larger than 4 MiB."),
        at: .init(file: file), remedy: LocalizedText(nl: "Splits het bestand.", en: "Split the file."))
    case .notUTF8(let file):
      Diagnostic(
        "yaml.notUTF8", what: LocalizedText(nl: "Geen UTF-8-tekst.", en: "Not UTF-8 text."), at: .init(file: file),
        remedy: LocalizedText(nl: "Sla het op als UTF-8.", en: "Save it as UTF-8."))
    case .wrongKind(let place, let expected):
      Diagnostic(
        "yaml.wrongKind",
        what: LocalizedText(nl: "Hier hoort \(expected.nl).", en: "Expected \(expected.en) here."), at: place,
        remedy: LocalizedText(nl: "Pas de waarde aan.", en: "Change the value."))
    case .unknownKey(let place, let name, let known):
      Diagnostic(
        "yaml.unknownKey", what: LocalizedText(nl: "Onbekende sleutel '\(name)'.", en: "Unknown key '\(name)'."),
        at: place,
        remedy: LocalizedText(
          nl: "Bekend zijn: \(known.joined(separator: ", ")).", en: "Known are: \(known.joined(separator: ", "))."))
    case .duplicateKey(let place, let name):
      Diagnostic(
        "yaml.duplicateKey",
        what: LocalizedText(nl: "Sleutel '\(name)' staat er twee keer.", en: "Key '\(name)' stands here twice."),
        at: place, remedy: LocalizedText(nl: "Laat er één staan.", en: "Leave one of them."))
    case .missingKey(let place, let name):
      Diagnostic(
        "yaml.missingKey", what: LocalizedText(nl: "Sleutel '\(name)' ontbreekt.", en: "Key '\(name)' is missing."),
        at: place, remedy: LocalizedText(nl: "Voeg '\(name):' toe.", en: "Add '\(name):'."))
    case .missingTranslation(let place, let language):
      Diagnostic(
        "yaml.missingTranslation",
        what: LocalizedText(
          nl: "De tekst ontbreekt in het \(language == .nl ? "Nederlands" : "Engels").",
          en: "The text is missing in \(language == .nl ? "Dutch" : "English")."), at: place,
        remedy: LocalizedText(nl: "Schrijf hem in beide talen.", en: "Write it in both languages."))
    case .outOfRange(let place, let value, let range):
      Diagnostic(
        "yaml.outOfRange",
        what: LocalizedText(
          nl: "\(value) ligt buiten \(range.lowerBound) tot \(range.upperBound).",
          en: "\(value) is outside \(range.lowerBound) to \(range.upperBound)."), at: place,
        remedy: LocalizedText(nl: "Kies een waarde daarbinnen.", en: "Choose a value within it."))
    case .notAChoice(let place, let value, let choices):
      Diagnostic(
        "yaml.notAChoice", what: LocalizedText(nl: "'\(value)' kan hier niet.", en: "'\(value)' is not possible here."),
        at: place,
        remedy: LocalizedText(
          nl: "Kies uit: \(choices.joined(separator: ", ")).", en: "Choose from: \(choices.joined(separator: ", "))."))
    }
  }
}
