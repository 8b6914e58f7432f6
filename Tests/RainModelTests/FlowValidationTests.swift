import Essentials
import TestSupport
import Testing

@testable import RainModel

@Suite("Flow against analytical solutions")
struct FlowValidationTests {
  /// A plane of 100 m in one row of cells of 2 m, draining east.
  private func plane(slope: Double) -> FlowRig {
    var surface = UrbanSurface(rows: 1, columns: 50, cellSize: 2)
    for column in 0..<50 { surface.terrain[column] = Float(-slope * 2 * Double(column)) }
    return FlowRig(surface, edges: EdgeSlopes(east: slope))
  }

  private func outlet(_ rig: FlowRig) -> Double { Double(rig.solver.westEast[rig.surface.layout.index(0, 50)]) }

  /// Root mean square difference to the golden hydrograph as a share of the equilibrium discharge.
  private func error(
    slope: Double, rain: Double, rainSeconds: Double, rows: [(seconds: Double, discharge: Double)]
  ) throws -> Double {
    var rig = plane(slope: slope)
    var sum = 0.0
    var now = 0.0
    for row in rows {
      try rig.run(seconds: row.seconds - now, millimetresPerHour: now < rainSeconds ? rain : 0)
      now = row.seconds
      let difference = outlet(rig) - row.discharge
      sum += difference * difference
    }
    return (sum / Double(rows.count)).squareRoot() / (rain / 3.6e6 * 100)
  }

  @Test(
    "A rained-on plane follows the kinematic wave",
    arguments: [(0.05, 0.01), (0.01, 0.01), (0.005, 0.012), (0.001, 0.03)])
  func kinematicPlane(slope: Double, tolerance: Double) throws {
    let golden = try GoldenTable("rain/kinematic_plane_L100_n003_70mm1h.csv").rows.filter { $0["slope"] == slope }
    let error = try error(
      slope: slope, rain: 70, rainSeconds: 3600, rows: golden.map { ($0["t_s"], $0["q_m2s"]) })
    print("kinematic plane \(slope): RMSE/q_eq \(error)")
    #expect(golden.count == 121)
    #expect(error < tolerance)
  }

  @Test("Rain that stops before equilibrium gives the golden hydrograph")
  func partialPlane() throws {
    let golden = try GoldenTable("rain/kinematic_plane_partial_20mmh_10min_S001.csv").rows
    let error = try error(
      slope: 0.001, rain: 20, rainSeconds: 600, rows: golden.map { ($0["t_s"], $0["q_m2s"]) })
    print("kinematic plane, 10 minutes of rain: RMSE/q_eq \(error)")
    #expect(golden.count == 121)
    // So flat a plane is kinematic only nearly.
    #expect(error < 0.03)
  }

  @Test("A film runs at Manning's speed in every direction", arguments: [(1.0, 0.0), (0.8, 0.6), (0.6, -0.8)])
  func direction(east: Double, south: Double) throws {
    let side = 60
    let slope = 0.01
    var surface = UrbanSurface(rows: side, columns: side, cellSize: 2)
    for cell in 0..<surface.count {
      let (row, column) = (Double(cell / side), Double(cell % side))
      surface.terrain[cell] = Float(-slope * 2 * (east * column + south * row))
    }
    let rig = FlowRig(surface, depth: [Float](repeating: 0.02, count: surface.count))
    // Ten times the time in which friction settles, too short for the edges to be felt in the middle.
    try rig.solver.advance(seconds: 25, threads: 1)
    let middle = surface.layout.index(side / 2, side / 2)
    // q = sqrt(S)/n h^(5/3) for h = 0.02 m, n = 0.03.
    let expected = 0.1 / 0.03 * 0.001473613
    #expect(abs(Double(rig.solver.westEast[middle]) - expected * east) < 0.005 * expected)
    #expect(abs(Double(rig.solver.northSouth[middle]) - expected * south) < 0.005 * expected)
  }

  @Test("A lake over a bump stays at rest", arguments: ["emerged", "immersed"])
  func lakeAtRest(name: String) throws {
    let golden = try GoldenTable("rain/lake_at_rest_\(name).csv").rows
    var surface = UrbanSurface(rows: 1, columns: golden.count, cellSize: 0.1)
    surface.terrain = golden.map { Float($0["z_m"]) }
    let depth = golden.map { Float($0["h_m"]) }
    let rig = FlowRig(surface, depth: depth)
    var largest: Float = 0
    for _ in 0..<60 {
      try rig.solver.advance(seconds: 1, threads: 1)
      largest = max(largest, rig.largestDischarge)
    }
    print("lake at rest, \(name): largest discharge \(largest) m2/s after \(rig.solver.steps) steps")
    #expect(rig.solver.steps > 1000)
    #expect(largest <= 1e-6)
    #expect(zip(rig.depths, depth).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test("A dam break stays within the known error of the scheme")
  func stoker() throws {
    let golden = try GoldenTable("rain/stoker_wet_dambreak_t6.csv").rows
    var surface = UrbanSurface(rows: 1, columns: 200, cellSize: 0.05)
    surface.manning = [Float](repeating: 0, count: 200)
    let rig = FlowRig(surface, depth: (0..<200).map { $0 < 100 ? 0.005 : 0.001 })
    try rig.solver.advance(seconds: 6, threads: 1)
    var difference = 0.0
    var whole = 0.0
    for column in 0..<200 {
      // Golden points lie on the cells' edges.
      let expected = (golden[column]["h_m"] + golden[column + 1]["h_m"]) / 2
      difference += abs(Double(rig.depths[column]) - expected)
      whole += expected
    }
    print("Stoker: relative L1 error of the depth \(difference / whole)")
    #expect(difference / whole < 0.07)
  }
}

@Suite("Water behaves")
struct WaterBehaviourTests {
  @Test("A symmetric bowl fills symmetrically")
  func symmetry() throws {
    let side = 41
    var surface = UrbanSurface(rows: side, columns: side, cellSize: 2)
    for row in 0..<side {
      for column in 0..<side {
        let (y, x) = (Double(row - 20) / 20, Double(column - 20) / 20)
        surface.terrain[row * side + column] = Float(0.5 * (x * x + y * y) + 0.05 * (x * x * y * y))
      }
    }
    var rig = FlowRig(surface, edges: .open(0.001))
    try rig.run(seconds: 1800, millimetresPerHour: 70)
    let h = rig.depths
    var largest: Float = 0
    for row in 0..<side {
      for column in 0..<side {
        let here = h[row * side + column]
        for other in [
          h[row * side + side - 1 - column], h[(side - 1 - row) * side + column], h[column * side + row],
        ] { largest = max(largest, abs(here - other)) }
      }
    }
    #expect(h[20 * side + 20] > 0.05)
    #expect(largest < 1e-5)
  }

