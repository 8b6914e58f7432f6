import Grids
import UrbanClimate

/// Sums over hours of mean radiant temperature, UTCI and full PET, and of the hours in which UTCI says nothing.
struct ComfortSums {
  private(set) var radiant: Grid<Double>
  private(set) var utci: Grid<Double>
  private(set) var pet: Grid<Double>
  private(set) var outside: Grid<Float>
  private let kinds: Grid<UInt8>
  private let tables: EquivalentTemperatureMemory

  init(_ kinds: Grid<UInt8>, _ tables: EquivalentTemperatureMemory) {
    self.kinds = kinds
    self.tables = tables
    radiant = Grid(kinds.frame, repeating: 0)
    utci = radiant
    pet = radiant
    outside = Grid(kinds.frame, repeating: 0)
  }

  /// Adds an hour. Buildings are left alone.
  /// - Parameter radiantTemperature: degrees Celsius; NaN on buildings.
  mutating func add(
    _ hour: ComfortHour, _ field: FootprintFields, radiantTemperature: Grid<Float>, threads: Int
  ) {
    guard
      let table = hour.table(field, radiantTemperature: radiantTemperature, tables, threads: threads)
    else { return }
    let (rows, columns) = (radiant.rows, radiant.columns)
    let isHumidityInRange = hour.polynomial.isHumidityInRange
    radiant.withMutableCells { radiant in
      utci.withMutableCells { utci in
        pet.withMutableCells { pet in
          outside.withMutableCells { outside in
            radiantTemperature.withCells { temperature in
              field.heatIsland.withCells { island in
                field.relativeWindSpeed.withCells { wind in
                  hour.polynomial.withCoefficients { coefficients in
                    nonisolated(unsafe) let (radiant, utci, pet, outside) = (radiant, utci, pet, outside)
                    nonisolated(unsafe) let (temperature, island, wind) = (temperature, island, wind)
                    nonisolated(unsafe) let coefficients = coefficients
                    Parallel.ranges(rows, threads: threads) { part in
                      for index in part.lowerBound * columns..<part.upperBound * columns
                      where !temperature[index].isNaN {
                        let air = hour.airTemperature(heatIsland: island[index])
                        let speed = hour.windSpeed(relative: wind[index])
                        let value = UniversalThermalClimateIndex.Polynomial.value(
                          coefficients, isHumidityInRange: isHumidityInRange, airTemperature: air,
                          meanRadiantTemperature: Double(temperature[index]),
                          windSpeed: speed * ComfortHour.windFactor)
                        radiant[index] += Double(temperature[index])
                        utci[index] += value.temperature
                        if !value.isInRange { outside[index] += 1 }
                        pet[index] += table.value(
                          airTemperature: air, radiantTemperature: Double(temperature[index]), windSpeed: speed)
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// A sum over a number of hours; no value on buildings.
  func mean(_ sum: Grid<Double>, hours: Double) -> Grid<Float> {
    let count = sum.count
    return Grid<Float>(
      sum.frame,
      filling: { out in
        sum.withCells { sum in
          kinds.withCells { kinds in
            for index in 0..<count {
              out[index] = kinds[index] == SurfaceKind.building.rawValue ? .nan : Float(sum[index] / hours)
            }
          }
        }
      })
  }
}

extension ComfortHour {
  /// The table of full PET for what occurs in this hour; nil where there is no cell outdoors.
  func table(
    _ field: FootprintFields, radiantTemperature: Grid<Float>, _ tables: EquivalentTemperatureMemory, threads: Int
  ) -> EquivalentTemperatureTable? {
    var (warmest, coolest): (Float, Float) = (-.infinity, .infinity)
    var (mostIsland, leastIsland): (Float, Float) = (-.infinity, .infinity)
    var (mostWind, leastWind): (Float, Float) = (-.infinity, .infinity)
    radiantTemperature.withCells { temperature in
      field.heatIsland.withCells { island in
        field.relativeWindSpeed.withCells { wind in
          for index in 0..<radiantTemperature.count where !temperature[index].isNaN {
            warmest = max(warmest, temperature[index])
            coolest = min(coolest, temperature[index])
            mostIsland = max(mostIsland, island[index])
            leastIsland = min(leastIsland, island[index])
            mostWind = max(mostWind, wind[index])
            leastWind = min(leastWind, wind[index])
          }
        }
      }
    }
    guard warmest >= coolest else { return nil }
    // The share of the heat island may be negative.
    let air = [airTemperature(heatIsland: leastIsland), airTemperature(heatIsland: mostIsland)].sorted()
    return tables.table(
      EquivalentTemperatureTable.Lattice(
        airTemperatures: air[0]...air[1], radiantTemperatures: Double(coolest)...Double(warmest),
        windSpeeds: windSpeed(relative: leastWind)...windSpeed(relative: mostWind)),
      vapourPressure: vapourPressure, threads: threads)
  }
}
