import Essentials
import TestSupport
import Testing

@testable import RainModel

@Suite("Infiltration")
struct InfiltrationTests {
  /// One closed cell under steady rain, and what has infiltrated at each moment asked for, mm.
  private func infiltrated(
    _ change: (inout UrbanSurface) -> Void, rain: Double, depth: Float = 0, atSeconds moments: [Double],
    interval: Double = 5
  ) throws -> [Double] {
    var surface = UrbanSurface(rows: 1, columns: 1, cellSize: 2)
    change(&surface)
    var rig = FlowRig(surface, depth: [depth])
    var now = 0.0
    return try moments.map { moment in
      try rig.run(seconds: moment - now, millimetresPerHour: rain, interval: interval)
      now = moment
      return rig.hydrology.infiltrated(row: 0, column: 0) * 1000
    }
  }

  @Test(
    "Horton's capacity is reached on ponded ground",
    arguments: try GoldenTable("rain/horton_fi300_fe150_kd1.5.csv").rows)
  func horton(row: GoldenTable.Row) throws {
    let found = try infiltrated(
      {
        $0.infiltrationInitial = [300]
        $0.infiltrationFinal = [150]
        $0.infiltrationDecay = [1.5]
      }, rain: 0, depth: 2, atSeconds: [row["t_h"] * 3600])
    #expect(abs(found[0] - row["F_mm"]) < 0.1)
  }

  @Test(
    "Each soil takes what Green and Ampt say in an hour of 70 mm",
    arguments: try GoldenTable("rain/green_ampt_70mmh_1h_all_soils_halfsat.csv").rows)
  func soils(row: GoldenTable.Row) throws {
    let found = try infiltrated(
      {
        $0.soilConductivity = [Float(row["K_mm_h"])]
        $0.soilSuction = [Float(row["psi_m"])]
        $0.soilMoistureDeficit = [Float(row["dtheta"])]
      }, rain: 70, atSeconds: [3600])
    #expect(abs(found[0] - row["F_60min_mm"]) < 0.1)
  }

  @Test("Loam follows the Green-Ampt curve from the first minute")
  func loam() throws {
    let golden = try GoldenTable("rain/green_ampt_loam_70mmh_1h.csv").rows
    let found = try infiltrated(
      {
        $0.soilConductivity = [3.4]
        $0.soilSuction = [0.0889]
        $0.soilMoistureDeficit = [0.217]
      }, rain: 70, atSeconds: golden.map { $0["t_s"] })
    #expect(golden.count == 61)
    let largest = zip(found, golden).map { abs($0 - $1["F_m"] * 1000) }.max() ?? .infinity
    print("Green-Ampt loam: largest difference \(largest) mm")
    #expect(largest < 0.1)
  }

  @Test("Infiltration stops when the soil is full")
  func room() throws {
    let found = try infiltrated(
      {
        $0.infiltrationInitial = [100]
        $0.infiltrationFinal = [100]
        $0.infiltrationCapacity = [12]
      }, rain: 60, atSeconds: [300, 3600])
    #expect(abs(found[0] - 5) < 1e-9)
    #expect(abs(found[1] - 12) < 1e-5)
  }

