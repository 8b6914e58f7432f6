import Essentials
import Geometry
import Grids

/// The layers that models read: the area's surfaces, what the land-cover table makes of them, and on top of that what
/// the measures of a plan change, in the order of the plan.
public struct EffectiveLayers: Sendable {
  /// Layers that an effect of a measure card may change.
  public static let changeableLayers = [
    "terrain", "canopyHeight", "vegetation", "manning", "surfaceStorage", "infiltrationInitial", "infiltrationFinal",
    "infiltrationDecay", "infiltrationCapacity", "soilConductivity", "soilSuction", "soilMoistureDeficit", "sewered",
    "roofStorage", "interception",
  ]

  /// A crown is at least this high, m; below it vegetation is ground cover.
  public static let crownMinimumHeight: Float = 2
  /// What a crown holds before rain falls through, mm (teaching value, 1 to 3 in the literature).
  public static let crownInterception: Float = 2

  public private(set) var landCover: Grid<UInt8>
  public private(set) var layers: [String: Grid<Float>]
  /// Coarse surroundings for footprints; empty without context.
  public private(set) var contextLayers: [String: Grid<Float>]
  public let contextFrame: GridFrame?
  /// Public outdoor space: 1 inside, 0 outside.
  public private(set) var publicSpace: Grid<UInt8>
  /// Where water is meant to stand (open water, swales): 1 inside, 0 outside.
  public private(set) var holdsWater: Grid<UInt8>

  private let classes: LandCoverTable
  /// What lies there without a plan: it decides where a measure may take effect, as in `PlanCheck`.
  private let presentLandCover: Grid<UInt8>

  /// The area as it is.
  public init(area: Area, classes: LandCoverTable) {
    self.classes = classes
    landCover = area.surfaces.landCover
    presentLandCover = landCover
    layers = Self.derived(area.surfaces, classes)
    contextFrame = area.context?.terrain.frame
    contextLayers =
      area.context.map { context in
        Self.derived(context, classes).filter {
          ["terrain", "buildingHeight", "canopyHeight", "vegetation", "water"].contains($0.key)
        }
      } ?? [:]
    publicSpace = Self.mask(landCover, classes, \.isPublic)
    holdsWater = Self.mask(landCover, classes, \.holdsWater)
  }

  /// The area with a plan on it.
  /// - Precondition: the plan has passed `PlanCheck`; unknown cards are passed over.
  public func applying(_ plan: Plan, catalogue: MeasureCatalogue) -> EffectiveLayers {
    var changed = self
    for measure in plan.measures {
      if let card = catalogue.card(measure.card) { changed.apply(measure, card) }
    }
    changed.publicSpace = Self.mask(changed.landCover, classes, \.isPublic)
    changed.holdsWater = Self.mask(changed.landCover, classes, \.holdsWater)
    return changed
  }

  // MARK: From land cover

  private static func derived(_ surfaces: Area.Surfaces, _ classes: LandCoverTable) -> [String: Grid<Float>] {
    var layers: [String: Grid<Float>] = [
      "terrain": surfaces.terrain, "buildingHeight": surfaces.buildingHeight, "canopyHeight": surfaces.canopyHeight,
    ]
    for (id, value) in classProperties {
      let values = classes.values(value, unknown: 0)
      layers[id] = surfaces.landCover.map { values[Int($0)] }
    }
    let crowns = surfaces.canopyHeight
    if let ground = layers["vegetation"] {
      layers["vegetation"] = merged(ground, crowns) { $1 > crownMinimumHeight ? 1 : $0 }
    }
    layers["interception"] = crowns.map { $0 > crownMinimumHeight ? crownInterception : 0 }
    // A building keeps its class's storage on the roof; the surface beneath takes no rain.
    if let storage = layers["surfaceStorage"] {
      layers["roofStorage"] = merged(storage, surfaces.buildingHeight) { $1 > 0 ? $0 : 0 }
    }
    return layers
  }

  private static func merged(
    _ a: Grid<Float>, _ b: Grid<Float>, _ merge: (Float, Float) -> Float
  ) -> Grid<Float> {
    Grid(
      a.frame,
      filling: { out in
        a.withCells { first in
          b.withCells { second in
            for index in 0..<a.count { out[index] = merge(first[index], second[index]) }
          }
        }
      })
  }

  /// The layers that follow from the land-cover class alone.
  private static let classProperties: [(String, @Sendable (LandCoverTable.LandCoverClass) -> Float)] = [
    ("vegetation", { Float($0.vegetation) }),
    ("water", { $0.isWater ? 1 : 0 }),
    ("manning", { Float($0.manning) }),
    ("surfaceStorage", { Float($0.surface.storage) }),
    ("infiltrationInitial", { Float($0.surface.infiltrationInitial) }),
    ("infiltrationFinal", { Float($0.surface.infiltrationFinal) }),
    ("infiltrationDecay", { Float($0.surface.infiltrationDecay) }),
    ("infiltrationCapacity", { _ in unlimitedCapacity }),
    ("soilConductivity", { Float($0.surface.soilConductivity) }),
    ("soilSuction", { Float($0.surface.soilSuction) }),
    ("soilMoistureDeficit", { Float($0.surface.soilMoistureDeficit) }),
    ("sewered", { $0.sewered ? 1 : 0 }),
  ]

