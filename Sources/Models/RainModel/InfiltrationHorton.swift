/// Horton's infiltration capacity (Horton 1940): f = fc + (f0 - fc) e^(-k t), t the time that the ground is wet.
///
/// Kept as a state and moved by the equation df/dt = -k (f - fc), so that it can pause on dry ground and needs no
/// exponential per cell. Recovery during dry spells is left out: a cloudburst is over before it matters.
enum InfiltrationHorton {
  typealias Lanes = SIMD4<Double>

  /// The capacity (m/s) after `seconds` of wet ground, by the trapezium rule (second order).
  @inline(__always)
  static func decayed(_ capacity: Lanes, final: Lanes, decayPerSecond k: Lanes, seconds: Double) -> Lanes {
    let half = k * (0.5 * seconds)
    return final + (capacity - final) * ((1 - half) / (1 + half))
  }

  /// What could infiltrate in that time, m.
  @inline(__always)
  static func depth(from start: Lanes, to end: Lanes, seconds: Double) -> Lanes { (start + end) * (0.5 * seconds) }
}
