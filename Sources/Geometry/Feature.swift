/// A geometry with attributes.
public struct Feature: Hashable, Sendable {
  public var id: String?
  public var geometry: Geometry
  /// Attributes as the file gave them.
  public var properties: [String: PropertyValue]

  public init(id: String? = nil, geometry: Geometry, properties: [String: PropertyValue] = [:]) {
    self.id = id
    self.geometry = geometry
    self.properties = properties
  }
}
