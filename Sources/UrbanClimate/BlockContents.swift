import Grids

/// What stands in each block of the core: shares and densities, from which footprints are averaged.
///
/// A block follows from its own cells alone, in one order, so that changing some blocks gives what making all anew
/// gives.
package struct BlockContents: Sendable {
  /// One quantity over the blocks, as share or density of the block's area.
  enum Field: Int, CaseIterable {
    case outdoor  // share of cells without a building
    case skyView  // sky view factor of those, times their share
    case vegetation
    case buildingArea, buildingVolume, canopyArea, canopyVolume
    case buildingFrontEast, buildingFrontNorth, canopyFrontEast, canopyFrontNorth  // m² across that axis per m²
  }

  let blocks: CoreBlocks
  /// For each field one value for each block of the core, row-major.
  private(set) var values: [[Float]]

  /// - Parameters:
  ///   - skyView: of the core.
  ///   - minimumHeight: lower obstacles do not slow the wind, m.
  init(_ blocks: CoreBlocks, _ layers: SurfaceLayers, skyView: Grid<Float>, minimumHeight: Float, threads: Int) {
    self.blocks = blocks
    values = Field.allCases.map { _ in [Float](repeating: 0, count: blocks.count) }
    fill(layers, skyView: skyView, minimumHeight: minimumHeight, only: nil, threads: threads)
  }

  /// Makes blocks anew: what the sky view goes into for all of them, the rest for `changed`.
  /// - Parameter changed: for each block of the core, row-major, whether its layers changed.
  mutating func update(
    _ layers: SurfaceLayers, skyView: Grid<Float>, minimumHeight: Float, changed: [Bool], threads: Int
  ) {
    fill(layers, skyView: skyView, minimumHeight: minimumHeight, only: changed, threads: threads)
  }

  private mutating func fill(
    _ layers: SurfaceLayers, skyView: Grid<Float>, minimumHeight: Float, only changed: [Bool]?, threads: Int
  ) {
    let blocks = blocks
    let count = blocks.count
    var flat = [Float](unsafeUninitializedCapacity: count * values.count) { flat, initialized in
      for (field, values) in values.enumerated() {
        for index in 0..<count { flat[field * count + index] = values[index] }
      }
      initialized = count * values.count
    }
    layers.buildingHeight.withCells { building in
      layers.canopyHeight.withCells { canopy in
        layers.vegetation.withCells { vegetation in
          skyView.withCells { sky in
            flat.withUnsafeMutableBufferPointer { flat in
              nonisolated(unsafe) let (building, canopy, vegetation, sky) = (building, canopy, vegetation, sky)
              nonisolated(unsafe) let flat = flat
              let cells = BlockCells(
                blocks: blocks, building: building, canopy: canopy, vegetation: vegetation, sky: sky,
                minimumHeight: minimumHeight, rows: layers.frame.rows, columns: layers.frame.columns,
                frontFactor: Float(0.5 / layers.frame.cellSize))
              nonisolated(unsafe) let values = cells
              Parallel.ranges(blocks.window.rows.count, threads: threads) { part in
                for row in part {
                  for column in 0..<blocks.window.columns.count {
                    let index = row * blocks.window.columns.count + column
                    if changed.map({ $0[index] }) ?? true {
                      values.all(row, column).store(in: flat, at: index, of: count)
                    } else {
                      flat[Field.skyView.rawValue * count + index] = values.skyView(row, column)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    values = (0..<values.count).map { Array(flat[$0 * count..<($0 + 1) * count]) }
  }
}

/// The cells of a core, for one pass over its blocks.
private struct BlockCells {
  let blocks: CoreBlocks
  let building, canopy, vegetation, sky: UnsafePointer<Float>
  let minimumHeight: Float
  let rows, columns: Int
  /// Half a step in height over this is front per area: both sides of an obstacle make one front.
  let frontFactor: Float

  struct Sums {
    var outdoor = 0.0
    var skyView = 0.0
    var vegetation = 0.0
    var buildingArea = 0.0
    var buildingVolume = 0.0
    var canopyArea = 0.0
    var canopyVolume = 0.0
    var buildingFrontEast = 0.0
    var buildingFrontNorth = 0.0
    var canopyFrontEast = 0.0
    var canopyFrontNorth = 0.0
    var cells = 0.0

    @inline(__always)
    func store(in flat: UnsafeMutableBufferPointer<Float>, at index: Int, of count: Int) {
      func put(_ field: BlockContents.Field, _ sum: Double) {
        flat[field.rawValue * count + index] = Float(sum / cells)
      }
      put(.outdoor, outdoor)
      put(.skyView, skyView)
      put(.vegetation, vegetation)
      put(.buildingArea, buildingArea)
      put(.buildingVolume, buildingVolume)
      put(.canopyArea, canopyArea)
      put(.canopyVolume, canopyVolume)
      put(.buildingFrontEast, buildingFrontEast)
      put(.buildingFrontNorth, buildingFrontNorth)
      put(.canopyFrontEast, canopyFrontEast)
      put(.canopyFrontNorth, canopyFrontNorth)
    }
  }

  @inline(__always)
  private func tall(_ height: Float) -> Float { height >= minimumHeight ? height : 0 }

  func all(_ blockRow: Int, _ blockColumn: Int) -> Sums {
    var sums = Sums()
    let low = minimumHeight
    let within = blocks.columns[blockColumn]
    for row in blocks.rows[blockRow] {
      // The last row and column have no neighbour and add no front.
      let south = row + 1 < rows ? columns : 0
      for column in within {
        let index = row * columns + column
        let east = column + 1 < columns ? index + 1 : index
        let (b, c) = (building[index], canopy[index])
        if !(b > 0) {
          sums.outdoor += 1
          sums.skyView += Double(sky[index])
        }
        sums.vegetation += Double(vegetation[index])
        let (tallB, tallC) = (tall(b), tall(c))
        if b >= low { sums.buildingArea += 1 }
        if c >= low { sums.canopyArea += 1 }
        sums.buildingVolume += Double(tallB)
        sums.canopyVolume += Double(tallC)
        sums.buildingFrontEast += Double(abs(tall(building[east]) - tallB) * frontFactor)
        sums.canopyFrontEast += Double(abs(tall(canopy[east]) - tallC) * frontFactor)
        sums.buildingFrontNorth += Double(abs(tall(building[index + south]) - tallB) * frontFactor)
        sums.canopyFrontNorth += Double(abs(tall(canopy[index + south]) - tallC) * frontFactor)
      }
    }
    sums.cells = Double(blocks.rows[blockRow].count * within.count)
    return sums
  }

  func skyView(_ blockRow: Int, _ blockColumn: Int) -> Float {
    var sum = 0.0
    let within = blocks.columns[blockColumn]
    for row in blocks.rows[blockRow] {
      for column in within where !(building[row * columns + column] > 0) { sum += Double(sky[row * columns + column]) }
    }
    return Float(sum / Double(blocks.rows[blockRow].count * within.count))
  }
}
