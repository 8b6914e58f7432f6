import Essentials

/// Smooth noise on a lattice of hashed values, -1...1 (value noise with smoothstep blending).
struct ValueNoise: Sendable {
  let seed: UInt64
  /// Distance between lattice points, m.
  let wavelength: Double

  func value(_ u: Double, _ v: Double) -> Double {
    let (a, b) = (u / wavelength, v / wavelength)
    let (i, j) = (a.rounded(.down), b.rounded(.down))
    let (s, t) = (Self.blend(a - i), Self.blend(b - j))
    let (column, row) = (Int(i), Int(j))
    let south = lattice(column, row) + (lattice(column + 1, row) - lattice(column, row)) * s
    let north = lattice(column, row + 1) + (lattice(column + 1, row + 1) - lattice(column, row + 1)) * s
    return south + (north - south) * t
  }

  private func lattice(_ column: Int, _ row: Int) -> Double {
    var random = Seeds.random(seed, column, row)
    return random.unit() * 2 - 1
  }

  private static func blend(_ t: Double) -> Double { t * t * (3 - 2 * t) }
}

/// Random sequences for the parts of the neighbourhood, each independent of the others: a change in one block leaves
/// the next one as it was.
enum Seeds {
  static func random(_ seed: UInt64, _ a: Int, _ b: Int, _ purpose: UInt64 = 0) -> SeededRandom {
    var mixed = seed &+ purpose &* 0xD6E8_FEB8_6659_FD93
    for part in [a, b] {
      mixed = (mixed ^ UInt64(bitPattern: Int64(part))) &* 0xFF51_AFD7_ED55_8CCD
      mixed ^= mixed >> 32
    }
    return SeededRandom(seed: mixed)
  }
}

/// The level of the kerbs before anything is built: a nearly flat polder with micro-relief and subsidence bowls.
struct Relief: Sendable {
  /// A round hollow where the peat gave way.
  struct Bowl: Hashable, Sendable {
    var centre: LocalPoint
    /// m
    var radius: Double
    /// m at the middle
    var depth: Double
  }

  let level: Double
  let bowls: [Bowl]
  private let waves: [(noise: ValueNoise, amplitude: Double)]
  private let roughness: ValueNoise

  init(level: Double, bowls: [Bowl], seed: UInt64) {
    self.level = level
    self.bowls = bowls
    waves = [(420, 0.10), (95, 0.06), (28, 0.025)].enumerated().map { index, wave in
      (ValueNoise(seed: seed &+ UInt64(index) &* 977, wavelength: wave.0), wave.1)
    }
    roughness = ValueNoise(seed: seed &+ 4_001, wavelength: 5)
  }

  /// m NAP
  func kerbLevel(_ u: Double, _ v: Double) -> Double {
    var height = level
    for wave in waves { height += wave.amplitude * wave.noise.value(u, v) }
    for bowl in bowls {
      let (du, dv) = (u - bowl.centre.u, v - bowl.centre.v)
      let share = (du * du + dv * dv) / (bowl.radius * bowl.radius)
      if share < 1 { height -= bowl.depth * (1 - share) * (1 - share) }
    }
    return height
  }

  /// The unevenness of a surface within a few metres, -1...1.
  func unevenness(_ u: Double, _ v: Double) -> Double { roughness.value(u, v) }
}
