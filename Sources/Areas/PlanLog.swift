import Geometry

/// The append-only history of a plan. Undo, retry, branching, merging and working as a group are all entries here.
///
/// A measure is placed once and no operation concerns another measure, so the log keeps the story of each measure
/// beside the entries: an operation, and also its undo, costs as much as what was done to that measure since.
public struct PlanLog: Sendable {
  public let plan: String
  public private(set) var entries: [PlanEntry]

  /// Place in `entries` by operation id.
  private var places: [String: Int] = [:]
  /// How many undo operations, themselves not undone, take back the entry at this place.
  private var undoers: [Int] = []
  /// In the order in which the measures were placed, which is the order in which they take effect.
  private var stories: [MeasureStory] = []
  /// Place in `stories` by measure id; of removed measures too, because an id is never used again.
  private var storyPlaces: [String: Int] = [:]

  /// - Parameter entries: of an earlier log, in order.
  /// - Throws: as `append`, for entries that could not have been appended in this order.
  public init(plan: String, entries: [PlanEntry]) throws {
    self.init(plan: plan)
    for entry in entries { try append(entry.operation, id: entry.operationID, baseRevision: entry.baseRevision) }
  }

  public init(plan: String) {
    self.plan = plan
    entries = []
  }

  /// Appends an operation made on top of `baseRevision`. An operation id that is in the log already changes nothing
  /// (a retry) and gives the entry that is there.
  ///
  /// Operations of others since `baseRevision` do not matter unless they took away what this one changes.
  /// - Throws: `PlanError.staleBase`, `.measureExists`, `.noSuchMeasure`, `.noSuchOperation`, `.idReused`,
  ///   `.badBatch`.
  @discardableResult
  public mutating func append(
    _ operation: PlanOperation, id operationID: String, baseRevision: Int
  ) throws -> PlanEntry {
    if let place = places[operationID] {
      guard entries[place].operation == operation else { throw PlanError.idReused(operationID) }
      return entries[place]
    }
    guard (0...entries.count).contains(baseRevision) else {
      throw PlanError.staleBase(baseRevision, revision: entries.count)
    }
    try require(operation)
    let entry = PlanEntry(
      plan: plan, sequence: entries.count + 1, operationID: operationID, baseRevision: baseRevision,
      operation: operation)
    let place = entries.count
    entries.append(entry)
    places[operationID] = place
    undoers.append(0)
    for change in operation.changes {
      guard let measure = change.measure else { continue }
      if case .place = change {
        storyPlaces[measure] = stories.count
        stories.append(MeasureStory())
      }
      if let story = storyPlaces[measure] { stories[story].append(change, of: place) }
    }
    setActive(true, place)
    return entry
  }

  /// Whether an operation with this id is in the log.
  public func entry(of operationID: String) -> PlanEntry? { places[operationID].map { entries[$0] } }

  /// The plan after every operation that has not been undone.
  public var state: Plan { Plan(id: plan, revision: entries.count, measures: stories.compactMap(\.measure)) }

  /// Whether an undo, itself not undone, has taken back the entry with this sequence number.
  public func isUndone(_ sequence: Int) -> Bool {
    undoers.indices.contains(sequence - 1) && undoers[sequence - 1] > 0
  }

  /// A measure as it is now; nil where it was removed or never placed.
  public func measure(_ id: String) -> Measure? { storyPlaces[id].flatMap { stories[$0].measure } }

  /// Whether a measure with this id was ever placed, so that the id cannot be used again.
  public func hasUsed(_ id: String) -> Bool { storyPlaces[id] != nil }

  private func require(_ operation: PlanOperation) throws {
    if case .undo(let id) = operation {
      guard places[id] != nil else { throw PlanError.noSuchOperation(id) }
      return
    }
    // What the earlier changes of the same batch have placed or removed.
    var isThere: [String: Bool] = [:]
    let changes = operation.changes
    if changes.isEmpty { throw PlanError.badBatch }
    for change in changes {
      switch change {
      case .place(let measure):
        guard storyPlaces[measure.id] == nil, isThere[measure.id] == nil else {
          throw PlanError.measureExists(measure.id)
        }
        isThere[measure.id] = true
      case .reshape(let id, _), .setProperties(let id, _), .remove(let id):
        guard isThere[id] ?? (measure(id) != nil) else { throw PlanError.noSuchMeasure(id) }
        if case .remove = change { isThere[id] = false }
      case .undo, .batch: throw PlanError.badBatch
      }
    }
  }

  /// Lets an entry take effect or takes its effect away, and that of the entries which it takes back in turn.
  private mutating func setActive(_ active: Bool, _ place: Int) {
    var place = place
    var active = active
    while case .undo(let target) = entries[place].operation {
      guard let targetPlace = places[target] else { return }
      undoers[targetPlace] += active ? 1 : -1
      // Taken back twice, or still taken back by another: nothing changes.
      guard undoers[targetPlace] == (active ? 1 : 0) else { return }
      place = targetPlace
      active.toggle()
    }
    for measure in entries[place].operation.measures {
      if let story = storyPlaces[measure] { stories[story].set(place, active: active) }
    }
  }
}

extension PlanLog: Hashable {
  public static func == (one: PlanLog, other: PlanLog) -> Bool {
    one.plan == other.plan && one.entries == other.entries
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(plan)
    hasher.combine(entries)
  }
}

/// What was done to one measure, with the measure after each step.
private struct MeasureStory: Sendable {
  private struct Step: Sendable {
    /// In the log; the steps of one batch share it.
    var place: Int
    var change: PlanOperation
    var isActive: Bool
    /// After this step.
    var measure: Measure?
  }

  private var steps: [Step] = []

  var measure: Measure? { steps.last?.measure }

  mutating func append(_ change: PlanOperation, of place: Int) {
    steps.append(Step(place: place, change: change, isActive: false, measure: measure))
  }

  mutating func set(_ place: Int, active: Bool) {
    // Most often the last step, so the search begins there.
    guard let last = steps.lastIndex(where: { $0.place == place }) else { return }
    var first = last
    while first > 0, steps[first - 1].place == place { first -= 1 }
    for index in first...last { steps[index].isActive = active }
    for index in first..<steps.count {
      let before = index > 0 ? steps[index - 1].measure : nil
      steps[index].measure = steps[index].isActive ? Self.apply(steps[index].change, to: before) : before
    }
  }

  private static func apply(_ change: PlanOperation, to before: Measure?) -> Measure? {
    var measure = before
    switch change {
    case .place(let placed): measure = placed
    case .reshape(_, let geometry): measure?.geometry = geometry
    case .setProperties(_, let properties): measure?.properties.merge(properties) { _, new in new }
    case .remove: measure = nil
    case .undo, .batch: break
    }
    return measure
  }
}
