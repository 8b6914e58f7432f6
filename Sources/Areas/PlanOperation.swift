import Geometry

/// One change of a plan.
public enum PlanOperation: Hashable, Sendable {
  case place(Measure)
  case reshape(measure: String, Geometry)
  case setProperties(measure: String, [String: Double])
  case remove(measure: String)
  /// Takes back one earlier operation; undoing an undo is redo.
  case undo(operation: String)
  /// Several changes of measures that are made and taken back as one; no `undo` or `batch` among them.
  case batch([PlanOperation])

  /// The changes of single measures that it consists of, in order; none for an undo.
  var changes: [PlanOperation] {
    switch self {
    case .undo: []
    case .batch(let operations): operations
    default: [self]
    }
  }

  /// The measure that a single change is about; nil for an undo or a batch.
  var measure: String? {
    switch self {
    case .place(let measure): measure.id
    case .reshape(let id, _), .setProperties(let id, _), .remove(let id): id
    case .undo, .batch: nil
    }
  }

  /// The measures that it names, each once, in order; none for an undo.
  public var measures: [String] {
    var seen: Set<String> = []
    return changes.compactMap(\.measure).filter { seen.insert($0).inserted }
  }
}

/// An operation with its place in the log.
public struct PlanEntry: Hashable, Sendable {
  public var plan: String
  /// 1, 2, 3, ...
  public var sequence: Int
  /// Made by the client before it sends, so that a retry is recognised.
  public var operationID: String
  /// The revision the client had seen.
  public var baseRevision: Int
  public var operation: PlanOperation

  public init(plan: String, sequence: Int, operationID: String, baseRevision: Int, operation: PlanOperation) {
    self.plan = plan
    self.sequence = sequence
    self.operationID = operationID
    self.baseRevision = baseRevision
    self.operation = operation
  }
}
