import Grids

/// What the footprints average, on blocks: the coarse context's cells with the core's cells averaged into those that
/// the core covers, or blocks of about 5 m of the core where there is no context. Footprints at the edge average what
/// is available.
package struct FootprintMeans {
  /// One quantity over the blocks, as share or density of the block's area.
  private enum Field: Int, CaseIterable {
    case outdoor  // share of cells without a building
    case skyView  // sky view factor of those, times their share
    case vegetation
    case buildingArea, buildingVolume, canopyArea, canopyVolume
    case buildingFrontEast, buildingFrontNorth, canopyFrontEast, canopyFrontNorth  // m² across that axis per m²
  }

  package let frame: GridFrame
  /// Blocks that hold the core.
  package let core: GridWindow
  private let tables: [SummedAreaTable]

  /// - Parameters:
  ///   - layers: of the core.
  ///   - skyView: of the core.
  ///   - context: coarse layers and their sky view; must cover the core.
  ///   - minimumHeight: lower obstacles do not slow the wind, m.
  package init(
    layers: SurfaceLayers, skyView: Grid<Float>, context: (layers: SurfaceLayers, skyView: Grid<Float>)?,
    minimumHeight: Float, blockSize: Double = 5
  ) {
    let fine = layers.frame
    if let context {
      frame = context.layers.frame
    } else {
      frame = fine.aggregated(by: max(1, Int((blockSize / fine.cellSize).rounded())))
    }
    let blocks = frame
    let rowOf = (0..<fine.rows).map { row in
      let y = fine.centre(row: row, column: 0).y
      return min(max(Int(((blocks.north - y) / blocks.cellSize).rounded(.down)), 0), blocks.rows - 1)
    }
    let columnOf = (0..<fine.columns).map { column in
      let x = fine.centre(row: 0, column: column).x
      return min(max(Int(((x - blocks.west) / blocks.cellSize).rounded(.down)), 0), blocks.columns - 1)
    }
    core = GridWindow(
      rows: (rowOf.first ?? 0)..<(rowOf.last ?? 0) + 1, columns: (columnOf.first ?? 0)..<(columnOf.last ?? 0) + 1)

    let width = core.columns.count
    var counts = [Double](repeating: 0, count: core.rows.count * width)
    for row in rowOf {
      for column in columnOf { counts[(row - core.rows.lowerBound) * width + column - core.columns.lowerBound] += 1 }
    }
    let inner = CellFields(layers: layers, skyView: skyView, minimumHeight: minimumHeight)
    let outer = context.map { CellFields(layers: $0.layers, skyView: $0.skyView, minimumHeight: minimumHeight) }
    // A context cell counts as the core's where the core covers at least half of it.
    let needed = outer == nil ? 1 : blocks.cellArea / fine.cellArea / 2
    let core = core
    tables = Field.allCases.map { field in
      let values = inner.values(field)
      var sums = [Double](repeating: 0, count: counts.count)
      values.withCells { values in
        for row in 0..<fine.rows {
          let target = (rowOf[row] - core.rows.lowerBound) * width - core.columns.lowerBound
          let source = values + row * fine.columns
          for column in 0..<fine.columns { sums[target + columnOf[column]] += Double(source[column]) }
        }
      }
      var whole = outer.map { $0.values(field) } ?? Grid<Float>(blocks, repeating: 0)
      for row in core.rows {
        for column in core.columns {
          let index = (row - core.rows.lowerBound) * width + column - core.columns.lowerBound
          if counts[index] >= needed { whole[row, column] = Float(sums[index] / counts[index]) }
        }
      }
      return SummedAreaTable(whole)
    }
  }

  /// The fields on the cells of one frame.
  private struct CellFields {
    let layers: SurfaceLayers
    let skyView: Grid<Float>
    let minimumHeight: Float

    func values(_ field: Field) -> Grid<Float> {
      let building = layers.buildingHeight
      let canopy = layers.canopyHeight
      let low = minimumHeight
      switch field {
      case .outdoor: return building.map { $0 > 0 ? 0 : 1 }
      case .skyView:
        return Grid<Float>(
          layers.frame,
          filling: { out in
            building.withCells { building in
              skyView.withCells { sky in
                for index in 0..<layers.frame.count { out[index] = building[index] > 0 ? 0 : sky[index] }
              }
            }
          })
      case .vegetation: return layers.vegetation
      case .buildingArea: return building.map { $0 >= low ? 1 : 0 }
      case .buildingVolume: return building.map { $0 >= low ? $0 : 0 }
      case .canopyArea: return canopy.map { $0 >= low ? 1 : 0 }
      case .canopyVolume: return canopy.map { $0 >= low ? $0 : 0 }
      case .buildingFrontEast: return fronts(building, rowStep: 0, columnStep: 1)
      case .buildingFrontNorth: return fronts(building, rowStep: 1, columnStep: 0)
      case .canopyFrontEast: return fronts(canopy, rowStep: 0, columnStep: 1)
      case .canopyFrontNorth: return fronts(canopy, rowStep: 1, columnStep: 0)
      }
    }

    /// Half of each step in height between neighbours, as area per area: both sides of an obstacle make one front.
    private func fronts(_ heights: Grid<Float>, rowStep: Int, columnStep: Int) -> Grid<Float> {
      let (rows, columns) = (heights.rows, heights.columns)
      let factor = Float(0.5 / heights.frame.cellSize)
      let low = minimumHeight
      return Grid<Float>(
        heights.frame,
        filling: { out in
          heights.withCells { cells in
            for row in 0..<rows {
              let own = cells + row * columns
              // The last row and column have no neighbour and add nothing.
              let next = row + rowStep < rows ? own + rowStep * columns + columnStep : own
              let last = columns - columnStep
              let target = out + row * columns
              for column in 0..<last {
                let a = own[column] >= low ? own[column] : 0
                let b = next[column] >= low ? next[column] : 0
                target[column] = abs(b - a) * factor
              }
              if columnStep > 0 { target[columns - 1] = 0 }
            }
          }
        })
    }
  }

  /// Mean sky view factor and vegetation around a block.
  ///
  /// Where less than a fifth of the footprint is outdoors, the sky view's mean says little: between 20 and 10 % it
  /// goes over to 1.
  package func heat(row: Int, column: Int, _ footprint: Footprint) -> (skyViewFactor: Double, vegetation: Double) {
    let (rows, columns) = window(row, column, footprint, Footprint.heat)
    let cells = Double(tables[0].count(rows: rows, columns: columns))
    let outdoor = sum(.outdoor, rows, columns)
    let share = outdoor / cells
    let mean = outdoor > 0 ? sum(.skyView, rows, columns) / outdoor : 1
    let weight = min(max((share - 0.1) / 0.1, 0), 1)
    return (mean * weight + (1 - weight), sum(.vegetation, rows, columns) / cells)
  }

  /// What stands in the way of the wind around a block.
  package struct Roughness: Hashable {
    /// m² of the whole footprint.
    var area: Double
    /// m² across the wind, before any factor.
    var buildingFront, canopyFront: Double
    /// Share of the footprint.
    var buildingArea, canopyArea: Double
    /// Mean heights of what stands there, m.
    var buildingHeight, canopyHeight: Double
  }

  package func roughness(row: Int, column: Int, _ footprint: Footprint) -> Roughness {
    let (rows, columns) = window(row, column, footprint, Footprint.wind)
    let cells = Double(tables[0].count(rows: rows, columns: columns))
    // Where part is missing, the rest stands for the whole.
    let area = Double(rows.count * columns.count) * frame.cellArea
    func density(_ field: Field) -> Double { sum(field, rows, columns) / cells }
    let acrossEast = footprint != .north && footprint != .south
    let acrossNorth = footprint != .east && footprint != .west
    let buildingFront =
      (acrossEast ? density(.buildingFrontEast) : 0) + (acrossNorth ? density(.buildingFrontNorth) : 0)
    let canopyFront = (acrossEast ? density(.canopyFrontEast) : 0) + (acrossNorth ? density(.canopyFrontNorth) : 0)
    let (buildingArea, canopyArea) = (density(.buildingArea), density(.canopyArea))
    return Roughness(
      area: area, buildingFront: buildingFront * area, canopyFront: canopyFront * area, buildingArea: buildingArea,
      canopyArea: canopyArea, buildingHeight: buildingArea > 0 ? density(.buildingVolume) / buildingArea : 0,
      canopyHeight: canopyArea > 0 ? density(.canopyVolume) / canopyArea : 0)
  }

  /// Whether a footprint around any block of the core leaves the known area.
  package func leavesArea(_ footprint: Footprint) -> Bool {
    let reach = footprint.blocks(Footprint.heat, blockSize: frame.cellSize)
    return core.rows.lowerBound < reach.north || core.columns.lowerBound < reach.west
      || core.rows.upperBound + reach.south > frame.rows || core.columns.upperBound + reach.east > frame.columns
  }

  private func window(
    _ row: Int, _ column: Int, _ footprint: Footprint, _ reach: Footprint.Reach
  ) -> (rows: Range<Int>, columns: Range<Int>) {
    let blocks = footprint.blocks(reach, blockSize: frame.cellSize)
    return (row - blocks.north..<row + blocks.south + 1, column - blocks.west..<column + blocks.east + 1)
  }

  private func sum(_ field: Field, _ rows: Range<Int>, _ columns: Range<Int>) -> Double {
    tables[field.rawValue].sum(rows: rows, columns: columns)
  }
}
