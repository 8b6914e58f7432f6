/// Numbers that are the same for every cell during one step.
struct StepConstants: Sendable {
  /// Length of the step, s.
  var dt: Float
  /// dt / dx, s/m.
  var dtOverDx: Float
  /// g dt / dx, m/s.
  var gravity: Float
  /// Weight of a face's own discharge (theta).
  var own: Float
  /// Weight of each neighbour along the flow, (1 - theta) / 2.
  var neighbour: Float
  /// Depth below which nothing flows, m.
  var dryDepth: Float
}

/// The row kernels of the local inertial scheme: each handles one row of cells or faces, vector by vector, without
/// branches. All pointers point at column 0 of a padded row (`FlowLayout`); `span` is a multiple of the vector.
enum LocalInertialKernels {
  typealias Row = UnsafePointer<Float>
  typealias MutableRow = UnsafeMutablePointer<Float>

  @inline(__always)
  private static func load(_ row: Row, _ offset: Int) -> Lanes {
    UnsafeRawPointer(row + offset).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func store(_ value: Lanes, _ row: MutableRow, _ offset: Int) {
    UnsafeMutableRawPointer(row + offset).storeBytes(of: value, as: Lanes.self)
  }

  @inline(__always)
  private static func maximum(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: a .> b) }

  @inline(__always)
  private static func minimum(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: a .< b) }

  /// New discharge per metre of width (m2/s) on faces between `before` (west or north) and `after` (east or south):
  ///
  ///     q' = (theta q + (1 - theta)/2 (q_-1 + q_+1) - g h_f dt (eta_after - eta_before)/dx)
  ///          / (1 + g dt n^2 |q| / h_f^(7/3))
  ///     h_f = max(eta_before, eta_after) - max(z_before, z_after)
  ///
  /// (Bates, Horritt, Fewtrell 2010, eq. 11; de Almeida, Bates, Freer, Souvignet 2012, eq. 12), with |q| the
  /// length of the discharge vector. The levels are taken above the higher of the two beds (`step` is
  /// z_after - z_before): h_f and the difference of the levels then come from depths and steps alone, and
  /// no precision is lost to the height of the land above the datum.
  @inline(__always)
  private static func discharge(
    depthBefore: Lanes, depthAfter: Lanes, step: Lanes, friction: Lanes, own: Lanes, neighbours: Lanes,
    transverse: Lanes, _ c: StepConstants
  ) -> Lanes {
    let zero = Lanes.zero
    let before = depthBefore - maximum(step, zero)
    let after = depthAfter + minimum(step, zero)
    let depth = maximum(before, after)
    let flowDepth = maximum(depth, Lanes(repeating: c.dryDepth))
    let r = FastPower.inverseCubeRoot(flowDepth)
    let r2 = r * r
    let r4 = r2 * r2
    let speed = FastPower.squareRoot(own * own + transverse * transverse)
    let numerator = own * c.own + neighbours * c.neighbour - (after - before) * flowDepth * c.gravity
    let denominator = 1 + friction * c.dt * speed * (r4 * r2 * r)
    return zero.replacing(with: numerator / denominator, where: depth .> Lanes(repeating: c.dryDepth))
  }

  /// West-east faces of one row.
  /// - Parameters:
  ///   - friction: g n^2 / 2 of the cells, so that two neighbours' sum is g times their mean n^2.
  ///   - q: discharge on these faces; `northQ`, `southQ`: on the north-south faces above and below the cells.
  static func westEastFaces(
    depth: Row, step: Row, friction: Row, q: Row, northQ: Row, southQ: Row, into out: MutableRow, span: Int,
    _ c: StepConstants
  ) {
    var i = 0
    while i < span {
      let transverse = ((load(northQ, i - 1) + load(northQ, i)) + (load(southQ, i - 1) + load(southQ, i))) * 0.25
      store(
        discharge(
          depthBefore: load(depth, i - 1), depthAfter: load(depth, i), step: load(step, i),
          friction: load(friction, i - 1) + load(friction, i), own: load(q, i),
          neighbours: load(q, i - 1) + load(q, i + 1), transverse: transverse, c),
        out, i)
      i &+= FlowLayout.lanes
    }
  }

  /// North-south faces between a row and the next.
  /// - Parameters:
  ///   - q: discharge on these faces; `northQ`, `southQ`: on the faces one row up and down.
  ///   - upperQ: discharge on the west-east faces of the row above; `lowerQ`: of the row below.
  static func northSouthFaces(
    upperDepth: Row, lowerDepth: Row, step: Row, upperFriction: Row, lowerFriction: Row, q: Row, northQ: Row,
    southQ: Row, upperQ: Row, lowerQ: Row, into out: MutableRow, span: Int, _ c: StepConstants
  ) {
    var i = 0
    while i < span {
      let transverse = ((load(upperQ, i) + load(upperQ, i + 1)) + (load(lowerQ, i) + load(lowerQ, i + 1))) * 0.25
      store(
        discharge(
          depthBefore: load(upperDepth, i), depthAfter: load(lowerDepth, i), step: load(step, i),
          friction: load(upperFriction, i) + load(lowerFriction, i), own: load(q, i),
          neighbours: load(northQ, i) + load(southQ, i), transverse: transverse, c),
        out, i)
      i &+= FlowLayout.lanes
    }
  }

  /// The share of its outgoing discharges that each cell can pay for: min(1, h / (dt/dx sum of outflows)).
  static func donorFactors(
    depth: Row, westEast: Row, north: Row, south: Row, into out: MutableRow, span: Int, _ c: StepConstants
  ) {
    let zero = Lanes.zero
    let one = Lanes(repeating: 1)
    var i = 0
    while i < span {
      let h = load(depth, i)
      let east = maximum(load(westEast, i + 1), zero)
      let west = minimum(load(westEast, i), zero)
      let down = maximum(load(south, i), zero)
      let up = minimum(load(north, i), zero)
      let leaving = ((east - west) + (down - up)) * c.dtOverDx
      // The divisor is at least h here, so a dry cell that gives nothing does not divide 0 by 0.
      let factor = h / maximum(leaving, Lanes(repeating: .leastNormalMagnitude))
      store(one.replacing(with: factor, where: leaving .> h), out, i)
      i &+= FlowLayout.lanes
    }
  }

  /// Limits each discharge to what its donor can pay.
  static func limit(
    _ q: Row, before: Row, after: Row, into out: MutableRow, span: Int
  ) {
    var i = 0
    while i < span {
      let flow = load(q, i)
      let donor = load(after, i).replacing(with: load(before, i), where: flow .> Lanes.zero)
      store(flow * donor, out, i)
      i &+= FlowLayout.lanes
    }
  }

  /// New depths from the discharges through the four faces; the largest of them is returned.
  static func update(
    depth: Row, westEast: Row, north: Row, south: Row, into out: MutableRow, span: Int, _ c: StepConstants
  ) -> Float {
    let zero = Lanes.zero
    var deepest = zero
    var i = 0
    while i < span {
      let net = (load(westEast, i) - load(westEast, i + 1)) + (load(north, i) - load(south, i))
      // The donor factors leave nothing negative but a rounding error.
      let h = maximum(load(depth, i) + net * c.dtOverDx, zero)
      deepest = maximum(h, deepest)
      store(h, out, i)
      i &+= FlowLayout.lanes
    }
    return largest(deepest)
  }

  /// The largest depth of a row.
  static func deepest(_ depth: Row, span: Int) -> Float {
    var deepest = Lanes.zero
    var i = 0
    while i < span {
      deepest = maximum(load(depth, i), deepest)
      i &+= FlowLayout.lanes
    }
    return largest(deepest)
  }

  private static func largest(_ lanes: Lanes) -> Float {
    var largest: Float = 0
    for lane in 0..<FlowLayout.lanes { largest = lanes[lane] > largest ? lanes[lane] : largest }
    return largest
  }
}
