import Grids

/// What happens at the four edges: the slope of the water surface just outside (water leaves at normal depth), or nil
/// for a closed wall.
struct EdgeSlopes: Hashable, Sendable {
  var west: Double?
  var east: Double?
  var north: Double?
  var south: Double?

  static let closed = EdgeSlopes()

  static func open(_ slope: Double) -> EdgeSlopes {
    EdgeSlopes(west: slope, east: slope, north: slope, south: slope)
  }

  init(west: Double? = nil, east: Double? = nil, north: Double? = nil, south: Double? = nil) {
    self.west = west
    self.east = east
    self.north = north
    self.south = south
  }
}

/// Water depths and discharges on a staggered grid, moved by the local inertial approximation of the shallow water
/// equations (Bates et al. 2010; de Almeida et al. 2012; de Almeida and Bates 2013).
///
/// A step is one sweep over the rows in bands, one band for each thread. A band reads the old state and writes the
/// new one, and computes the two rows beyond its borders again instead of waiting for its neighbour: the same
/// operations on the same numbers, so the number of bands cannot change a bit of the result.
final class LocalInertialSolver: @unchecked Sendable {
  /// Weight of a face's own discharge against its neighbours' (de Almeida et al. 2012: 0.7 to 0.9).
  static let theta: Float = 0.8
  /// Thinner films do not flow, m.
  static let dryDepth: Float = 1e-5
  /// Height of a wall above its neighbours, m: no water ever gets over it.
  private static let wall: Float = 1e6

  let layout: FlowLayout
  let timeStep: TimeStep
  /// Depth, m.
  private(set) var depth: Plane<Float>
  /// Discharge through west-east faces, positive to the east, m2/s.
  private(set) var westEast: Plane<Float>
  /// Discharge through north-south faces, positive to the south, m2/s.
  private(set) var northSouth: Plane<Float>

  private var nextDepth: Plane<Float>
  private var nextWestEast: Plane<Float>
  private var nextNorthSouth: Plane<Float>
  private let westEastStep: Plane<Float>
  private let northSouthStep: Plane<Float>
  private let friction: Plane<Float>
  private let edges: EdgeConveyance
  private let heldCells: HeldCells
  private let closed: ClosedFaces?
  private let rowDeepest: Plane<Float>
  private let rowOutflow: Plane<Double>
  private let northOutflow = Plane<Double>(count: 1, repeating: 0)
  private let southOutflow = Plane<Double>(count: 1, repeating: 0)
  private let rowHeld: Plane<Double>
  private var scratch: [BandScratch] = []
  private let ones: Plane<Float>

  /// Deepest water after the last step, m.
  private(set) var deepest: Float = 0
  private(set) var steps = 0
  /// Shortest step so far, s; infinite before the first.
  private(set) var shortestStep = Double.infinity

  /// - Parameters:
  ///   - terrain: bed levels, m; row-major.
  ///   - manning: s/m^(1/3), > 0.
  ///   - walls: cells that no water enters (buildings).
  ///   - held: cells whose level is kept: what enters them is taken out and counted (`heldVolume`).
  ///   - closed: faces between open cells that no water passes.
  ///   - depth: initial depths, m; nil for dry land.
  init(
    layout: FlowLayout, terrain: (Int) -> Float, manning: (Int) -> Float, walls: (Int) -> Bool,
    held: (Int) -> Bool = { _ in false }, closed: ClosedFaces? = nil, edges: EdgeSlopes, timeStep: TimeStep,
    depth: ((Int) -> Float)? = nil
  ) {
    self.layout = layout
    self.closed = closed
    self.timeStep = timeStep
    self.depth = Plane(layout, margin: 0) { depth?($0) ?? 0 }
    nextDepth = Plane(layout, repeating: 0)
    westEast = Plane(layout, repeating: 0)
    nextWestEast = Plane(layout, repeating: 0)
    northSouth = Plane(layout, repeating: 0)
    nextNorthSouth = Plane(layout, repeating: 0)
    friction = Plane(layout, margin: 0) {
      let n = manning($0)
      return Float(0.5 * TimeStep.gravity * Double(n) * Double(n))
    }
    let (columns, rows) = (layout.columns, layout.rows)
    westEastStep = Plane(layout, repeating: 0)
    northSouthStep = Plane(layout, repeating: 0)
    // A wall is a bed far above its neighbour. Between two walls both sides are dry, whatever the step.
    func step(_ before: Int?, _ after: Int?) -> Float {
      let wallBefore = before.map(walls) ?? true
      let wallAfter = after.map(walls) ?? true
      guard let before, let after, wallBefore == wallAfter else { return wallAfter ? Self.wall : -Self.wall }
      return wallBefore ? 0 : Float(Double(terrain(after)) - Double(terrain(before)))
    }
    for row in 0...rows {
      for column in 0...columns {
        let here = row < rows && column < columns ? row * columns + column : nil
        if row < rows {
          westEastStep[layout.index(row, column)] = step(column > 0 ? row * columns + column - 1 : nil, here)
        }
        if column < columns {
          northSouthStep[layout.index(row, column)] = step(row > 0 ? (row - 1) * columns + column : nil, here)
        }
      }
    }
    self.edges = EdgeConveyance(layout, slopes: edges, manning: manning)
    heldCells = HeldCells(layout, held)
    rowDeepest = Plane(count: rows, repeating: 0)
    rowOutflow = Plane(count: rows, repeating: 0)
    rowHeld = Plane(count: rows, repeating: 0)
    ones = Plane(count: layout.stride + 2 * FlowLayout.lanes, repeating: 1)
    noteDeepest()
  }

