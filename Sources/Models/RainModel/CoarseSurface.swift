import Grids
import ModelKit

/// A surface of larger cells for previews, and the way back to the cells that it was made of.
///
/// A large cell is a wall where buildings take most of it. Else its ground level, roughness and losses are means over
/// its small cells, the roofs in it count as ground that keeps what roofs keep, and the part of it that drains to the
/// sewer is kept as a share. A face between two open cells is closed where a building stands across its whole width.
struct CoarseSurface {
  /// Wanted edge of a large cell, m.
  static let cellSize = 4.0
  /// Dry time after the event, min: the deepest moment has mostly passed by then.
  static let dryingMinutes = 20.0
  /// Time between two turns of the hydrology, s: twice that of a run, still short against blocks of minutes.
  static let interval = 10.0
  /// Thinner water on a large cell says nothing of the small ones in it, m.
  static let leastDepth: Float = 0.001

  let surface: UrbanSurface
  /// Small cells along the edge of a large one.
  let factor: Int

  init(_ fine: UrbanSurface, of frame: GridFrame) {
    let factor = max(1, Int((Self.cellSize / frame.cellSize).rounded()))
    self.factor = factor
    let rows = (fine.rows + factor - 1) / factor
    let columns = (fine.columns + factor - 1) / factor
    var coarse = UrbanSurface(rows: rows, columns: columns, cellSize: fine.cellSize * Double(factor))
    for row in 0..<rows {
      for column in 0..<columns { Self.merge(fine, into: &coarse, row, column, factor) }
    }
    coarse.hasShares = true
    let built = (0..<fine.count).map { fine.isBuilding($0) }
    // Water that starts in the middle of one cell and goes straight to the middle of the next.
    func passes(_ cells: some Sequence<(Int, Int)>) -> Bool {
      cells.allSatisfy { r, c in r < fine.rows && c < fine.columns && !built[r * fine.columns + c] }
    }
    let half = max(1, factor / 2)
    coarse.closed = ClosedFaces(
      rows: rows, columns: columns,
      westEast: { row, column in
        (0..<factor).allSatisfy { lane in
          row * factor + lane >= fine.rows
            || !passes((column * factor - half..<column * factor + half).lazy.map { (row * factor + lane, $0) })
        }
      },
      northSouth: { row, column in
        (0..<factor).allSatisfy { lane in
          column * factor + lane >= fine.columns
            || !passes((row * factor - half..<row * factor + half).lazy.map { ($0, column * factor + lane) })
        }
      })
    surface = coarse
  }

  private static func merge(
    _ fine: UrbanSurface, into coarse: inout UrbanSurface, _ row: Int, _ column: Int, _ factor: Int
  ) {
    var cells: [Int] = []
    for r in row * factor..<min((row + 1) * factor, fine.rows) {
      for c in column * factor..<min((column + 1) * factor, fine.columns) { cells.append(r * fine.columns + c) }
    }
    let index = row * coarse.columns + column
    let roofs = cells.filter(fine.isBuilding)
    let ground = cells.filter { !fine.isBuilding($0) }
    let water = ground.filter(fine.isWater)
    // What lies beyond the edge of the area counts as what lies within.
    let all = Double(cells.count)
    func sum(_ cells: [Int], _ values: [Float]) -> Double { cells.reduce(0) { $0 + Double(values[$1]) } }
    coarse.interception[index] = Float(sum(cells, fine.interception) / all)
    if roofs.count * 2 > cells.count {
      coarse.buildingHeight[index] = Float(sum(roofs, fine.buildingHeight) / Double(roofs.count))
      coarse.terrain[index] = Float(sum(cells, fine.terrain) / all)
      let kept = sum(roofs, fine.roofStorage) + sum(ground, fine.surfaceStorage)
      coarse.roofStorage[index] = Float(kept / all)
      coarse.sewered[index] = Float(cells.reduce(0) { $0 + fine.sewerShare($1) } / all)
      return
    }
    if water.count * 2 > ground.count {
      coarse.water[index] = 1
      coarse.terrain[index] = Float(sum(water, fine.terrain) / Double(water.count))
      coarse.manning[index] = Float(sum(water, fine.manning) / Double(water.count))
      return
    }
    let land = ground.filter { !fine.isWater($0) }
    let open = Double(land.count)
    coarse.terrain[index] = Float(sum(land, fine.terrain) / open)
    coarse.manning[index] = Float(sum(land, fine.manning) / open)
    coarse.surfaceStorage[index] = Float((sum(land, fine.surfaceStorage) + sum(roofs, fine.roofStorage)) / all)
    coarse.sewered[index] = Float(cells.reduce(0) { $0 + fine.sewerShare($1) } / all)
    coarse.infiltrationCapacity[index] = Float(sum(land, fine.infiltrationCapacity) / all)
    let soaking = land.filter { fine.soilConductivity[$0] > 0 }
    if soaking.count * 2 > land.count {
      let count = Double(soaking.count)
      coarse.soilConductivity[index] = Float(sum(soaking, fine.soilConductivity) / all)
      coarse.soilSuction[index] = Float(sum(soaking, fine.soilSuction) / count)
      coarse.soilMoistureDeficit[index] = Float(sum(soaking, fine.soilMoistureDeficit) / count)
      return
    }
    // The few cells with the other kind of soil take in at least what it conducts.
    let horton = land.filter { !(fine.soilConductivity[$0] > 0) }
    let steady = sum(soaking, fine.soilConductivity)
    let excess = horton.reduce(0) { $0 + Double(fine.infiltrationInitial[$1] - fine.infiltrationFinal[$1]) }
    coarse.infiltrationInitial[index] = Float((sum(horton, fine.infiltrationInitial) + steady) / all)
    coarse.infiltrationFinal[index] = Float((sum(horton, fine.infiltrationFinal) + steady) / all)
    // The decay of the cells that have something to lose.
    coarse.infiltrationDecay[index] =
      excess > 0
      ? Float(
        horton.reduce(0) {
          $0 + Double(fine.infiltrationDecay[$1]) * Double(fine.infiltrationInitial[$1] - fine.infiltrationFinal[$1])
        } / excess)
      : Float(horton.isEmpty ? 0 : sum(horton, fine.infiltrationDecay) / Double(horton.count))
  }

