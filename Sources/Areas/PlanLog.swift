import Geometry

/// One change of a plan.
public enum PlanOperation: Hashable, Sendable {
  case place(Measure)
  case reshape(measure: String, Geometry)
  case setProperties(measure: String, [String: Double])
  case remove(measure: String)
  /// Takes back one earlier operation; undoing an undo is redo.
  case undo(operation: String)
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

/// The append-only history of a plan. Undo, retry, branching, merging and working as a group are all entries here.
public struct PlanLog: Hashable, Sendable {
  public let plan: String
  public private(set) var entries: [PlanEntry]

  public init(plan: String, entries: [PlanEntry] = []) {
    self.plan = plan
    self.entries = entries
  }

  /// Appends an operation made on top of `baseRevision`. An operation id that is in the log already changes nothing
  /// (a retry) and gives the entry that is there.
  ///
  /// Operations of others since `baseRevision` do not matter unless they took away what this one changes.
  /// - Throws: `PlanError.staleBase`, `.measureExists`, `.noSuchMeasure`, `.noSuchOperation`, `.idReused`.
  @discardableResult
  public mutating func append(
    _ operation: PlanOperation, id operationID: String, baseRevision: Int
  ) throws -> PlanEntry {
    if let known = entries.first(where: { $0.operationID == operationID }) {
      guard known.operation == operation else { throw PlanError.idReused(operationID) }
      return known
    }
    guard (0...entries.count).contains(baseRevision) else {
      throw PlanError.staleBase(baseRevision, revision: entries.count)
    }
    let measures = state.measures
    switch operation {
    case .place(let measure):
      guard !entries.contains(where: { $0.placedMeasure == measure.id }) else {
        throw PlanError.measureExists(measure.id)
      }
    case .reshape(let id, _), .setProperties(let id, _), .remove(let id):
      guard measures.contains(where: { $0.id == id }) else { throw PlanError.noSuchMeasure(id) }
    case .undo(let id):
      guard entries.contains(where: { $0.operationID == id }) else { throw PlanError.noSuchOperation(id) }
    }
    let entry = PlanEntry(
      plan: plan, sequence: entries.count + 1, operationID: operationID, baseRevision: baseRevision,
      operation: operation)
    entries.append(entry)
    return entry
  }

  /// The plan after every operation that has not been undone.
  public var state: Plan {
    let undone = undoneOperations
    var measures: [Measure] = []
    func position(_ id: String) -> Int? { measures.firstIndex { $0.id == id } }
    for entry in entries where !undone.contains(entry.operationID) {
      switch entry.operation {
      case .place(let measure): measures.append(measure)
      case .reshape(let id, let geometry): if let index = position(id) { measures[index].geometry = geometry }
      case .setProperties(let id, let properties):
        if let index = position(id) { measures[index].properties.merge(properties) { _, new in new } }
      case .remove(let id): if let index = position(id) { measures.remove(at: index) }
      case .undo: break
      }
    }
    return Plan(id: plan, revision: entries.count, measures: measures)
  }

  /// Ids of operations that an undo, itself not undone, has taken back. Later entries decide about earlier ones.
  private var undoneOperations: Set<String> {
    var undone: Set<String> = []
    for entry in entries.reversed() where !undone.contains(entry.operationID) {
      if case .undo(let target) = entry.operation { undone.insert(target) }
    }
    return undone
  }
}

extension PlanEntry {
  fileprivate var placedMeasure: String? {
    if case .place(let measure) = operation { measure.id } else { nil }
  }
}
