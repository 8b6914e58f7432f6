/// What is wrong, where, and what to do: the one shape in which errors and warnings reach a person.
///
/// Each module has an error enum of its own that answers with a `Diagnostic`; a diagnostic also crosses the border
/// between a worker process and whoever started it.
public struct Diagnostic: Error, Codable, Hashable, Sendable {
  public enum Severity: String, Codable, Sendable {
    case error, warning, note
  }

  /// The place of the mistake; whatever is known of it.
  public struct Location: Codable, Hashable, Sendable {
    /// A file as the person named it.
    public var file: String?
    /// An entry inside an archive.
    public var entry: String?
    /// 1-based.
    public var line: Int?
    /// 1-based.
    public var column: Int?
    /// A key path inside a document, such as `cost.construction.value`.
    public var key: String?

    public init(
      file: String? = nil, entry: String? = nil, line: Int? = nil, column: Int? = nil, key: String? = nil
    ) {
      self.file = file
      self.entry = entry
      self.line = line
      self.column = column
      self.key = key
    }
  }

  public var severity: Severity
  /// Stable, dotted, for tests and documentation: `archive.truncated`.
  public var code: String
  public var what: LocalizedText
  public var location: Location
  public var remedy: LocalizedText

  public init(
    _ code: String, severity: Severity = .error, what: LocalizedText, at location: Location = Location(),
    remedy: LocalizedText
  ) {
    self.severity = severity
    self.code = code
    self.what = what
    self.location = location
    self.remedy = remedy
  }

  /// The text for a terminal: place, sentence, remedy.
  public func rendered(in language: Language) -> String {
    var place: [String] = []
    if let file = location.file {
      var text = file
      if let line = location.line {
        text += ":\(line)"
        if let column = location.column { text += ":\(column)" }
      }
      place.append(text)
    }
    if let entry = location.entry { place.append(entry) }
    if let key = location.key { place.append(key) }
    let word =
      switch (severity, language) {
      case (.error, .nl): "fout"
      case (.error, .en): "error"
      case (.warning, .nl): "waarschuwing"
      case (.warning, .en): "warning"
      case (.note, .nl): "opmerking"
      case (.note, .en): "note"
      }
    let head = place.isEmpty ? "\(word): " : "\(place.joined(separator: ", ")): \(word): "
    return (head + what[language] + " [\(code)]\n  → " + remedy[language]).withoutControls
  }
}

extension String {
  /// The same with control characters written out, but for line feeds and tabs. Texts and names may come from a
  /// stranger's file; a terminal must show their control characters, not obey them.
  public var withoutControls: String {
    unicodeScalars.reduce(into: "") { result, scalar in
      if scalar.properties.generalCategory == .control, scalar != "\n", scalar != "\t" {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}

/// An error that can say what, where and what to do. Every error enum of the house conforms.
public protocol DiagnosableError: Error, Sendable {
  var diagnostic: Diagnostic { get }
}

extension Diagnostic: DiagnosableError {
  public var diagnostic: Diagnostic { self }

  /// Any error as a diagnostic; an unknown one keeps its own description and says that it is unexpected.
  public init(from error: any Error) {
    if let known = error as? any DiagnosableError {
      self = known.diagnostic
    } else {
      let text = String(describing: error)
      self.init(
        "unexpected",
        what: LocalizedText(nl: "Onverwachte fout: \(text)", en: "Unexpected error: \(text)"),
        remedy: LocalizedText(
          nl: "Probeer het opnieuw; meld het als het terugkomt.", en: "Try again; report it if it comes back."))
    }
  }
}