  /// The Dutch inflow model (NWRW) lets water run off slowly; what a closed cell keeps on its surface is the same
  /// water.
  @Test(
    "A bucket loses to storage and soil what the NWRW model loses",
    arguments: [
      ("gesloten_hellend", 0, false), ("gesloten_vlak", 0.5, false), ("gesloten_vlak_uitgestrekt", 1, false),
      ("onverhard_hellend", 2, true), ("onverhard_vlak", 4, true), ("onverhard_vlak_uitgestrekt", 6, true),
    ] as [(String, Float, Bool)], ["Bui08", "ST70_1h"])
  func nwrw(surfaceType: (name: String, storage: Float, soil: Bool), event: String) throws {
    let row = try #require(
      try GoldenTable("rain/nwrw_event_totals.csv").rows.first {
        $0.text("event") == event && $0.text("surface") == surfaceType.name
      })
    let bui08 = [0.3, 0.6, 0.9, 1.2, 1.5, 2.1, 2.7, 3.3, 3.3, 2.1, 1.2, 0.6]
    let depths = event == "Bui08" ? bui08 : [Double](repeating: 70.0 / 12, count: 12)
    var surface = UrbanSurface(rows: 1, columns: 1, cellSize: 2)
    surface.surfaceStorage = [surfaceType.storage]
    if surfaceType.soil {
      surface.infiltrationInitial = [5]
      surface.infiltrationFinal = [1]
      surface.infiltrationDecay = [3]
    }
    var settings = RainSettings()
    settings.edges = .closed
    settings.dryingMinutes = 120
    let result = try RainSimulation(
      surface: surface,
      event: try RainEvent(intervalMinutes: [Double](repeating: 5, count: 12), rainDepth: depths),
      settings: settings
    ).run(.init())
    let millimetres = 1000 / surface.area
    #expect(abs(result.balance.rain * millimetres - row["rain_mm"]) < 1e-3)
    #expect(abs(result.balance.infiltration * millimetres - row["infiltrated_mm"]) < 0.15)
    if !surfaceType.soil {
      #expect(abs(result.balance.surfaceStorage * millimetres - Double(surfaceType.storage)) < 1e-6)
      #expect(abs(result.balance.onStreet * millimetres - row["runoff_mm_after_2h_tail"]) < 0.01)
    }
  }

  @Test("Crowns hold their share of the rain first")
  func crowns() throws {
    var surface = UrbanSurface(rows: 1, columns: 1, cellSize: 2)
    surface.interception = [1.5]
    var rig = FlowRig(surface)
    try rig.run(seconds: 60, millimetresPerHour: 60)
    #expect(rig.depths[0] == 0)
    try rig.run(seconds: 540, millimetresPerHour: 60)
    let balance = rig.hydrology.balance(with: rig.solver, rain: 0.010)
    #expect(abs(balance.interception - 0.0015 * 4) < 1e-9)
    #expect(abs(balance.relativeError) < 1e-6)
  }
}

@Suite("Roofs and sewers")
struct RoofAndSewerTests {
  @Test("Every roof cell drains to the nearest ground, ties in reading order")
  func downspouts() {
    var surface = UrbanSurface(rows: 5, columns: 6, cellSize: 2)
    for row in 1...3 { for column in 1...3 { surface.buildingHeight[row * 6 + column] = 5 } }
    let nearest = RoofDrainage.downspouts(surface)
    #expect(nearest[0] == 0)
    #expect(nearest[1 * 6 + 2] == 2)
    #expect(nearest[3 * 6 + 2] == 4 * 6 + 2)
    #expect(nearest[1 * 6 + 1] == 1)
    #expect(nearest[2 * 6 + 1] == 2 * 6)
    #expect(nearest[2 * 6 + 3] == 2 * 6 + 4)
    #expect(nearest[2 * 6 + 2] == 2)
  }

  @Test("Roof water above the roof's storage comes down beside the building")
  func roofWater() throws {
    var surface = UrbanSurface(rows: 1, columns: 5, cellSize: 2)
    surface.buildingHeight = [9, 9, 0, 9, 9]
    surface.roofStorage = [2, 2, 0, 2, 2]
    var rig = FlowRig(surface)
    try rig.run(seconds: 600, millimetresPerHour: 60)
    #expect(abs(rig.depths[2] - (0.010 + 4 * 0.008)) < 1e-7)
    #expect(rig.depths[1] == 0)
    let balance = rig.hydrology.balance(with: rig.solver, rain: 0.010)
    #expect(abs(balance.roofStorage - 4 * 0.002 * 4) < 1e-9)
  }

