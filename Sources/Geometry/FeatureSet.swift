/// A set of features in one coordinate system.
public struct FeatureSet: Hashable, Sendable {
  /// EPSG code.
  public var epsg: Int
  public var features: [Feature]

  public init(epsg: Int = RDNew.epsg, features: [Feature]) {
    self.epsg = epsg
    self.features = features
  }

  /// The smallest box around all features; nil when there are none.
  public var boundingBox: BoundingBox? {
    features.compactMap(\.geometry.boundingBox).reduce(nil) { $0?.union($1) ?? $1 }
  }
}