  @Test("Water in a pit lies level and does not climb out")
  func pit() throws {
    var surface = UrbanSurface(rows: 21, columns: 21, cellSize: 2)
    var depth = [Float](repeating: 0, count: 441)
    for cell in 0..<441 {
      let (row, column) = (cell / 21, cell % 21)
      let distance = max(abs(row - 10), abs(column - 10))
      surface.terrain[cell] = Float(distance) * 0.1
      depth[cell] = max(0, 0.35 - surface.terrain[cell])
    }
    var rig = FlowRig(surface, edges: .open(0.001), depth: depth)
    let before = rig.solver.volume
    try rig.run(seconds: 1800)
    #expect(abs(rig.solver.volume - before) < 1e-6 * before)
    for cell in 0..<441 {
      if surface.terrain[cell] > 0.351 {
        #expect(rig.depths[cell] == 0)
      } else {
        #expect(abs(surface.terrain[cell] + rig.depths[cell] - 0.35) < 1e-4)
      }
    }
  }

  @Test("Water poured on one side of a row of houses stays there, and the houses stay dry")
  func walls() throws {
    var surface = UrbanSurface(rows: 11, columns: 21, cellSize: 2)
    for row in 0..<11 { surface.buildingHeight[row * 21 + 10] = 6 }
    var depth = [Float](repeating: 0, count: 231)
    for row in 0..<11 { for column in 0..<5 { depth[row * 21 + column] = 0.5 } }
    var rig = FlowRig(surface, depth: depth)
    try rig.run(seconds: 600)
    for row in 0..<11 {
      for column in 10..<21 { #expect(rig.depths[row * 21 + column] == 0) }
      #expect(abs(rig.depths[row * 21 + 2] - 0.25) < 0.05)
    }
  }

  @Test("Depths are the same bits for any number of threads", arguments: [2, 3, 7])
  func threads(count: Int) throws {
    func run(_ threads: Int) throws -> RainResult {
      try RainSimulation(surface: RoughTown.surface(), event: RoughTown.event, settings: RainSettings())
        .run(.init(threads: threads))
    }
    let (one, many) = (try run(1), try run(count))
    #expect(one.maximumDepth == many.maximumDepth)
    #expect(one.finalDepth == many.finalDepth)
    #expect(one.timeOfMaximum == many.timeOfMaximum)
    #expect(one.balance == many.balance)
    #expect(one.timeSteps == many.timeSteps)
  }
}

@Suite("Powers without the C library")
struct FastPowerTests {
  @Test("The inverse cube root is right to 2e-5 over all depths that occur")
  func inverseCubeRoot() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<20_000 {
      let x = Float(random.uniform(-20...10)).exponentialOfTwo
      let y = Double(FastPower.inverseCubeRoot(x))
      #expect(abs(y * y * y * Double(x) - 1) < 6e-5)
    }
  }

  @Test("The square root is right to 1.1e-4, and nothing of nothing")
  func squareRoot() {
    var random = SeededRandom(seed: 4)
    for _ in 0..<20_000 {
      let x = Float(random.uniform(-60...6)).exponentialOfTwo
      let y = Double(FastPower.squareRoot(Lanes(repeating: x))[5])
      #expect(abs(y / Double(x).squareRoot() - 1) < 1.1e-4)
    }
    #expect(FastPower.squareRoot(Lanes.zero) == Lanes.zero)
  }
}

extension Float {
  /// 2^self, near enough for picking test values.
  fileprivate var exponentialOfTwo: Float {
    let whole = rounded(.down)
    return Float(sign: .plus, exponent: Int(whole), significand: 1 + (self - whole))
  }
}

@Suite("The time step")
struct TimeStepTests {
  @Test("A step never exceeds half a second per metre of cell, nor five seconds", arguments: [(2.0, 1.0), (20, 5)])
  func longest(cellSize: Double, expected: Double) {
    let step = TimeStep(courantNumber: 0.7, cellSize: cellSize)
    #expect(step.stable(deepest: 0, cellSize: cellSize) == expected)
    #expect(step.stable(deepest: 1e-9, cellSize: cellSize) == expected)
  }

  @Test("Deep water shortens the step to the Courant limit, in equal parts")
  func courant() {
    let step = TimeStep(courantNumber: 0.7, cellSize: 2)
    let limit = 0.7 * 2 / (9.81 * 1.0).squareRoot()
    #expect(abs(step.stable(deepest: 1, cellSize: 2) - limit) < 1e-12)
    #expect(step.next(deepest: 1, cellSize: 2, remaining: 1) == 1.0 / 3)
  }
}
