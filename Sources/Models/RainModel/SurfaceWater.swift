/// The depths on the ground as the hydrology sees them: what a `Float` loses when a light shower is added to a deep
/// pond waits in a second plane until it counts.
struct SurfaceWater: Sendable {
  /// Depth, m.
  let depth: Plane<Float>
  /// What is still to be added to the depth, m; may be negative.
  let remainder: Plane<Float>

  /// Depth with its remainder, m; not negative.
  @inline(__always)
  func available(_ index: Int) -> Double {
    let sum = Double(depth[index]) + Double(remainder[index])
    return sum > 0 ? sum : 0
  }

  /// Adds (or with a negative amount takes away) metres of water.
  @inline(__always)
  func add(_ amount: Double, at index: Int) {
    let sum = Double(depth[index]) + Double(remainder[index]) + amount
    let rounded = Float(sum > 0 ? sum : 0)
    depth[index] = rounded
    remainder[index] = Float(sum - Double(rounded))
  }
}
