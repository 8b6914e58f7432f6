import Elementary
import Grids
import UrbanClimate

extension WeatherHour {
  /// Adds this hour's PET and shade to the sums of all hours.
  ///
  /// - Parameters:
  ///   - pet: sum of degrees Celsius; buildings are left alone.
  ///   - shade: number of hours.
  ///   - shadow: 1 where an obstacle hides the sun.
  func add(
    to pet: inout Grid<Double>, shade: inout Grid<Float>, shadow: Grid<Float>, skyView: Grid<Float>,
    field: FootprintFields, kinds: Grid<UInt8>, _ values: ClimateParameters, threads: Int
  ) {
    let hour = self
    let bowens = [values.bowenOther, values.bowenVegetated, values.bowenWater]
    let columns = pet.columns
    let rows = pet.rows
    pet.withMutableCells { pet in
      shade.withMutableCells { shade in
        shadow.withCells { shadow in
          skyView.withCells { sky in
            field.heatIsland.withCells { island in
              field.relativeWindSpeed.withCells { wind in
                kinds.withCells { kinds in
                  bowens.withUnsafeBufferPointer { bowens in
                    nonisolated(unsafe) let (pet, shade, shadow, sky) = (pet, shade, shadow, sky)
                    nonisolated(unsafe) let (island, wind, kinds, bowens) = (island, wind, kinds, bowens)
                    Parallel.ranges(rows, threads: threads) { part in
                      for index in part.lowerBound * columns..<part.upperBound * columns {
                        let kind = kinds[index]
                        let shaded = shadow[index] > 0 || kind & SurfaceKind.underCrown != 0
                        if shaded { shade[index] += 1 }
                        if kind == SurfaceKind.building.rawValue { continue }
                        pet[index] += hour.pet(
                          shaded: shaded, skyViewFactor: Double(sky[index]), heatIsland: Double(island[index]),
                          relativeWindSpeed: Double(wind[index]),
                          bowen: bowens[Int(kind & ~SurfaceKind.underCrown)], values.smallestWindSpeed)
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

  /// PET of one cell in this hour, degrees Celsius.
  @inline(__always)
  func pet(
    shaded: Bool, skyViewFactor: Double, heatIsland: Double, relativeWindSpeed: Double, bowen: Double,
    _ smallestWindSpeed: Double
  ) -> Double {
    let speed = max(smallestWindSpeed, windSpeed * WindReduction.reduction(relativeSpeed: relativeWindSpeed))
    let logWind = Elementary.log(speed)
    let temperature = airTemperature + heatIsland * heatIslandShare
    return shaded
      ? PhysiologicalEquivalentTemperature.shade(
        airTemperature: temperature, diffuseRadiation: diffuseRadiation, logWind: logWind, wetBulb: wetBulb,
        skyViewFactor: skyViewFactor)
      : PhysiologicalEquivalentTemperature.sun(
        airTemperature: temperature, globalRadiation: globalRadiation, logWind: logWind, wetBulb: wetBulb,
        sinAltitude: sinAltitude, bowen: bowen, skyViewFactor: skyViewFactor)
  }
}
