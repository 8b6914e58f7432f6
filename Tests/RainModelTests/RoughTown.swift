import Essentials
import Grids
import ModelKit

@testable import RainModel

/// A small rough town from a seed: random ground, houses, a canal, sewered streets, Horton and Green-Ampt soils.
enum RoughTown {
  static func surface(rows: Int = 83, columns: Int = 97, seed: UInt64 = 11) -> UrbanSurface {
    var random = SeededRandom(seed: seed)
    var surface = UrbanSurface(rows: rows, columns: columns, cellSize: 2)
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        let house = row % 14 > 7 && column % 12 > 5
        let canal = column >= 60 && column < 64
        let garden = row % 14 > 4 && !house
        surface.terrain[cell] = Float(4 + 0.01 * Double(column) + random.uniform(-0.25...0.25))
        surface.manning[cell] = garden ? 0.06 : 0.02
        if canal {
          surface.water[cell] = 1
          surface.terrain[cell] = 3.2
        } else if house {
          surface.buildingHeight[cell] = 7
          surface.roofStorage[cell] = 2
          surface.sewered[cell] = row % 28 > 14 ? 1 : 0
        } else if garden {
          surface.surfaceStorage[cell] = 4
          surface.interception[cell] = column % 5 == 0 ? 1.5 : 0
          if column % 2 == 0 {
            surface.infiltrationInitial[cell] = 40
            surface.infiltrationFinal[cell] = 10
            surface.infiltrationDecay[cell] = 3
            surface.infiltrationCapacity[cell] = 15
          } else {
            surface.soilConductivity[cell] = 3.4
            surface.soilSuction[cell] = 0.0889
            surface.soilMoistureDeficit[cell] = 0.217
          }
        } else {
          surface.sewered[cell] = 1
          surface.surfaceStorage[cell] = 0.5
        }
      }
    }
    return surface
  }

  static let event = RainEvent(blocks: Array(repeating: RainEvent.Block(seconds: 300, depth: 0.07 / 12), count: 12))

  /// The same as a model sees it.
  static func inputs(
    _ surface: UrbanSurface, series: [String: [Double]] = ["intervalMinutes": [30, 30], "rainDepth": [50, 20]],
    parameters: [String: Double] = [:]
  ) -> ModelInputs {
    let frame = GridFrame(
      west: 0, north: Double(surface.rows) * surface.cellSize, cellSize: surface.cellSize, columns: surface.columns,
      rows: surface.rows)
    let layers: [String: [Float]] = [
      "terrain": surface.terrain, "buildingHeight": surface.buildingHeight, "water": surface.water,
      "manning": surface.manning, "surfaceStorage": surface.surfaceStorage,
      "infiltrationInitial": surface.infiltrationInitial, "infiltrationFinal": surface.infiltrationFinal,
      "infiltrationDecay": surface.infiltrationDecay, "infiltrationCapacity": surface.infiltrationCapacity,
      "soilConductivity": surface.soilConductivity, "soilSuction": surface.soilSuction,
      "soilMoistureDeficit": surface.soilMoistureDeficit, "sewered": surface.sewered,
      "roofStorage": surface.roofStorage, "interception": surface.interception,
    ]
    return ModelInputs(
      frame: frame, layers: layers.mapValues { Grid(frame, cells: $0) }, series: series, parameters: parameters)
  }
}
