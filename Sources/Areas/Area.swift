import Essentials
import Geometry
import Grids

/// Reads the files of an area; the worker passes in the one that uses GDAL.
public protocol LayerReader {
  /// One band of numbers; no-data is NaN.
  func raster(_ file: String) throws -> Grid<Float>
  /// One band of class codes.
  func codes(_ file: String) throws -> Grid<UInt8>
  func features(_ file: String) throws -> FeatureSet
}

/// The co-registered layers of one place.
public struct Area: Sendable {
  /// Surface layers in one frame.
  public struct Surfaces: Sendable {
    /// Ground level, m NAP; on water the water level.
    public var terrain: Grid<Float>
    /// m above terrain; 0 where there is no building.
    public var buildingHeight: Grid<Float>
    /// Top of the crown, m above terrain; 0 where there is no tree.
    public var canopyHeight: Grid<Float>
    /// Codes of the land-cover table.
    public var landCover: Grid<UInt8>

    public init(
      terrain: Grid<Float>, buildingHeight: Grid<Float>, canopyHeight: Grid<Float>, landCover: Grid<UInt8>
    ) {
      self.terrain = terrain
      self.buildingHeight = buildingHeight
      self.canopyHeight = canopyHeight
      self.landCover = landCover
    }
  }

  public var manifest: AreaManifest
  public var surfaces: Surfaces
  /// The coarse surroundings, where the pack has them.
  public var context: Surfaces?
  /// Vector layers by id: `buildings`, `trees`, `roads`, ...
  public var features: [String: FeatureSet]

  public init(
    manifest: AreaManifest, surfaces: Surfaces, context: Surfaces? = nil, features: [String: FeatureSet] = [:]
  ) {
    self.manifest = manifest
    self.surfaces = surfaces
    self.context = context
    self.features = features
  }

  public var frame: GridFrame { manifest.frame }

  /// Loads and checks every layer the manifest names.
  ///
  /// - Parameter classes: nil leaves the land-cover codes unchecked.
  /// - Throws: `AreaError.missingLayer`, `.holes`, `.implausible`, `.unknownLandCoverCode`; `GridError.framesDiffer` for a layer that
  ///   does not co-register; whatever `reader` throws for a file it cannot read.
  public static func load(
    _ manifest: AreaManifest, classes: LandCoverTable?, from reader: some LayerReader
  ) throws -> Area {
    var features: [String: FeatureSet] = [:]
    for layer in manifest.layers where layer.kind == .features {
      features[layer.id] = try reader.features(layer.file)
    }
    let surfaces = try loadSurfaces(manifest, .core, manifest.frame, classes, reader)
    let context = try manifest.contextFrame.map { try loadSurfaces(manifest, .context, $0, classes, reader) }
    return Area(manifest: manifest, surfaces: surfaces, context: context, features: features)
  }

  private static func loadSurfaces(
    _ manifest: AreaManifest, _ extent: AreaManifest.Layer.Extent, _ frame: GridFrame, _ classes: LandCoverTable?,
    _ reader: some LayerReader
  ) throws -> Surfaces {
    func file(_ id: String) throws -> String {
      guard let layer = manifest.layer(id, extent) else {
        throw AreaError.missingLayer(extent == .core ? id : "\(id) (context)", area: manifest.title)
      }
      return layer.file
    }
    func raster(_ id: String) throws -> Grid<Float> {
      let grid = try reader.raster(file(id))
      try frame.requireSame(as: grid.frame, id)
      try requireComplete(grid, id)
      try requirePlausible(grid, id)
      return grid
    }
    let landCover = try reader.codes(file("landCover"))
    try frame.requireSame(as: landCover.frame, "landCover")
    if let classes {
      let known = classes.values({ _ in true }, unknown: false)
      for index in 0..<landCover.count where !known[Int(landCover[index])] {
        throw AreaError.unknownLandCoverCode(
          Int(landCover[index]), row: index / frame.columns, column: index % frame.columns)
      }
    }
    return Surfaces(
      terrain: try raster("terrain"), buildingHeight: try raster("buildingHeight"),
      canopyHeight: try raster("canopyHeight"), landCover: landCover)
  }

  /// What heights can be in the Netherlands with room to spare, m: no-data codes such as -9999 lie outside.
  static let plausibleHeights: [String: ClosedRange<Float>] = [
    "terrain": -100...1000, "buildingHeight": 0...500, "canopyHeight": 0...100,
  ]

  private static func requirePlausible(_ grid: Grid<Float>, _ id: String) throws {
    guard let range = plausibleHeights[id] else { return }
    for index in 0..<grid.count where !range.contains(grid[index]) {
      throw AreaError.implausible(
        layer: id, value: grid[index], range: range, row: index / grid.columns, column: index % grid.columns)
    }
  }

  private static func requireComplete(_ grid: Grid<Float>, _ id: String) throws {
    try grid.withCells { cells in
      var holes = 0
      var first = 0
      for index in 0..<grid.count where !cells[index].isFinite {
        if holes == 0 { first = index }
        holes += 1
      }
      if holes > 0 {
        throw AreaError.holes(layer: id, count: holes, row: first / grid.columns, column: first % grid.columns)
      }
    }
  }
}
