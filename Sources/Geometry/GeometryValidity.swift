import Essentials

/// Whether a geometry obeys the rules of OGC Simple Features (06-103r4, 6.1), and if not, why and where.
public enum GeometryValidity: Hashable, Sendable {
  case valid
  case invalid(reason: LocalizedText, at: Point?)

  public var isValid: Bool { self == .valid }

  /// GEOS's reasons (`TopologyValidationError`) in both languages; an unknown one stays as GEOS says it.
  static func words(_ reason: String) -> LocalizedText {
    dutch.first { reason.hasPrefix($0.key) }.map { LocalizedText(nl: $0.value, en: $0.key) }
      ?? LocalizedText(verbatim: reason)
  }

  // Longer texts before their own beginnings.
  private static let dutch: KeyValuePairs<String, String> = [
    "Ring Self-intersection": "Een rand raakt of kruist zichzelf",
    "Self-intersection": "De rand kruist zichzelf",
    "Hole lies outside shell": "Een gat ligt buiten het vlak",
    "Holes are nested": "Een gat ligt in een ander gat",
    "Nested shells": "Een vlak ligt in een ander vlak",
    "Nested holes": "Een gat ligt in een ander gat",
    "Interior is disconnected": "Het vlak valt in losse delen uiteen",
    "Duplicate Rings": "Twee randen zijn gelijk",
    "Too few points in geometry component": "Een rand of lijn heeft te weinig verschillende punten",
    "Invalid Coordinate": "Een coördinaat is geen getal",
    "Ring is not closed": "Een rand is niet gesloten",
    "Repeated point": "Een punt komt twee keer achter elkaar voor",
  ]
}
