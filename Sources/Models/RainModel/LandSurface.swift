import Grids

/// What happens to rain where it falls on the ground: crowns hold some, the soil takes some, hollows keep some, the
/// rest is free to flow.
///
/// While it rains the whole cell infiltrates, afterwards only where water stands. All in `Double`, so that hours of
/// light rain do not vanish in rounding.
final class LandSurface: @unchecked Sendable {
  private typealias Lanes = SIMD4<Double>
  private static let metresPerSecond = 1.0 / 3.6e6

  private let layout: FlowLayout
  private let ground: Plane<Float>
  private let storage: Plane<Float>
  private let finalRate: Plane<Float>
  private let decay: Plane<Float>
  private let room: Plane<Float>
  private let crownRoom: Plane<Double>
  private let stored: Plane<Double>
  private let infiltrated: Plane<Double>
  private let rate: Plane<Double>
  private let greenAmpt: [GreenAmptCell]
  private let crownCapacity: Double

  private struct GreenAmptCell: Sendable {
    var index: Int
    var conductivity: Double
    var suctionDeficit: Double
  }

  init(_ surface: UrbanSurface) {
    let layout = surface.layout
    self.layout = layout
    func soil(_ cell: Int) -> Bool { !surface.isBuilding(cell) && !surface.isWater(cell) }
    func horton(_ cell: Int) -> Bool { soil(cell) && !(surface.soilConductivity[cell] > 0) }
    let rate = Self.metresPerSecond
    ground = Plane(layout, margin: 0) { surface.isBuilding($0) ? 0 : 1 }
    storage = Plane(layout, margin: 0) { soil($0) ? surface.surfaceStorage[$0] / 1000 : 0 }
    finalRate = Plane(layout, margin: 0) { horton($0) ? Float(Double(surface.infiltrationFinal[$0]) * rate) : 0 }
    decay = Plane(layout, margin: 0) { horton($0) ? surface.infiltrationDecay[$0] / 3600 : 0 }
    room = Plane(layout, margin: 0) { soil($0) ? surface.infiltrationCapacity[$0] / 1000 : 0 }
    self.rate = Plane(layout, margin: 0) { horton($0) ? Double(surface.infiltrationInitial[$0]) * rate : 0 }
    crownRoom = Plane(layout, margin: 0) { surface.isBuilding($0) ? 0 : Double(surface.interception[$0]) / 1000 }
    stored = Plane(layout, repeating: 0)
    infiltrated = Plane(layout, repeating: 0)
    greenAmpt = (0..<surface.count).filter { soil($0) && surface.soilConductivity[$0] > 0 }.map { cell in
      GreenAmptCell(
        index: layout.index(of: cell), conductivity: Double(surface.soilConductivity[cell]) * rate,
        suctionDeficit: Double(surface.soilSuction[cell]) * Double(surface.soilMoistureDeficit[cell]))
    }
    crownCapacity = Self.sum(crownRoom, layout)
  }

  /// Held by crowns over the ground, m3.
  var interceptionVolume: Double { (crownCapacity - Self.sum(crownRoom, layout)) * layout.cellArea }
  /// In hollows and wetted surfaces, m3.
  var storageVolume: Double { Self.sum(stored, layout) * layout.cellArea }
  /// Gone into the soil, m3.
  var infiltrationVolume: Double { Self.sum(infiltrated, layout) * layout.cellArea }

  /// Gone into the soil at a cell, m.
  func infiltrated(row: Int, column: Int) -> Double { infiltrated[layout.index(row, column)] }

  /// - Parameters:
  ///   - rain: depth that falls in this time, m.
  func apply(rain: Double, seconds: Double, to water: SurfaceWater, threads: Int) {
    Parallel.ranges(layout.rows, threads: threads) { rows in
      for row in rows { self.horton(row, rain: rain, seconds: seconds, water) }
    }
    let cells = greenAmpt
    Parallel.ranges(cells.count, threads: cells.count < 10_000 ? 1 : threads) { part in
      for number in part { self.greenAmpt(cells[number], rain: rain, seconds: seconds, water) }
    }
  }

  private func horton(_ row: Int, rain: Double, seconds: Double, _ water: SurfaceWater) {
    let start = layout.row(row)
    let zero = Lanes.zero
    let dry = Lanes(repeating: rain > 0 ? -1 : Double(LocalInertialSolver.dryDepth))
    @inline(__always) func single(_ plane: Plane<Float>, _ i: Int) -> Lanes {
      Lanes(UnsafeRawPointer(plane.values + i).loadUnaligned(as: SIMD4<Float>.self))
    }
    @inline(__always) func double(_ plane: Plane<Double>, _ i: Int) -> Lanes {
      UnsafeRawPointer(plane.values + i).loadUnaligned(as: Lanes.self)
    }
    @inline(__always) func store(_ value: Lanes, _ plane: Plane<Double>, _ i: Int) {
      UnsafeMutableRawPointer(plane.values + i).storeBytes(of: value, as: Lanes.self)
    }
    @inline(__always) func smaller(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: a .< b) }
    @inline(__always) func larger(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: a .> b) }

    var i = start
    while i < start + layout.span {
      let crown = double(crownRoom, i)
      let caught = smaller(crown, Lanes(repeating: rain))
      store(crown - caught, crownRoom, i)
      let onGround = single(water.depth, i) + single(water.remainder, i)
      let arrived = (rain - caught) * single(ground, i)
      var free = double(stored, i) + onGround + arrived

      let before = double(rate, i)
      let after = InfiltrationHorton.decayed(
        before, final: single(finalRate, i), decayPerSecond: single(decay, i), seconds: seconds)
      let wet = onGround .> dry
      store(before.replacing(with: after, where: wet), rate, i)
      let taken = double(infiltrated, i)
      let possible = zero.replacing(
        with: InfiltrationHorton.depth(from: before, to: after, seconds: seconds), where: wet)
      let infiltration = larger(zero, smaller(smaller(possible, single(room, i) - taken), free))
      store(taken + infiltration, infiltrated, i)
      free -= infiltration

      let kept = larger(zero, smaller(single(storage, i), free))
      store(kept, stored, i)
      free -= kept
      let depth = SIMD4<Float>(larger(free, zero))
      UnsafeMutableRawPointer(water.depth.values + i).storeBytes(of: depth, as: SIMD4<Float>.self)
      UnsafeMutableRawPointer(water.remainder.values + i).storeBytes(
        of: SIMD4<Float>(free - Lanes(depth)), as: SIMD4<Float>.self)
      i &+= 4
    }
  }

  private func greenAmpt(_ cell: GreenAmptCell, rain: Double, seconds: Double, _ water: SurfaceWater) {
    let index = cell.index
    let onGround = water.available(index)
    guard rain > 0 || onGround > Double(LocalInertialSolver.dryDepth) else { return }
    let possible = InfiltrationGreenAmpt.capacity(
      conductivity: cell.conductivity, suctionDeficit: cell.suctionDeficit, infiltrated: infiltrated[index],
      seconds: seconds)
    let free = stored[index] + onGround
    let infiltration = max(0, min(possible, min(Double(room[index]) - infiltrated[index], free)))
    infiltrated[index] += infiltration
    let kept = min(Double(storage[index]), free - infiltration)
    water.add(free - infiltration - kept - onGround, at: index)
    stored[index] = kept
  }

  private static func sum(_ plane: Plane<Double>, _ layout: FlowLayout) -> Double {
    var sum = 0.0
    for row in 0..<layout.rows {
      var line = 0.0
      for column in 0..<layout.columns { line += plane[layout.index(row, column)] }
      sum += line
    }
    return sum
  }
}
