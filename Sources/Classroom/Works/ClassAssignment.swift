import Essentials
import Foundation
import GRDB

/// An assignment of a course, given to a class.
public struct ClassAssignment: Hashable, Sendable, Codable {
  public var id: String
  /// Id of the class.
  public var schoolClass: String
  /// `publisher/name` of the course.
  public var course: String
  public var courseVersion: String
  /// Digest of the course's pack, so that the class keeps the one it was given.
  public var courseDigest: Digest
  /// Id of the assignment in the course.
  public var assignment: String
  public var assignmentDigest: Digest
  public var title: LocalizedText
  public var courseTitle: LocalizedText
  public var createdAt: Date
  /// From then on nothing new is begun or handed in; nil while it is open.
  public var closedAt: Date?

  public init(
    id: String, schoolClass: String, course: String, courseVersion: String, courseDigest: Digest, assignment: String,
    assignmentDigest: Digest, title: LocalizedText, courseTitle: LocalizedText, createdAt: Date, closedAt: Date? = nil
  ) {
    self.id = id
    self.schoolClass = schoolClass
    self.course = course
    self.courseVersion = courseVersion
    self.courseDigest = courseDigest
    self.assignment = assignment
    self.assignmentDigest = assignmentDigest
    self.title = title
    self.courseTitle = courseTitle
    self.createdAt = createdAt
    self.closedAt = closedAt
  }
}

extension ClassAssignment: FetchableRecord, PersistableRecord {
  public static let databaseTableName = "classAssignment"

  public init(row: Row) throws {
    self.init(
      id: row["id"], schoolClass: row["schoolClass"], course: row["course"], courseVersion: row["courseVersion"],
      courseDigest: try row.digest("courseDigest"), assignment: row["assignment"],
      assignmentDigest: try row.digest("assignmentDigest"),
      title: LocalizedText(nl: row["titleNL"], en: row["titleEN"]),
      courseTitle: LocalizedText(nl: row["courseTitleNL"], en: row["courseTitleEN"]), createdAt: row["createdAt"],
      closedAt: row["closedAt"])
  }

  public func encode(to container: inout PersistenceContainer) {
    container["id"] = id
    container["schoolClass"] = schoolClass
    container["course"] = course
    container["courseVersion"] = courseVersion
    container["courseDigest"] = courseDigest.hex
    container["assignment"] = assignment
    container["assignmentDigest"] = assignmentDigest.hex
    container["titleNL"] = title.nl
    container["titleEN"] = title.en
    container["courseTitleNL"] = courseTitle.nl
    container["courseTitleEN"] = courseTitle.en
    container["createdAt"] = createdAt
    container["closedAt"] = closedAt
  }
}

extension Row {
  /// - Throws: `ClassroomError.damaged`.
  func digest(_ column: String) throws -> Digest {
    guard let digest = Digest(hex: self[column]) else { throw ClassroomError.damaged(column) }
    return digest
  }
}