  /// mm; more than any event brings.
  private static let unlimitedCapacity: Float = 10_000

  private static func mask(
    _ landCover: Grid<UInt8>, _ classes: LandCoverTable, _ property: (LandCoverTable.LandCoverClass) -> Bool
  ) -> Grid<UInt8> {
    let values = classes.values({ property($0) ? UInt8(1) : 0 }, unknown: 0)
    return landCover.map { values[Int($0)] }
  }

  // MARK: Measures

  /// A cell that a measure covers.
  private struct Cover {
    var index: Int
    /// 0 in the middle of a point measure, 1 at its rim; 0 for polygons.
    var share: Double
    /// From the edge of the polygon, m.
    var inside: Double
  }

  private mutating func apply(_ measure: Measure, _ card: MeasureCard) {
    let properties = measure.completed(by: card)
    for effect in card.effects {
      var cells = cover(measure, effect, properties)
      if effect.layer != "canopyHeight", card.geometry == .polygon {
        cells.removeAll { !card.allows(presentLandCover[$0.index], classes) }
      }
      if effect.layer == "landCover" {
        if let target = effect.landCoverClass.flatMap({ classes.landCoverClass(id: $0) }) {
          setLandCover(target, at: cells.map(\.index))
        }
      } else {
        change(effect, by: effect.value.value(properties), at: cells)
      }
    }
  }

  private func cover(_ measure: Measure, _ effect: MeasureCard.Effect, _ properties: [String: Double]) -> [Cover] {
    let frame = landCover.frame
    if case .point(let point) = measure.geometry {
      let radius = max((effect.diameter?.value(properties) ?? 0) / 2, 0)
      let cells = Rasterization.cells(within: radius, of: point, in: frame)
      if cells.isEmpty, let cell = frame.cell(x: point.x, y: point.y) {
        return [Cover(index: cell.row * frame.columns + cell.column, share: 0, inside: 0)]
      }
      return cells.map { Cover(index: $0.index, share: radius > 0 ? $0.distance / radius : 0, inside: 0) }
    }
    let isBasin = if case .basin = effect.shape { true } else { false }
    return measure.geometry.polygons.flatMap { polygon in
      Rasterization.cells(inside: polygon, of: frame).map { index in
        let (x, y) = frame.centre(row: index / frame.columns, column: index % frame.columns)
        let inside = isBasin ? Rasterization.distanceToEdge(of: polygon, from: Point(x, y)) : 0
        return Cover(index: index, share: 0, inside: inside)
      }
    }
  }

  private mutating func setLandCover(_ target: LandCoverTable.LandCoverClass, at cells: [Int]) {
    for index in cells { landCover[index] = target.code }
    for (id, value) in Self.classProperties {
      let new = value(target)
      for index in cells {
        // A crown above keeps the cell vegetated whatever lies below it.
        let crowned = id == "vegetation" && (layers["canopyHeight"]?[index] ?? 0) > Self.crownMinimumHeight
        layers[id]?[index] = crowned ? 1 : new
      }
    }
  }

  private mutating func change(_ effect: MeasureCard.Effect, by amount: Double, at cells: [Cover]) {
    guard var grid = layers[effect.layer] else { return }
    let values: [Double]
    switch effect.shape {
    case .uniform: values = cells.map { _ in amount }
    case .dome(let baseShare):
      values = cells.map { cell in
        amount * (baseShare + (1 - baseShare) * max(0, 1 - cell.share * cell.share).squareRoot())
      }
    case .basin(let sideSlope):
      let bottom = (cells.map { Double(grid[$0.index]) }.min() ?? 0) - amount
      values = cells.map { cell in
        let ground = Double(grid[cell.index])
        let slope = sideSlope > 0 ? ground - cell.inside / sideSlope : bottom
        return max(bottom, slope)
      }
    }
    for (cell, value) in zip(cells, values) {
      let old = grid[cell.index]
      let new = Float(value)
      grid[cell.index] =
        switch effect.operation {
        case .set: new
        case .add: old + new
        case .max: Swift.max(old, new)
        case .min: Swift.min(old, new)
        }
    }
    layers[effect.layer] = grid
    if effect.layer == "canopyHeight" { growCrowns(cells.map(\.index)) }
  }

  /// New crowns shade and hold rain, and count as vegetation.
  private mutating func growCrowns(_ cells: [Int]) {
    for index in cells where (layers["canopyHeight"]?[index] ?? 0) > Self.crownMinimumHeight {
      layers["vegetation"]?[index] = 1
      layers["interception"]?[index] = Self.crownInterception
    }
  }
}
