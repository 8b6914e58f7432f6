import Areas
import Essentials
import Geometry
import Grids

/// The rasters of a city plan at 1 m.
struct CityRaster {
  let raster: LocalRaster
  var landCover: Grid<UInt8>
  /// m NAP; the water's level on water.
  var terrain: Grid<Float>
  /// m above the terrain.
  var buildingHeight: Grid<Float>
  /// m above the terrain.
  var canopyHeight: Grid<Float>

  init(_ planner: CityPlanner, frame: GridFrame, system: LocalSystem, context: WorkContext) throws {
    let plan = planner.plan
    let raster = LocalRaster(frame: frame, system: system)
    self.raster = raster
    let surfaces = Self.surfaces(plan, raster)
    landCover = surfaces.cover
    try context.checkCancellation()
    context.progress(0.3, LocalizedText(nl: "Gebouwen neerzetten", en: "Placing buildings"))
    buildingHeight = Self.buildings(plan, raster)
    for index in 0..<frame.count where buildingHeight[index] > 0 {
      landCover[index] = LandCoverCode.building.rawValue
    }
    try context.checkCancellation()
    context.progress(0.5, LocalizedText(nl: "Bomen planten", en: "Planting trees"))
    canopyHeight = Self.canopies(plan, raster, buildingHeight)
    try context.checkCancellation()
    context.progress(0.6, LocalizedText(nl: "Maaiveld maken", en: "Making the ground"))
    terrain = Self.terrain(planner, raster, landCover, rise: surfaces.rise)
  }

  // MARK: Surfaces

  private static func surfaces(_ plan: CityPlan, _ raster: LocalRaster) -> (cover: Grid<UInt8>, rise: Grid<Float>) {
    var cover = Grid<UInt8>(raster.frame, repeating: LandCoverCode.grass.rawValue)
    var rise = Grid<Float>(raster.frame, repeating: 0)
    cover.withMutableCells { cover in
      rise.withMutableCells { rise in
        for surface in plan.surfaces {
          raster.forEachCell(in: surface.rectangle) { index, _, _ in
            cover[index] = surface.cover.rawValue
            rise[index] = Float(surface.rise)
          }
        }
      }
    }
    return (cover, rise)
  }

  // MARK: Buildings and trees

  private static func buildings(_ plan: CityPlan, _ raster: LocalRaster) -> Grid<Float> {
    var height = Grid<Float>(raster.frame, repeating: 0)
    height.withMutableCells { height in
      for building in plan.buildings {
        for part in building.parts {
          let (ridge, half) = (part.rectangle.centre.v, part.rectangle.depth / 2)
          raster.forEachCell(in: part.rectangle) { index, _, v in
            let share = 1 - abs(v - ridge) / half
            height[index] = Float(part.eaves + (part.ridge - part.eaves) * share)
          }
        }
      }
    }
    return height
  }

  /// Crowns as domes: full height in the middle, two thirds at the edge; nothing above roofs.
  private static func canopies(_ plan: CityPlan, _ raster: LocalRaster, _ buildings: Grid<Float>) -> Grid<Float> {
    var height = Grid<Float>(raster.frame, repeating: 0)
    height.withMutableCells { height in
      buildings.withCells { buildings in
        for tree in plan.trees {
          let radius = tree.crownDiameter / 2
          raster.forEachCell(within: radius, of: raster.system.world(tree.place.u, tree.place.v)) { index, distance in
            guard buildings[index] == 0 else { return }
            let share = distance / radius
            height[index] = max(height[index], Float(tree.height * (1 - share * share / 3)))
          }
        }
      }
    }
    return height
  }

  // MARK: Ground

