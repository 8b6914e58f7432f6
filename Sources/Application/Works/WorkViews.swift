import Areas
import Assessment
import Classroom
import Essentials
import Foundation
import Jobs

/// A person as others in a team see them.
public struct PersonView: Codable, Hashable, Sendable {
  public var id: String
  public var name: String
}

/// An assignment of one's class, with one's own work on it.
public struct WorkListItem: Codable, Hashable, Sendable {
  public enum State: String, Codable, Sendable {
    case new, begun, handedIn, closed
  }

  /// Id of the assignment as it was given to the class.
  public var classAssignment: String
  public var title: LocalizedText
  public var courseTitle: LocalizedText
  /// Id of the work; nil before it is begun.
  public var work: String?
  public var state: State
}

/// A work, whole but for the content of its plans.
public struct WorkView: Codable, Sendable {
  public struct Plan: Codable, Hashable, Sendable {
    public var id: String
    public var name: String
    /// The number of its operations.
    public var revision: Int
    public var measureCount: Int
    public var createdAt: Date
    public var updatedAt: Date
    /// Thrown away, and can be brought back.
    public var isDeleted: Bool
  }

  public struct Answer: Codable, Hashable, Sendable {
    /// A text or a number.
    public var value: JSONValue?
    public var plan: PlanReference?
    public var reasoning: String?
    public var at: Date
    public var by: PersonView?
    /// A prediction that results have been shown for.
    public var locked: Bool
  }

  public struct PlanReference: Codable, Hashable, Sendable {
    public var id: String
    public var revision: Int
  }

  public struct HandInHead: Codable, Hashable, Sendable {
    public var id: String
    public var at: Date
    public var by: PersonView?
    public var state: HandIn.State
    public var points: Double?
    public var maximum: Double?

    /// - Parameter person: who handed it in, where their name is known.
    public init(_ handIn: HandIn, by person: PersonView? = nil) {
      id = handIn.id
      at = handIn.at
      by = person
      state = handIn.state
      points = handIn.points
      maximum = handIn.maximum
    }
  }

  public var id: String
  public var title: LocalizedText
  public var teamCode: String
  public var members: [PersonView]
  /// Account of whoever asks.
  public var me: String
  /// Whether whoever asks may change it.
  public var canEdit: Bool
  public var isClosed: Bool
  public var assignment: CourseView.AssignmentView
  public var lessons: [CourseView.LessonView]
  public var courseTitle: LocalizedText
  public var areaDigest: Digest
  public var plans: [Plan]
  /// By id of the exercise.
  public var answers: [String: Answer]
  /// Results are not shown before these are answered.
  public var withheldUntil: [String]
  public var handIns: [HandInHead]
}

/// A line of a plan's history.
public struct EntryView: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Sendable {
    case place, reshape, setProperties, remove, undo, batch
  }

  public var sequence: Int
  public var id: String
  /// nil where the person was erased.
  public var by: PersonView?
  public var at: Date
  public var kind: Kind
  public var measure: String?
  /// Of a batch.
  public var measures: [String]?
  /// Id of the measure card, for a measure that is placed.
  public var card: String?
  /// Id of the operation that an undo takes back.
  public var undoes: String?
  public var isUndone: Bool

  init(_ entry: PlanEntry, by: PersonView?, at: Date, isUndone: Bool) {
    sequence = entry.sequence
    id = entry.operationID
    self.by = by
    self.at = at
    self.isUndone = isUndone
    switch entry.operation {
    case .place(let placed):
      (kind, measure, card) = (.place, placed.id, placed.card.id)
    case .reshape(let id, _): (kind, measure) = (.reshape, id)
    case .setProperties(let id, _): (kind, measure) = (.setProperties, id)
    case .remove(let id): (kind, measure) = (.remove, id)
    case .undo(let operation): (kind, undoes) = (.undo, operation)
    case .batch: (kind, measures) = (.batch, entry.operation.measures)
    }
  }
}

/// A plan with its content and history.
public struct PlanDocument: Codable, Sendable {
  public var id: String
  public var work: String
  public var name: String
  public var revision: Int
  /// A GeoJSON FeatureCollection in RD New.
  public var measures: JSONValue
  public var problems: [Diagnostic]
  public var cost: CostView
  public var history: [EntryView]
}

/// `PlanCost` with its sums.
public struct CostView: Codable, Hashable, Sendable {
  public var lines: [PlanCost.Line]
  /// EUR.
  public var construction: Double
  /// EUR a year.
  public var maintenancePerYear: Double

  init(_ cost: PlanCost) {
    lines = cost.lines
    construction = cost.construction
    maintenancePerYear = cost.maintenancePerYear
  }
}

/// What became of an operation that was sent.
public struct AcceptedOperation: Codable, Sendable {
  public var sequence: Int
  public var revision: Int
  public var entry: EntryView
  public var cost: CostView
  /// What was wrong with the plan already, and still is.
  public var problems: [Diagnostic]
  /// False for a retry of one that was stored before.
  public var isNew: Bool
}

/// Operations that a client has not seen.
public struct OperationsView: Codable, Sendable {
  public struct Item: Codable, Sendable {
    public var entry: EntryView
    public var operation: JSONValue
  }

  public var revision: Int
  public var entries: [Item]
}
