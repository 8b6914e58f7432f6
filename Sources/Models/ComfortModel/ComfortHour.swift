import Elementary
import Grids
import UrbanClimate

/// One hour of the weather with all that the cells of that hour share.
struct ComfortHour: Sendable {
  let weather: WeatherHour
  let radiation: PersonRadiation
  /// hPa. The warmth of the town changes the air's temperature, not how much water it holds.
  let vapourPressure: Double
  let polynomial: UniversalThermalClimateIndex.Polynomial
  /// m/s.
  let smallestWindSpeed: Double

  /// Height of the wind that reaches a person, m, as in the standard method.
  static let windHeight = 1.2
  /// From there to the 10 m of UTCI.
  static let windFactor = UniversalThermalClimateIndex.windFactor(fromHeight: windHeight)

  /// The hours of the event.
  static func hours(of climate: StreetClimate, _ parameters: ComfortParameters) -> [ComfortHour] {
    let values = climate.values
    let day = SunDay(
      year: values.year, month: values.month, day: values.day, latitude: values.latitude, longitude: values.longitude)
    let clearness = SkyRadiation.clearness(of: climate.hours)
    return zip(climate.hours, clearness).map { hour, clearness in
      let pressure =
        hour.relativeHumidity / 100 * UniversalThermalClimateIndex.saturationVapourPressure(hour.airTemperature)
      let sky = SkyRadiation(hour, vapourPressure: pressure, clearness: clearness)
      return ComfortHour(
        weather: hour, radiation: PersonRadiation(hour, sky, day: day, parameters), vapourPressure: pressure,
        polynomial: .init(vapourPressure: pressure), smallestWindSpeed: values.smallestWindSpeed)
    }
  }

  /// Air temperature in a cell, degrees Celsius, from the day's largest heat island there, K.
  @inline(__always)
  func airTemperature(heatIsland: Float) -> Double {
    weather.airTemperature + Double(heatIsland) * weather.heatIslandShare
  }

  /// Wind speed at 1.2 m in a cell, m/s.
  @inline(__always)
  func windSpeed(relative: Float) -> Double {
    max(smallestWindSpeed, weather.windSpeed * WindReduction.reduction(relativeSpeed: Double(relative)))
  }

  @inline(__always)
  func place(kind: UInt8, shadow: Float, skyView: Float, wallShare: Float, airTemperature: Double)
    -> PersonRadiation.Place
  {
    let isUnderCrown = kind & SurfaceKind.underCrown != 0
    return radiation.place(
      skyView: Double(skyView), isSunny: weather.sun.altitude > 0 && shadow == 0 && !isUnderCrown,
      wallShare: Double(wallShare), isUnderCrown: isUnderCrown, airTemperature: airTemperature)
  }

  /// What the ground of each cell gives to a person's side that sees nothing else, W/m² absorbed; NaN on buildings.
  func ground(_ situation: ComfortSituation, _ field: FootprintFields, shadow: Grid<Float>, threads: Int) -> Grid<Float>
  {
    let (rows, columns) = (shadow.rows, shadow.columns)
    return Grid<Float>(
      shadow.frame,
      filling: { out in
        shadow.withCells { shadow in
          situation.climate.skyView.withCells { sky in
            situation.climate.kinds.withCells { kinds in
              situation.wallShare.withCells { walls in
                field.heatIsland.withCells { island in
                  nonisolated(unsafe) let (out, shadow, sky) = (out, shadow, sky)
                  nonisolated(unsafe) let (kinds, island, walls) = (kinds, island, walls)
                  Parallel.ranges(rows, threads: threads) { part in
                    for index in part.lowerBound * columns..<part.upperBound * columns {
                      let kind = kinds[index]
                      if kind == SurfaceKind.building.rawValue {
                        out[index] = .nan
                        continue
                      }
                      let air = airTemperature(heatIsland: island[index])
                      let place = place(
                        kind: kind, shadow: shadow[index], skyView: sky[index], wallShare: walls[index],
                        airTemperature: air)
                      out[index] = Float(
                        radiation.absorbed(
                          radiation.fromGround(
                            place, kind: Int(kind & ~SurfaceKind.underCrown), airTemperature: air)))
                    }
                  }
                }
              }
            }
          }
        }
      })
  }

  /// Mean radiant temperature of each cell, degrees Celsius; NaN on buildings.
  /// - Parameter surroundings: what the ground around gives.
  func meanRadiantTemperature(
    _ situation: ComfortSituation, _ field: FootprintFields, shadow: Grid<Float>, ground: Grid<Float>,
    surroundings: GroundAround, threads: Int
  ) -> Grid<Float> {
    let (rows, columns) = (shadow.rows, shadow.columns)
    return Grid<Float>(
      shadow.frame,
      filling: { out in
        shadow.withCells { shadow in
          situation.climate.skyView.withCells { sky in
            situation.climate.kinds.withCells { kinds in
              situation.wallShare.withCells { walls in
                field.heatIsland.withCells { island in
                  ground.withCells { ground in
                    nonisolated(unsafe) let (out, shadow, sky) = (out, shadow, sky)
                    nonisolated(unsafe) let (kinds, island) = (kinds, island)
                    nonisolated(unsafe) let (ground, walls) = (ground, walls)
                    Parallel.ranges(rows, threads: threads) { part in
                      for row in part {
                        for column in 0..<columns {
                          let index = row * columns + column
                          let kind = kinds[index]
                          if kind == SurfaceKind.building.rawValue {
                            out[index] = .nan
                            continue
                          }
                          let air = airTemperature(heatIsland: island[index])
                          let place = place(
                            kind: kind, shadow: shadow[index], skyView: sky[index], wallShare: walls[index],
                            airTemperature: air)
                          out[index] = Float(
                            radiation.temperature(
                              absorbed: radiation.absorbed(
                                place, below: Double(ground[index]),
                                around: surroundings.mean(row: row, column: column))))
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      })
  }
}
