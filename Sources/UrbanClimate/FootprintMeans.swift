import Grids

/// What the footprints average, on blocks: the coarse context's cells with the core's cells averaged into those that
/// the core covers, or blocks of about 5 m of the core where there is no context. Footprints at the edge average what
/// is available.
///
/// Surroundings and core have tables of their own. Sums are in fixed point, so that the two add up to what one table
/// would give, and a plan costs the core's small table only.
package struct FootprintMeans: Sendable {
  private typealias Field = BlockContents.Field

  package let frame: GridFrame
  /// Blocks that hold the core.
  package let core: GridWindow
  private let outer: SurroundingSums?
  private let tables: [SummedAreaTable]

  /// - Parameters:
  ///   - contents: of the core's blocks.
  ///   - outer: of the context; nil without one.
  init(_ contents: BlockContents, outer: SurroundingSums?) {
    let blocks = contents.blocks
    frame = blocks.frame
    core = blocks.window
    self.outer = outer
    let window = core.frame(in: frame)
    tables = contents.values.map { values in
      SummedAreaTable(Grid<Float>(window, cells: zip(values, blocks.counts).map { $1 ? $0 : 0 }))
    }
  }

  /// Mean sky view factor and vegetation around a block.
  ///
  /// Where less than a fifth of the footprint is outdoors, the sky view's mean says little: between 20 and 10 % it
  /// goes over to 1.
  package func heat(row: Int, column: Int, _ footprint: Footprint) -> (skyViewFactor: Double, vegetation: Double) {
    let (rows, columns) = window(row, column, footprint, Footprint.heat)
    let cells = Double(count(rows, columns))
    let outdoor = sum(.outdoor, rows, columns)
    let share = outdoor / cells
    let mean = outdoor > 0 ? sum(.skyView, rows, columns) / outdoor : 1
    let weight = min(max((share - 0.1) / 0.1, 0), 1)
    return (mean * weight + (1 - weight), sum(.vegetation, rows, columns) / cells)
  }

  /// What stands in the way of the wind around a block.
  package struct Roughness: Hashable, Sendable {
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
    let cells = Double(count(rows, columns))
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

  /// Known blocks in a rectangle.
  private func count(_ rows: Range<Int>, _ columns: Range<Int>) -> Int {
    rows.clamped(to: 0..<frame.rows).count * columns.clamped(to: 0..<frame.columns).count
  }

  private func sum(_ field: Field, _ rows: Range<Int>, _ columns: Range<Int>) -> Double {
    let table = tables[field.rawValue]
    let (north, west) = (core.rows.lowerBound, core.columns.lowerBound)
    var units = table.units(
      rows: rows.lowerBound - north..<rows.upperBound - north,
      columns: columns.lowerBound - west..<columns.upperBound - west)
    if let outer { units += outer.tables[field.rawValue].units(rows: rows, columns: columns) }
    return Double(units) / Double(1 << table.fractionBits)
  }
}
