import Essentials

/// What every exercise has, whatever its kind.
public struct ExerciseHeader: Hashable, Sendable {
  static let keys: Set<String> = ["kind", "id", "version", "title", "prompt", "feedback", "reasoning"]

  /// ASCII kebab-case; the name of its file without `.yaml`.
  public var id: String
  public var version: String
  public var title: LocalizedText
  /// What is asked, in Markdown.
  public var prompt: LocalizedText
  /// What the author says to a student, by how it went.
  public var feedback: AuthorFeedback
  /// Asks why; where it is there, an answer without a reason is not complete. A person reads it, nothing grades it.
  public var reasoning: LocalizedText?
  public var location: Diagnostic.Location

  init(_ members: YAMLMapping) throws {
    id = try members.required("id").identifier()
    version = try members.required("version").string()
    title = try members.required("title").localizedText()
    prompt = try members.required("prompt").localizedText()
    feedback = try members["feedback"].map(AuthorFeedback.init) ?? AuthorFeedback()
    reasoning = try members["reasoning"]?.localizedText()
    location = members.document.location
  }
}

/// Hints by the author of an exercise. Those that are absent say nothing.
public struct AuthorFeedback: Hashable, Sendable {
  public var met: LocalizedText?
  public var partly: LocalizedText?
  public var missed: LocalizedText?

  public init(met: LocalizedText? = nil, partly: LocalizedText? = nil, missed: LocalizedText? = nil) {
    self.met = met
    self.partly = partly
    self.missed = missed
  }

  /// - Throws: `YAMLError` with file, line and key.
  public init(_ document: YAMLDocument) throws {
    let members = try document.mapping(allowing: ["met", "partly", "missed"])
    met = try members["met"]?.localizedText()
    partly = try members["partly"]?.localizedText()
    missed = try members["missed"]?.localizedText()
  }

  /// Nothing where no difference can be told, for there is nothing to praise or to blame.
  public func hint(for verdict: CheckResult.Verdict) -> LocalizedText? {
    switch verdict {
    case .met: met
    case .partly: partly
    case .missed: missed
    case .undecided: nil
    }
  }
}

extension YAMLDocument {
  /// ASCII kebab-case of at most 64 characters: it becomes a file name and a part of addresses.
  func identifier() throws -> String {
    let text = try string()
    guard Identifier.isValid(text) else { throw AssessmentError.badIdentifier(location, text) }
    return text
  }

  /// Points of an exercise or a check, in hundredths.
  func points() throws -> Double { Points.rounded(try number(in: 0.01...10_000)) }

  /// A number above zero.
  func positiveNumber() throws -> Double { try number(in: .leastNonzeroMagnitude...1e12) }

  /// How many decimals are shown.
  func decimals() throws -> Int { Int(try number(in: 0...6)) }
}