  // MARK: Back to the small cells

  /// - Parameter fine: the surface of the small cells.
  func outputs(_ result: RainResult, _ frame: GridFrame, _ fine: UrbanSurface) -> ModelOutputs {
    let maximum = depths(result.maximumDepth, frame, fine)
    let wet = DepthRecord.wetDepth
    func spread(_ values: [Float], where isShown: (Int) -> Bool) -> Grid<Float> {
      Grid<Float>(
        frame,
        filling: { out in
          for row in 0..<frame.rows {
            let start = row / factor * surface.columns
            for column in 0..<frame.columns {
              let index = row * frame.columns + column
              out[index] = isShown(index) ? values[start + column / factor] : 0
            }
          }
        })
    }
    return ModelOutputs(
      layers: [
        "maximumDepth": maximum, "finalDepth": depths(result.finalDepth, frame, fine),
        "timeOfMaximum": spread(result.timeOfMaximum) { maximum[$0] > 0 },
        "wetDuration": spread(result.wetDuration) { maximum[$0] > wet },
      ],
      scalars: [
        "massBalanceError": result.balance.relativeError, "timeSteps": Double(result.timeSteps),
        "smallestTimeStep": result.shortestStep,
      ],
      balance: result.balance.terms(area: surface.area))
  }

  /// Depth in each small cell: the water surface of the large cells around it, joined by straight lines, minus its own
  /// ground level; nothing on buildings, and nothing where its own large cell is dry.
  private func depths(_ coarse: [Float], _ frame: GridFrame, _ fine: UrbanSurface) -> Grid<Float> {
    let (rows, columns) = (surface.rows, surface.columns)
    let isWet = (0..<surface.count).map { coarse[$0] > Self.leastDepth && !surface.isBuilding($0) }
    let level = (0..<surface.count).map { surface.terrain[$0] + coarse[$0] }
    let size = Float(factor)
    return Grid<Float>(
      frame,
      filling: { out in
        for row in 0..<frame.rows {
          let y = (Float(row) + 0.5) / size - 0.5
          let upper = min(max(Int(y.rounded(.down)), 0), rows - 1)
          let lower = min(upper + 1, rows - 1)
          let down = min(max(y - Float(upper), 0), 1)
          for column in 0..<frame.columns {
            let index = row * frame.columns + column
            out[index] = 0
            guard !fine.isBuilding(index), isWet[row / factor * columns + column / factor] else { continue }
            let x = (Float(column) + 0.5) / size - 0.5
            let left = min(max(Int(x.rounded(.down)), 0), columns - 1)
            let right = min(left + 1, columns - 1)
            let along = min(max(x - Float(left), 0), 1)
            var (sum, weights): (Float, Float) = (0, 0)
            for (cell, weight) in [
              (upper * columns + left, (1 - down) * (1 - along)), (upper * columns + right, (1 - down) * along),
              (lower * columns + left, down * (1 - along)), (lower * columns + right, down * along),
            ] where isWet[cell] {
              sum += level[cell] * weight
              weights += weight
            }
            if weights > 0 { out[index] = max(0, sum / weights - fine.terrain[index]) }
          }
        }
      })
  }
}