  /// What left over the edges, m3.
  var outflowVolume: Double {
    var sum = northOutflow[0] + southOutflow[0]
    for row in 0..<layout.rows { sum += rowOutflow[row] }
    return sum * layout.cellSize
  }

  /// What entered held cells and was taken out, m3.
  var heldVolume: Double {
    var sum = 0.0
    for row in 0..<layout.rows { sum += rowHeld[row] }
    return sum * layout.cellArea
  }

  /// Water on the surface, m3: rows from west to east, then from north to south.
  var volume: Double {
    var sum = 0.0
    for row in 0..<layout.rows {
      var line = 0.0
      for column in 0..<layout.columns { line += Double(depth[layout.index(row, column)]) }
      sum += line
    }
    return sum * layout.cellArea
  }

  /// Depth of a cell, m.
  func depth(row: Int, column: Int) -> Float { depth[layout.index(row, column)] }

  /// Looks for the deepest water again after depths were changed from outside.
  func noteDeepest() {
    var largest: Float = 0
    for row in 0..<layout.rows {
      let here = LocalInertialKernels.deepest(depth.values + layout.row(row), span: layout.span)
      largest = here > largest ? here : largest
    }
    deepest = largest
  }

  /// Moves the water for `seconds`.
  /// - Throws: `SimulationFailure.unstable` where depths run away, `CancellationError`.
  func advance(seconds: Double, threads: Int, checking check: () throws -> Void = {}) throws {
    var remaining = seconds
    while remaining > 1e-9 {
      let dt = timeStep.next(deepest: Double(deepest), cellSize: layout.cellSize, remaining: remaining)
      // Also true for NaN.
      guard deepest < 1e4, dt > 1e-6 else { throw SimulationFailure.unstable }
      step(dt: dt, threads: threads)
      remaining -= dt
      try check()
    }
  }

  /// One step of `dt` seconds.
  func step(dt: Double, threads: Int) {
    guard layout.rows > 0, layout.columns > 0 else { return }
    let dtOverDx = dt / layout.cellSize
    let constants = StepConstants(
      dt: Float(dt), dtOverDx: Float(dtOverDx), gravity: Float(TimeStep.gravity * dtOverDx), own: Self.theta,
      neighbour: (1 - Self.theta) / 2, dryDepth: Self.dryDepth)
    let bands = max(1, min(threads, layout.rows))
    while scratch.count < bands { scratch.append(BandScratch(layout)) }
    let rows = layout.rows
    let scratch = scratch
    Parallel.ranges(bands, threads: bands) { part in
      for band in part {
        self.sweep(rows * band / bands..<rows * (band + 1) / bands, scratch[band], constants)
      }
    }
    swap(&depth, &nextDepth)
    swap(&westEast, &nextWestEast)
    swap(&northSouth, &nextNorthSouth)
    var largest: Float = 0
    for row in 0..<rows { largest = rowDeepest[row] > largest ? rowDeepest[row] : largest }
    deepest = largest
    steps += 1
    shortestStep = min(shortestStep, dt)
  }

  // MARK: One band

  /// Rows in flight of one band; small enough for the first-level cache.
  private final class BandScratch: @unchecked Sendable {
    let plane: Plane<Float>
    let stride: Int

    init(_ layout: FlowLayout) {
      stride = layout.stride + FlowLayout.lanes
      plane = Plane(count: 7 * stride, repeating: 0)
    }

    /// Column 0 of a scratch row; a vector of room lies before it.
    func row(_ number: Int) -> UnsafeMutablePointer<Float> { plane.values + number * stride + FlowLayout.lanes }
  }

