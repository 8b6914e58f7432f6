import Essentials
import Markup
import TwinPacks

/// What `course.yaml` says of a course.
public struct CourseManifest: Hashable, Sendable {
  public static let fileName = PackSource.courseFileName

  /// Name, version, title, authors, licence and the packs that the course uses, as of any pack.
  public var pack: PackManifest
  /// For whom it is, such as `mbo-4 Smart Building`.
  public var audience: LocalizedText?
  /// How long a class works on it, hours.
  public var hours: Double?
  /// What a student can do afterwards.
  public var goals: [LocalizedText]
  /// Ids, in the order in which they are read: `lessons/ID.nl.md` and `lessons/ID.en.md`.
  public var lessons: [String]
  /// Ids: `assignments/ID.yaml`.
  public var assignments: [String]

  private static let keys = PackManifest.sharedKeys.union([
    "packs", "audience", "hours", "goals", "lessons", "assignments",
  ])

  /// Reads a `course.yaml`.
  /// - Throws: `YAMLError`, `PackError.manifest` or `CourseError` with file, line and key.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: Self.keys)
    pack = try PackManifest(course: root)
    audience = try root["audience"]?.localizedText()
    hours = try root["hours"]?.number(in: 0.25...400)
    goals = try root["goals"]?.list().map { try $0.localizedText() } ?? []
    lessons = try Self.identifiers(root.required("lessons"))
    assignments = try root["assignments"].map(Self.identifiers) ?? []
    guard !lessons.isEmpty else { throw try CourseError.noLessons(root.required("lessons").location) }
  }

  private static func identifiers(_ node: YAMLDocument) throws -> [String] {
    var seen: Set<String> = []
    return try node.list().map { item in
      let id = try item.string()
      guard Identifier.isValid(id) else { throw CourseError.identifier(item.location, id: id) }
      guard seen.insert(id).inserted else { throw CourseError.listedTwice(item.location, id: id) }
      return id
    }
  }

  public var name: PackName { pack.name }
  public var version: SemanticVersion { pack.version }
  public var title: LocalizedText { pack.title }
  public var description: LocalizedText { pack.description }
  public var language: Language { pack.language }
  public var licence: String { pack.licence }
  public var authors: [PackManifest.Author] { pack.authors }
  public var date: String { pack.date }
  public var packs: [PackReference] { pack.dependencies.map(\.reference) }

  /// The manifest of the pack that carries the course.
  public func packManifest() -> PackManifest { pack }
}
