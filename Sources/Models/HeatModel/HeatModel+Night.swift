import Elementary
import Essentials
import Grids
import ModelKit
import UrbanClimate

extension HeatModel {
  static let nightPET = ParameterDescription(
    "nightPET", unit: "Cel",
    title: LocalizedText(
      nl: "Gevoelstemperatuur waarboven een uur van de nacht warm heet",
      en: "PET above which an hour of the night is called warm"), default: 20, in: 0...40,
    source: "second map of the Dutch standard heat stress test: hours of the night with PET above 20 C",
    status: .oneSource)

  static let nightHoursLayer = LayerDescription(
    "nightHours", unit: "h", title: LocalizedText(nl: "Warme uren in de nacht", en: "Warm hours of the night"),
    map: MapPresentation(
      name: "night-hours", title: LocalizedText(nl: "Warme uren in de nacht", en: "Warm hours of the night"),
      scale: "night-hours", changeScale: "night-hours-change"))

  static let nightLimit = LocalizedText(
    nl: """
      De nacht telt alleen de uren van de gebeurtenis waarin de zon onder is. De formule kent 's nachts geen warme \
      stenen en geen warm water: verschillen komen van stadswarmte, wind en hemelfactor.
      """,
    en: """
      The night counts only those hours of the event in which the sun is down. By night the formula knows no warm \
      stone and no warm water: differences come from the heat island, wind and sky view.
      """)
}

extension StreetClimate {
  /// Hours of the night in which PET is above a limit, h; no value on buildings.
  ///
  /// PET is that of the shade with no radiation from the sky (Koopmans et al. 2020). The Bowen ratio is not part of it,
  /// so the method's other ratio for water at night (3.0) makes no difference.
  ///
  /// - Parameter limit: degrees Celsius.
  /// - Returns: nil where the event has no hours of the night.
  /// - Throws: `CancellationError`.
  func nightHours(above limit: Double, _ work: WorkContext) throws -> Grid<Float>? {
    let night = hours.filter(\.isNight)
    guard !night.isEmpty else { return nil }
    var count = Grid<Float>(skyView.frame, repeating: 0)
    for footprint in Footprint.allCases {
      guard let field = fields[footprint] else { continue }
      let terms = night.filter { $0.footprint == footprint }.map {
        NightTerms($0, limit: limit, smallestWindSpeed: values.smallestWindSpeed)
      }
      guard !terms.isEmpty else { continue }
      NightTerms.count(
        terms, into: &count, skyView: skyView, field: field, kinds: kinds, threads: work.threads)
      try work.checkCancellation()
    }
    return count
  }
}

/// What one hour of the night is for all cells alike.
private struct NightTerms {
  /// PET without the terms of wind and of the air's warmth, less the limit.
  let constant: Double
  let airTemperature: Double
  let heatIslandShare: Double
  /// Of the wind at 10 m; minus infinity when calm.
  let logWind: Double
  let smallestLogWind: Double

  init(_ hour: WeatherHour, limit: Double, smallestWindSpeed: Double) {
    constant =
      PhysiologicalEquivalentTemperature.shade(
        airTemperature: 0, diffuseRadiation: 0, logWind: 0, wetBulb: hour.wetBulb, skyViewFactor: 1) - limit
    airTemperature = hour.airTemperature
    heatIslandShare = hour.heatIslandShare
    logWind = hour.windSpeed > 0 ? Elementary.log(hour.windSpeed) : -.infinity
    smallestLogWind = Elementary.log(smallestWindSpeed)
  }

  /// Adds 1 for each hour in which a cell is above the limit. Hours of one footprint share the cell's reduction of the
  /// wind, so that one logarithm serves all of them.
  static func count(
    _ terms: [NightTerms], into count: inout Grid<Float>, skyView: Grid<Float>, field: FootprintFields,
    kinds: Grid<UInt8>, threads: Int
  ) {
    let (rows, columns) = (count.rows, count.columns)
    count.withMutableCells { count in
      skyView.withCells { sky in
        field.heatIsland.withCells { island in
          field.relativeWindSpeed.withCells { wind in
            kinds.withCells { kinds in
              terms.withUnsafeBufferPointer { terms in
                nonisolated(unsafe) let (count, sky, island) = (count, sky, island)
                nonisolated(unsafe) let (wind, kinds, terms) = (wind, kinds, terms)
                Parallel.ranges(rows, threads: threads) { part in
                  for index in part.lowerBound * columns..<part.upperBound * columns {
                    if kinds[index] & ~SurfaceKind.underCrown == SurfaceKind.building.rawValue {
                      count[index] = .nan
                      continue
                    }
                    let cover = 0.0060 * (1 - Double(sky[index])) * PhysiologicalEquivalentTemperature.stefanBoltzmann
                    let logReduction = Elementary.log(
                      WindReduction.reduction(relativeSpeed: Double(wind[index])))
                    let warmth = Double(island[index])
                    var warm: Float = 0
                    for hour in terms {
                      let temperature = hour.airTemperature + warmth * hour.heatIslandShare
                      let square = (temperature + 273.15) * (temperature + 273.15)
                      let logWind = max(hour.smallestLogWind, hour.logWind + logReduction)
                      let excess = hour.constant + 1.25 * temperature - 1.47 * logWind + cover * square * square
                      warm += excess > 0 ? 1 : 0
                    }
                    count[index] += warm
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
