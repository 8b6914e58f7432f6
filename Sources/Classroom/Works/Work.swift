import Essentials
import Foundation
import GRDB

/// What one student, or a team, does on an assignment.
public struct Work: Hashable, Sendable, Codable {
  public var id: String
  /// Id of the assignment as it was given to the class.
  public var classAssignment: String
  /// Lets a classmate join.
  public var teamCode: String
  public var createdAt: Date

  public init(id: String, classAssignment: String, teamCode: String, createdAt: Date) {
    self.id = id
    self.classAssignment = classAssignment
    self.teamCode = teamCode
    self.createdAt = createdAt
  }
}

extension Work: FetchableRecord, PersistableRecord {}

/// A plan of a work, without its content.
public struct PlanHead: Hashable, Sendable, Codable {
  public var id: String
  public var work: String
  public var name: String
  public var createdAt: Date
  /// nil while it is shown.
  public var deletedAt: Date?

  public init(id: String, work: String, name: String, createdAt: Date, deletedAt: Date? = nil) {
    self.id = id
    self.work = work
    self.name = name
    self.createdAt = createdAt
    self.deletedAt = deletedAt
  }
}

extension PlanHead: FetchableRecord, PersistableRecord {
  public static let databaseTableName = "plan"
}

/// One stored operation of a plan, with who did it and when.
public struct PlanOperationRecord: Hashable, Sendable, Codable {
  public var plan: String
  /// 1, 2, 3, ...
  public var sequence: Int
  public var operationID: String
  public var base: Int
  /// nil where the person was erased.
  public var account: String?
  public var at: Date
  /// Canonical JSON of the operation's exchange form.
  public var operation: String

  public init(
    plan: String, sequence: Int, operationID: String, base: Int, account: String?, at: Date, operation: String
  ) {
    self.plan = plan
    self.sequence = sequence
    self.operationID = operationID
    self.base = base
    self.account = account
    self.at = at
    self.operation = operation
  }
}

extension PlanOperationRecord: FetchableRecord, PersistableRecord {
  public static let databaseTableName = "planOperation"
}

/// Something that counts for the order of a work: an answer, or a result that was shown. Only ever added.
public struct WorkEvent: Hashable, Sendable, Codable {
  public enum Kind: String, Codable, Sendable {
    /// `exercise` was answered, with `value`, or with `plan` at `revision`; a prediction has both.
    case answer
    /// A preview of `plan` at `revision` was shown.
    case preview
    /// A run of `plan` at `revision` was shown.
    case run
  }

  /// Ascending in the order of what happened; nil before it is stored.
  public var number: Int64?
  public var work: String
  public var kind: Kind
  public var account: String?
  public var at: Date
  public var exercise: String?
  public var plan: String?
  public var revision: Int?
  /// JSON: a text or a number.
  public var value: String?
  public var reasoning: String?

  public init(
    work: String, kind: Kind, account: String?, at: Date, exercise: String? = nil, plan: String? = nil,
    revision: Int? = nil, value: String? = nil, reasoning: String? = nil
  ) {
    self.work = work
    self.kind = kind
    self.account = account
    self.at = at
    self.exercise = exercise
    self.plan = plan
    self.revision = revision
    self.value = value
    self.reasoning = reasoning
  }
}

extension WorkEvent: FetchableRecord, MutablePersistableRecord {
  public mutating func didInsert(_ inserted: InsertionSuccess) { number = inserted.rowID }
}

/// One time that a work was handed in.
public struct HandIn: Hashable, Sendable, Codable {
  public enum State: String, Codable, Sendable {
    case grading, graded, failed
  }

  public var id: String
  public var work: String
  public var account: String?
  public var at: Date
  public var plan: String?
  public var revision: Int?
  /// Number of the last event that counts for it; 0 where there was none.
  public var lastEvent: Int64
  public var state: State
  public var points: Double?
  public var maximum: Double?
  /// The `.twinsubmission`.
  public var submission: Data?
  /// `Grade` as canonical JSON.
  public var grade: Data?
  /// `Diagnostic` as JSON, where it failed.
  public var diagnostic: Data?

  public init(id: String, work: String, account: String?, at: Date, plan: String?, revision: Int?, lastEvent: Int64) {
    self.id = id
    self.work = work
    self.account = account
    self.at = at
    self.plan = plan
    self.revision = revision
    self.lastEvent = lastEvent
    state = .grading
  }
}

extension HandIn: FetchableRecord, PersistableRecord {}
