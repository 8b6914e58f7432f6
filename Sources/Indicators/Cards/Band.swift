import Essentials

/// How far a value may be off.
public struct Band: Hashable, Codable, Sendable {
  /// What `minus` and `plus` are of.
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// Of the card's unit (K for °C).
    case unit
    /// Of the value: 0.3 is 30 %.
    case share
  }

  public var minus: Double
  public var plus: Double
  public var kind: Kind
  public var source: LocalizedText
  public var status: EvidenceStatus

  /// From lowest to highest that the value may be.
  public func range(around value: Double) -> ClosedRange<Double> {
    let size = kind == .share ? abs(value) : 1
    return value - minus * size...value + plus * size
  }
}

extension Band {
  /// - Throws: `YAMLError`.
  init(_ document: YAMLDocument) throws {
    let members = try document.mapping(allowing: ["minus", "plus", "of", "source", "status"])
    minus = try members.required("minus").number(in: 0...1_000_000_000)
    plus = try members.required("plus").number(in: 0...1_000_000_000)
    kind = try members["of"]?.choice() ?? .unit
    source = try members.required("source").localizedText()
    status = try members.required("status").choice()
  }
}