  private func sweep(_ band: Range<Int>, _ scratch: BandScratch, _ c: StepConstants) {
    let (first, end) = (band.lowerBound, band.upperBound)
    let wanted = scratch.row(0)
    var (north, south) = (scratch.row(1), scratch.row(2))
    var (factorAbove, factorHere) = (scratch.row(3), scratch.row(4))
    let tail = scratch.row(5)
    let one = UnsafePointer(ones.values + FlowLayout.lanes)
    let span = layout.span

    if first > 0 {
      wantedWestEast(first - 1, into: wanted, c)
      wantedNorthSouth(first - 1, into: north, c)
      wantedNorthSouth(first, into: south, c)
      LocalInertialKernels.donorFactors(
        depth: depth.values + layout.row(first - 1), westEast: wanted, north: north, south: south, into: factorAbove,
        span: span, c)
      swap(&north, &south)
    } else {
      wantedNorthSouth(0, into: north, c)
    }
    for row in first..<end {
      let start = layout.row(row)
      wantedWestEast(row, into: wanted, c)
      wantedNorthSouth(row + 1, into: south, c)
      LocalInertialKernels.donorFactors(
        depth: depth.values + start, westEast: wanted, north: north, south: south, into: factorHere, span: span, c)
      LocalInertialKernels.limit(
        wanted, before: factorHere - 1, after: factorHere, into: nextWestEast.values + start, span: span)
      LocalInertialKernels.limit(
        north, before: row > 0 ? UnsafePointer(factorAbove) : one, after: factorHere,
        into: nextNorthSouth.values + start, span: span)
      if row > first { update(row - 1, south: nextNorthSouth.values + start, c) }
      swap(&north, &south)
      swap(&factorAbove, &factorHere)
    }
    let last: UnsafeMutablePointer<Float>
    let factorBelow: UnsafePointer<Float>
    if end < layout.rows {
      wantedWestEast(end, into: wanted, c)
      wantedNorthSouth(end + 1, into: south, c)
      LocalInertialKernels.donorFactors(
        depth: depth.values + layout.row(end), westEast: wanted, north: north, south: south, into: factorHere,
        span: span, c)
      factorBelow = UnsafePointer(factorHere)
      last = tail
    } else {
      factorBelow = one
      last = nextNorthSouth.values + layout.row(end)
    }
    LocalInertialKernels.limit(north, before: factorAbove, after: factorBelow, into: last, span: span)
    update(end - 1, south: last, c)

    if first == 0, edges.north != nil { northOutflow[0] -= edgeSum(layout.row(0), c) }
    if end == layout.rows, edges.south != nil { southOutflow[0] += edgeSum(layout.row(end), c) }
  }

  /// Sum of the new discharges along a row of edge faces times dt, m2.
  private func edgeSum(_ start: Int, _ c: StepConstants) -> Double {
    var sum = 0.0
    for column in 0..<layout.columns { sum += Double(nextNorthSouth[start + column]) }
    return sum * Double(c.dt)
  }

  private func wantedWestEast(_ row: Int, into out: UnsafeMutablePointer<Float>, _ c: StepConstants) {
    let start = layout.row(row)
    LocalInertialKernels.westEastFaces(
      depth: depth.values + start, step: westEastStep.values + start, friction: friction.values + start,
      q: westEast.values + start, northQ: northSouth.values + start,
      southQ: northSouth.values + start + layout.stride, into: out, span: layout.span, c)
    closed?.closeWestEast(row, out)
    if let west = edges.west { out[0] = -EdgeConveyance.discharge(depth[start], west[row]) }
    if let east = edges.east {
      out[layout.columns] = EdgeConveyance.discharge(depth[start + layout.columns - 1], east[row])
    }
  }

  private func wantedNorthSouth(_ face: Int, into out: UnsafeMutablePointer<Float>, _ c: StepConstants) {
    let lower = layout.row(face)
    if face == 0 {
      for column in 0..<layout.columns {
        out[column] = edges.north.map { -EdgeConveyance.discharge(depth[lower + column], $0[column]) } ?? 0
      }
      return
    }
    let upper = lower - layout.stride
    if face == layout.rows {
      for column in 0..<layout.columns {
        out[column] = edges.south.map { EdgeConveyance.discharge(depth[upper + column], $0[column]) } ?? 0
      }
      return
    }
    LocalInertialKernels.northSouthFaces(
      upperDepth: depth.values + upper, lowerDepth: depth.values + lower, step: northSouthStep.values + lower,
      upperFriction: friction.values + upper, lowerFriction: friction.values + lower, q: northSouth.values + lower,
      northQ: northSouth.values + upper, southQ: northSouth.values + lower + layout.stride,
      upperQ: westEast.values + upper, lowerQ: westEast.values + lower, into: out, span: layout.span, c)
    closed?.closeNorthSouth(face, out)
  }

  private func update(_ row: Int, south: UnsafePointer<Float>, _ c: StepConstants) {
    let start = layout.row(row)
    let out = nextDepth.values + start
    rowDeepest[row] = LocalInertialKernels.update(
      depth: depth.values + start, westEast: nextWestEast.values + start, north: nextNorthSouth.values + start,
      south: south, into: out, span: layout.span, c)
    // What left through the east edge has arrived in the ghost cell.
    out[layout.columns] = 0
    let flows = nextWestEast.values + start
    rowOutflow[row] += (Double(flows[layout.columns]) - Double(flows[0])) * Double(c.dt)
    rowHeld[row] += heldCells.empty(row: row, depths: out)
  }
}
