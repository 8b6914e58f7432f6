import Essentials

/// The words around a map.
public struct MapText: Hashable, Sendable {
  /// What the map shows: `Heat stress on a hot day`.
  public var title: LocalizedText
  /// Where, which event, before or after.
  public var subtitle: LocalizedText
  /// Where the data come from, with licences.
  public var source: LocalizedText
  /// What a reader must know before trusting the map, such as that the area is synthetic; stands in a band.
  public var notice: LocalizedText?

  public init(title: LocalizedText, subtitle: LocalizedText, source: LocalizedText, notice: LocalizedText? = nil) {
    self.title = title
    self.subtitle = subtitle
    self.source = source
    self.notice = notice
  }
}
