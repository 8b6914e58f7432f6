/// An ordered list of measures on an area, at one revision of its log.
public struct Plan: Hashable, Sendable {
  public var id: String
  /// The number of operations it has seen.
  public var revision: Int
  /// In the order in which they take effect.
  public var measures: [Measure]

  public init(id: String, revision: Int = 0, measures: [Measure] = []) {
    self.id = id
    self.revision = revision
    self.measures = measures
  }
}
