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
      scale: "night-hours", changeScale: "night-hours-change", incompleteWhere: "quality"))

  static let nightLimit = LocalizedText(
    nl: """
      De nacht telt alleen de uren van de gebeurtenis waarin de zon onder is. De formule kent 's nachts geen warme \
      stenen en geen warm water: verschillen komen van stadswarmte, wind en hemelfactor. De nacht van de referentiedag \
      is het einde van de ene nacht (1 tot 3 uur UTC) en het begin van de volgende (20 tot 23 uur UTC); het uur tot 24 \
      uur UTC ontbreekt.
      """,
    en: """
      The night counts only those hours of the event in which the sun is down. By night the formula knows no warm \
      stone and no warm water: differences come from the heat island, wind and sky view. The night of the reference \
      day is the end of one night (1 to 3 h UTC) and the beginning of the next (20 to 23 h UTC); the hour up to 24 h \
      UTC is missing.
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
    var count = Grid<Float>(kinds.frame, repeating: 0)
    for footprint in Footprint.allCases {
      guard let field = fields[footprint] else { continue }
      let terms = night.filter { $0.footprint == footprint }.map { PETHour($0, quarter: 0) }
      guard !terms.isEmpty else { continue }
      addNightHours(terms, field, above: limit, to: &count, threads: work.threads)
      try work.checkCancellation()
    }
    return count
  }

  /// Hours of one footprint share the cell's reduction of the wind, so that one logarithm serves all of them.
  private func addNightHours(
    _ hours: [PETHour], _ field: FootprintFields, above limit: Double, to count: inout Grid<Float>, threads: Int
  ) {
    let (rows, columns) = (count.rows, count.columns)
    let smallest = Elementary.log(values.smallestWindSpeed)
    count.withMutableCells { count in
      skyView.withCells { sky in
        field.heatIsland.withCells { island in
          field.relativeWindSpeed.withCells { wind in
            kinds.withCells { kinds in
              nonisolated(unsafe) let (count, sky, island) = (count, sky, island)
              nonisolated(unsafe) let (wind, kinds) = (wind, kinds)
              Parallel.ranges(rows, threads: threads) { part in
                let line = NightRow(columns: columns)
                defer { line.free() }
                for row in part {
                  let start = row * columns
                  line.begin(wind: wind + start)
                  for hour in hours {
                    line.add(hour, above: limit, sky: sky + start, island: island + start, smallest: smallest)
                  }
                  line.finish(kinds: kinds + start, count: count + start)
                }
              }
            }
          }
        }
      }
    }
  }
}
