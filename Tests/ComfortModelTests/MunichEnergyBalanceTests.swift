import TestSupport
import Testing

@testable import ComfortModel

@Suite("The Munich energy balance and full PET")
struct MunichEnergyBalanceTests {
  static let golden = (try? GoldenTable("heat/golden_pet_full_peer.csv").rows) ?? []

  private func pet(_ air: Double, _ radiant: Double, _ wind: Double, _ pressure: Double) -> Double {
    MunichEnergyBalance.standard.equivalentTemperature(
      airTemperature: air, meanRadiantTemperature: radiant, windSpeed: wind, vapourPressure: pressure)
  }

  @Test("The table was found")
  func tables() { #expect(Self.golden.count == 12) }

  @Test("PET is that of the peer with the same model", arguments: golden)
  func peer(_ row: GoldenTable.Row) {
    let air = row["Ta_C"]
    // The peer's own formula for saturation.
    let pressure = row["RH_pct"] / 100 * 6.107 * Self.power10(7.5 * air / (238 + air))
    let value = pet(air, row["Tmrt_C"], row["v_m_s"], pressure)
    // The peer rounds a constant of the flow of blood (0.0208 for 75/3600) and walks in steps down to 0.001 K, with
    // cases that overlap; each moves PET by some hundredths.
    #expect(abs(value - row["PET_solweig_MEMI_C"]) < 0.05, "\(value)")
    if !row["PET_Hoppe1999_table_C"].isNaN { #expect(abs(value - row["PET_Hoppe1999_table_C"]) < 0.5) }
  }

  private static func power10(_ x: Double) -> Double {
    var value = 1.0
    // e^(x ln 10) as a series, so that the test does not lean on what it tests.
    var term = 1.0
    for n in 1...60 {
      term *= x * 2.302585092994046 / Double(n)
      value += term
    }
    return value
  }

  @Test("In its own reference room PET is the air temperature", arguments: [-10.0, 5, 15, 21, 28, 35, 42])
  func referenceRoom(_ air: Double) {
    #expect(abs(pet(air, air, 0.1, 12) - air) < 1e-6)
  }

  @Test("Both balances close")
  func balance() {
    // Skin, core and clothes of a comfortable person are where textbooks have them.
    let room = MunichEnergyBalance.standard.state(
      airTemperature: 21, meanRadiantTemperature: 21, windSpeed: 0.1, vapourPressure: 12)
    #expect((32...35).contains(room.skin) && (36...37.5).contains(room.core) && (24...28).contains(room.clothes))
    #expect(room.clothes < room.skin && room.skin < room.core)
    let heat = MunichEnergyBalance.standard.state(
      airTemperature: 33, meanRadiantTemperature: 65, windSpeed: 0.5, vapourPressure: 18)
    #expect(heat.skin > room.skin && heat.core > room.core && heat.wettedness > room.wettedness)
    #expect(heat.sweat < -100)
  }

  @Test("PET rises with air, radiation and moisture, and falls with wind on a warm day")
  func directions() {
    let base = pet(30, 50, 1.5, 15)
    #expect(pet(31, 50, 1.5, 15) > base + 0.5)
    #expect(pet(30, 55, 1.5, 15) > base + 1)
    #expect(pet(30, 50, 1.5, 20) > base)
    #expect(pet(30, 50, 3, 15) < base - 0.5)
  }

  @Test("Every weather on Earth and some beyond has an answer")
  func everywhere() {
    for air in stride(from: -60.0, through: 60, by: 10) {
      for difference in stride(from: -40.0, through: 80, by: 20) {
        for wind in [0, 0.1, 0.5, 2, 10, 40] {
          for pressure in [0.0, 5, 20, 50, 120] {
            let value = pet(air, air + difference, wind, pressure)
            #expect(value.isFinite && value > -150 && value < 190, "\(air) \(difference) \(wind) \(pressure)")
          }
        }
      }
    }
  }

  @Test("Without wind a person still loses heat, and wind below zero counts as none")
  func calm() {
    #expect(pet(30, 30, 0, 15).isFinite)
    #expect(pet(30, 30, -1, 15) == pet(30, 30, 0, 15))
    #expect(pet(30, 30, 0, 15) > pet(30, 30, 0.5, 15))
  }

  @Test("The table between nodes is within 0.05 degrees of the balance")
  func interpolation() {
    var worst = 0.0
    var place: [Double] = []
    for pressure in [8.0, 14, 18, 25] {
      let table = EquivalentTemperatureTable(
        .init(airTemperatures: 15...36, radiantTemperatures: 5...80, windSpeeds: 0.1...8), vapourPressure: pressure,
        threads: 2)
      // Steps that have no whole ratio to those of the table.
      for air in stride(from: 15.37, to: 36, by: 3.13) {
        for radiant in stride(from: 5.9, to: 80, by: 3.71) {
          for wind in [0.1, 0.27, 0.5, 0.55, 0.71, 0.93, 1.18, 1.46, 1.77, 2.11, 2.9, 3.8, 5.3, 7.9] {
            let exact = pet(air, radiant, wind, pressure)
            let found = table.value(airTemperature: air, radiantTemperature: radiant, windSpeed: wind)
            if abs(exact - found) > worst {
              worst = abs(exact - found)
              place = [air, radiant, wind, pressure, exact]
            }
          }
        }
      }
    }
    #expect(worst < 0.05, "\(worst) at air, radiation, wind, moisture, PET \(place)")
  }

  @Test("A table's range does not change what it says")
  func tableRange() {
    func table(_ air: ClosedRange<Double>, _ radiant: ClosedRange<Double>, _ wind: ClosedRange<Double>, _ threads: Int)
      -> EquivalentTemperatureTable
    {
      EquivalentTemperatureTable(
        .init(airTemperatures: air, radiantTemperatures: radiant, windSpeeds: wind), vapourPressure: 15,
        threads: threads)
    }
    let wide = table(20...35, 10...70, 0.5...5, 2)
    let point = table(31.3...31.3, 44.4...44.4, 1.3...1.3, 1)
    #expect(
      wide.value(airTemperature: 31.3, radiantTemperature: 44.4, windSpeed: 1.3)
        == point.value(airTemperature: 31.3, radiantTemperature: 44.4, windSpeed: 1.3))
  }

  @Test("A table from memory, grown or made anew says the same, and the memory stays within its bound")
  func memory() {
    typealias Lattice = EquivalentTemperatureTable.Lattice
    let memory = EquivalentTemperatureMemory()
    let small = Lattice(airTemperatures: 28...30, radiantTemperatures: 30...40, windSpeeds: 0.5...2)
    let other = Lattice(airTemperatures: 29...31, radiantTemperatures: 25...33, windSpeeds: 1...3)
    _ = memory.table(small, vapourPressure: 15, threads: 2)
    let grown = memory.table(other, vapourPressure: 15, threads: 2)
    #expect(grown.lattice.holds(small) && grown.lattice.holds(other))
    #expect(memory.nodeCount == grown.lattice.count)
    // What it holds is not made again.
    #expect(memory.table(small, vapourPressure: 15, threads: 1).lattice == grown.lattice)
    let anew = EquivalentTemperatureTable(other, vapourPressure: 15, threads: 1)
    for air in stride(from: 29.0, through: 31, by: 0.37) {
      for radiant in stride(from: 25.0, through: 33, by: 1.3) {
        let found = grown.value(airTemperature: air, radiantTemperature: radiant, windSpeed: 1.7)
        #expect(found == anew.value(airTemperature: air, radiantTemperature: radiant, windSpeed: 1.7))
      }
    }
    // Another moisture has a table of its own; one too large to keep is not kept.
    #expect(memory.table(small, vapourPressure: 16, threads: 2).vapourPressure == 16)
    let count = memory.nodeCount
    #expect(count == grown.lattice.count + small.count)
    let huge = Lattice(airTemperatures: 0...30, radiantTemperatures: 20...45, windSpeeds: 0...1600)
    #expect(huge.count > 100_000)
    #expect(memory.table(huge, vapourPressure: 17, threads: 2).lattice == huge)
    #expect(memory.nodeCount == count && count <= EquivalentTemperatureMemory.mostNodes)
  }
}
