import CGDAL
import Essentials
import Foundation
import Geometry

/// Vector layers on disk, RD New: GeoPackage (opened read-only), GeoJSON and Shapefile, told apart by their content;
/// a Shapefile by the name of its `.shp`.
public enum VectorFile {
  /// How much a layer may hold; beyond it the reader stops with an error.
  public struct Limits: Hashable, Sendable {
    public var features: Int
    public var positions: Int

    public init(features: Int = 1_000_000, positions: Int = 20_000_000) {
      self.features = features
      self.positions = positions
    }
  }

  /// A layer's name and size.
  public struct Layer: Hashable, Sendable {
    public var name: String
    public var featureCount: Int
    /// OGC's name: `Point`, `Multi Polygon`, `Curve Polygon`, ...
    public var geometryType: String
  }

  /// What was read, and what was left out.
  public struct Content: Hashable, Sendable {
    public var layer: String
    public var features: FeatureSet
    /// Features without a geometry, and curves that became chords.
    public var warnings: [Diagnostic]
  }

  /// The layers that have geometries.
  /// - Throws: `FileError`, `GeoFormatError.cannotOpen`.
  public static func layers(_ url: URL) throws -> [Layer] {
    try GDALLibrary.quietly { messages in
      try VectorReader(url, limits: Limits(), messages).layers.map(\.description)
    }
  }

  /// Reads one layer. Heights are dropped, circular arcs become chords of at most 4 degrees, and features without
  /// a geometry are left out with a warning. The feature's id is the file's own number for it.
  /// - Parameter layer: nil for the only layer.
  /// - Throws: `FileError`; `GeoFormatError`; `GeometryError` naming the feature, for coordinates outside RD New
  ///   among others.
  public static func read(_ url: URL, layer: String? = nil, limits: Limits = Limits()) throws -> Content {
    try GDALLibrary.quietly { messages in
      try VectorReader(url, limits: limits, messages).read(layer: layer)
    }
  }
}
