import Essentials

/// An assignment as it was used.
public struct AssignmentPin: Codable, Hashable, Sendable {
  public var id: String
  public var version: String
  /// SHA-256 of all that decides about a grade (`Assignment.digest`).
  public var digest: Digest

  public init(id: String, version: String, digest: Digest) {
    self.id = id
    self.version = version
    self.digest = digest
  }

  public init(_ assignment: Assignment) {
    self.init(id: assignment.id, version: assignment.version, digest: assignment.digest)
  }
}

/// The course that an assignment was taken from. It has no digest: what decides about a grade is in the assignment's,
/// so that a mended sentence in a lesson does not turn old submissions away.
public struct CoursePin: Codable, Hashable, Sendable {
  /// `publisher/name`.
  public var name: String
  public var version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