  @Test("A connected roof sends to the sewer no more than the gullies take")
  func connectedRoof() throws {
    var surface = UrbanSurface(rows: 1, columns: 2, cellSize: 2)
    surface.buildingHeight = [9, 0]
    surface.sewered = [1, 0]
    var rig = FlowRig(
      surface,
      sewer: SewerSettings(storageMillimetres: 50, intakePerHour: 20, pumpPerHour: 0, overflowPerHour: 0))
    try rig.run(seconds: 1800, millimetresPerHour: 70)
    #expect(abs(rig.hydrology.sewers.storedVolume - 0.010 * 4) < 1e-9)
    #expect(abs(rig.depths[1] - (0.035 + 0.025)) < 1e-6)
  }

  @Test("With no ground anywhere the rain stays on the roofs")
  func onlyRoofs() throws {
    var surface = UrbanSurface(rows: 2, columns: 2, cellSize: 2)
    surface.buildingHeight = [9, 9, 9, 9]
    var rig = FlowRig(surface)
    try rig.run(seconds: 600, millimetresPerHour: 60)
    let balance = rig.hydrology.balance(with: rig.solver, rain: 0.010)
    #expect(abs(balance.roofStorage - 0.010 * 16) < 1e-9)
  }

  @Test("Gullies take no more than their intake")
  func intake() throws {
    let balance = try sewered(
      SewerSettings(storageMillimetres: 100, intakePerHour: 20, pumpPerHour: 0, overflowPerHour: 0))
    #expect(abs(balance.sewerStored / balance.rain * 70 - 20) < 1e-4)
  }

  @Test("A full sewer takes only what its pump takes away")
  func fullWithoutOverflow() throws {
    let balance = try sewered(
      SewerSettings(storageMillimetres: 7, intakePerHour: 20, pumpPerHour: 0.7, overflowPerHour: 0))
    let millimetres = 70 / balance.rain
    #expect(abs((balance.sewerStored + balance.sewerPumped) * millimetres - 7.7) < 1e-4)
    #expect(abs(balance.sewerPumped * millimetres - 0.7) < 2e-3)
    #expect(balance.sewerOverflow == 0)
  }

  @Test("The overflow carries no more than its capacity")
  func overflow() throws {
    let balance = try sewered(
      SewerSettings(storageMillimetres: 7, intakePerHour: 40, pumpPerHour: 0.7, overflowPerHour: 12))
    let millimetres = 70 / balance.rain
    // Full after 7 / (40 - 0.7) hours.
    #expect(abs(balance.sewerOverflow * millimetres - 12 * (1 - 7 / 39.3)) < 0.05)
    #expect(abs(balance.sewerStored * millimetres - 7) < 1e-4)
  }

  /// One hour of 70 mm on a closed, wholly sewered square.
  private func sewered(_ sewer: SewerSettings) throws -> WaterBalance {
    var surface = UrbanSurface(rows: 6, columns: 7, cellSize: 2)
    surface.sewered = [Float](repeating: 1, count: 42)
    var rig = FlowRig(surface, sewer: sewer)
    try rig.run(seconds: 3600, millimetresPerHour: 70)
    let balance = rig.hydrology.balance(with: rig.solver, rain: 0.070)
    #expect(abs(balance.relativeError) < 1e-6)
    return balance
  }

  @Test("Districts fill apart from each other")
  func districts() {
    var surface = UrbanSurface(rows: 1, columns: 2, cellSize: 1)
    surface.sewered = [1, 1]
    var roofs = RoofDrainage(surface)
    var network = SewerNetwork(
      surface, roofs: [],
      settings: SewerSettings(storageMillimetres: 7, intakePerHour: 36, pumpPerHour: 0, overflowPerHour: 0)
    ) { $0 }
    let depth = Plane<Float>(surface.layout, repeating: 0)
    depth[surface.layout.index(0, 1)] = 0.1
    network.drain(
      SurfaceWater(depth: depth, remainder: Plane(surface.layout, repeating: 0)), roofs: &roofs, seconds: 100)
    #expect(network.districts.map(\.area) == [1, 1])
    #expect(network.districts[0].stored == 0)
    #expect(abs(network.districts[1].stored - 0.001) < 1e-9)
  }
}
