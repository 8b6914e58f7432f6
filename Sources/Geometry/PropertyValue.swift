/// The value of an attribute. Lists and objects are kept as their canonical JSON text.
public enum PropertyValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)

  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var number: Double? { if case .number(let value) = self { value } else { nil } }
  public var text: String? { if case .text(let value) = self { value } else { nil } }
}