  /// The ground from the kerbs' level: carriageways lie a kerb lower and are cambered, bays fall to the gutter, and
  /// everything else rises from the kerb to the facades.
  private static func terrain(
    _ planner: CityPlanner, _ raster: LocalRaster, _ cover: Grid<UInt8>, rise: Grid<Float>
  ) -> Grid<Float> {
    let recipe = planner.recipe
    let profile = StreetProfile(planner.plan, raster)
    var terrain = Grid<Float>(raster.frame, repeating: 0)
    let frame = raster.frame
    terrain.withMutableCells { terrain in
      for row in 0..<frame.rows {
        for column in 0..<frame.columns {
          let index = row * frame.columns + column
          let code = LandCoverCode(rawValue: cover[index])
          guard code != .water else {
            terrain[index] = Float(recipe.canalLevel)
            continue
          }
          let (x, y) = frame.centre(row: row, column: column)
          let (u, v) = raster.system.local(Point(x, y))
          var level = planner.relief.kerbLevel(u, v)
          let inside = Double(profile.inside[index])
          let outside = Double(profile.outside[index])
          let gullyDip = Double(profile.gullyDip[index])
          switch code {
          case .asphaltCarriageway, .clinkerCarriageway, .bridge:
            level += recipe.crossfall * inside - recipe.kerbHeight - gullyDip
          case .parkingBay where outside < CityPlanner.rise:
            level += recipe.crossfall * outside - recipe.kerbHeight
          default:
            level += recipe.crossfall * min(outside, CityPlanner.rise) + Double(rise[index])
          }
          level += planner.relief.unevenness(u, v) * (code.map(roughness) ?? 0)
          terrain[index] = Float(level)
        }
      }
      for bank in planner.plan.banks {
        raster.forEachCell(in: bank.rectangle) { index, u, v in
          guard cover[index] != LandCoverCode.bridge.rawValue, cover[index] != LandCoverCode.water.rawValue else {
            return
          }
          let share = ((bank.axis == .u ? u : v) - bank.foot) / (bank.top - bank.foot)
          let foot = recipe.canalLevel + 0.1
          terrain[index] = Float(foot + (Double(terrain[index]) - foot) * share)
        }
      }
    }
    return terrain
  }

  /// How uneven a surface is within a few metres, m (half the range). Paving that was laid flat keeps a centimetre;
  /// gardens and grass have several.
  private static func roughness(_ code: LandCoverCode) -> Double {
    switch code {
    case .building: 0
    case .garden, .planting, .unpaved, .unknownYard: 0.035
    case .grass, .swale: 0.03
    case .pavedYard: 0.015
    default: 0.006
    }
  }
}

/// Where each cell lies in the profile of its street.
struct StreetProfile {
  /// On a carriageway: distance to its nearer edge, m; 0 elsewhere.
  private(set) var inside: Grid<Float>
  /// Beside a carriageway: distance to it, m, at most `CityPlanner.rise`.
  private(set) var outside: Grid<Float>
  /// How far the gutter falls to the nearest gully, m.
  private(set) var gullyDip: Grid<Float>

  /// Distance between gullies and the fall of the gutter to them, m.
  static let gullySpacing = 22.0
  static let gullyFall = 0.02

  init(_ plan: CityPlan, _ raster: LocalRaster) {
    var inside = Grid<Float>(raster.frame, repeating: 0)
    var outside = Grid<Float>(raster.frame, repeating: Float(CityPlanner.rise))
    var dip = Grid<Float>(raster.frame, repeating: 0)
    inside.withMutableCells { inside in
      outside.withMutableCells { outside in
        dip.withMutableCells { dip in
          for street in plan.streets {
            let way = street.carriageway
            let along = street.direction == .alongU
            raster.forEachCell(in: way.expanded(by: CityPlanner.rise)) { index, u, v in
              outside[index] = min(outside[index], Float(way.distance(u, v)))
            }
            raster.forEachCell(in: way) { index, u, v in
              let edge = along ? min(v - way.v0, way.v1 - v) : min(u - way.u0, way.u1 - u)
              inside[index] = max(inside[index], Float(edge))
              let turn = ((along ? u : v) / Self.gullySpacing).truncatingRemainder(dividingBy: 1)
              let share = abs(2 * (turn < 0 ? turn + 1 : turn) - 1)
              dip[index] = max(dip[index], Float(Self.gullyFall * (1 - share)))
            }
          }
        }
      }
    }
    (self.inside, self.outside, gullyDip) = (inside, outside, dip)
  }
}
