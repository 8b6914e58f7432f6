import Areas
import Essentials
import Geometry
import Grids

/// A made-up neighbourhood in memory: the layers of the core and of its surroundings.
public struct SyntheticArea: Sendable {
  /// The rasters of one extent.
  public struct Layers: Sendable {
    /// m NAP; the water's level on water.
    public var terrain: Grid<Float>
    /// m above the terrain, 0 where nothing is built.
    public var buildingHeight: Grid<Float>
    /// m above the terrain, 0 outside crowns.
    public var canopyHeight: Grid<Float>
    /// `LandCoverCode`
    public var landCover: Grid<UInt8>
  }

  public let recipe: StreetRecipe
  /// 1 m
  public let core: Layers
  /// 5 m: means of the 1 m cells, and the commonest code. Where it overlaps the core it is the core's own aggregate.
  public let context: Layers
  /// Features that touch the core, in RD New, in the order in which they were drawn.
  public let buildings: FeatureSet
  public let trees: FeatureSet
  public let roads: FeatureSet
  public let water: FeatureSet
  /// Places with a name: `plein`, `school`, and streets.
  public let zones: FeatureSet

  let plan: CityPlan
  let system: LocalSystem

  /// Draws the whole city at 1 m and cuts the core out of it.
  /// - Throws: `CancellationError`, `GeometryError`.
  public init(_ recipe: StreetRecipe, work: WorkContext = WorkContext()) throws {
    self.recipe = recipe
    let frame = recipe.frame
    work.progress(0, LocalizedText(nl: "Stratenplan tekenen", en: "Drawing the street plan"))
    let system = LocalSystem(
      origin: Point((frame.west + frame.east) / 2, (frame.north + frame.south) / 2), degrees: recipe.rotation)
    let planner = CityPlanner.make(recipe)
    let city = recipe.contextFrame
    let fine = GridFrame(
      west: city.west, north: city.north, cellSize: 1, columns: city.columns * 5, rows: city.rows * 5)
    let raster = try CityRaster(planner, frame: fine, system: system, context: work)
    work.progress(0.9, LocalizedText(nl: "Kern en omgeving maken", en: "Making core and surroundings"))
    core = Layers(
      terrain: raster.terrain.nearest(in: frame, outside: .nan),
      buildingHeight: raster.buildingHeight.nearest(in: frame, outside: .nan),
      canopyHeight: raster.canopyHeight.nearest(in: frame, outside: .nan),
      landCover: raster.landCover.nearest(in: frame, outside: 0))
    context = Layers(
      terrain: raster.terrain.aggregated(by: 5), buildingHeight: raster.buildingHeight.aggregated(by: 5),
      canopyHeight: raster.canopyHeight.aggregated(by: 5), landCover: Self.commonest(raster.landCover, by: 5))
    self.system = system
    plan = planner.plan
    let drawer = FeatureDrawer(
      frame: frame, system: system, plan: planner.plan, terrain: raster.terrain,
      households: Households(seed: recipe.seed))
    buildings = try drawer.buildings()
    trees = drawer.trees
    roads = drawer.roads
    water = try drawer.water(level: recipe.canalLevel)
    zones = try drawer.zones()
  }

  /// The commonest code of each block; of equally common ones the lowest.
  static func commonest(_ codes: Grid<UInt8>, by factor: Int) -> Grid<UInt8> {
    var counts = [Int](repeating: 0, count: 256)
    return Grid<UInt8>(codes.frame.aggregated(by: factor)) { row, column in
      for index in counts.indices { counts[index] = 0 }
      for r in row * factor..<min((row + 1) * factor, codes.rows) {
        for c in column * factor..<min((column + 1) * factor, codes.columns) { counts[Int(codes[r, c])] += 1 }
      }
      var best = 0
      for code in counts.indices where counts[code] > counts[best] { best = code }
      return UInt8(best)
    }
  }

  /// Over all rasters and features: equal recipes give equal digests.
  public var digest: Digest {
    var text = ""
    for layers in [core, context] {
      text +=
        layers.terrain.digest.hex + layers.buildingHeight.digest.hex + layers.canopyHeight.digest.hex
        + layers.landCover.digest.hex
    }
    for set in [buildings, trees, roads, water, zones] {
      for feature in set.features {
        let properties = feature.properties.sorted { $0.key < $1.key }
        text += "\(feature.id ?? "") \(feature.geometry) \(properties)\n"
      }
    }
    return Digest.sha256(text)
  }
}
