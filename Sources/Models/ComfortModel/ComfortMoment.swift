import Essentials
import Grids
import ModelKit
import UrbanClimate

/// What one cell is like in one hour.
struct ComfortMoment: Hashable, Sendable {
  /// Degrees Celsius.
  var airTemperature: Double
  var radiantTemperature: Double
  var utci: UniversalThermalClimateIndex.Value
  var pet: Double
  /// At 1.2 m, m/s.
  var windSpeed: Double
  /// hPa.
  var vapourPressure: Double
  var isSunny: Bool

  /// The hour as a line of an explanation.
  func line(_ hour: WeatherHour, _ values: ClimateParameters) -> CellExplanation.Line {
    func words(_ locale: Language) -> String {
      func text(_ value: Double) -> String { value.text(decimals: 1, in: locale) }
      let outside =
        utci.isInRange ? "" : locale == .nl ? " Buiten het bereik van UTCI." : " Outside the range of UTCI."
      return locale == .nl
        ? "Volledige PET \(text(pet)), straling \(text(radiantTemperature)), lucht \(text(airTemperature)) °C; wind \(text(windSpeed)) m/s.\(outside)"
        : "Full PET \(text(pet)), radiation \(text(radiantTemperature)), air \(text(airTemperature)) °C; wind \(text(windSpeed)) m/s.\(outside)"
    }
    let label = hour.label(values)
    return .init(
      "utci-\(label.en)",
      title: LocalizedText(nl: "UTCI om \(label.nl)", en: "UTCI at \(label.en)"), unit: "Cel",
      value: utci.temperature, decimals: 1, note: LocalizedText(nl: words(.nl), en: words(.en)))
  }
}

/// The cells whose ground counts in one cell.
struct CellsAround {
  let row, column: Int
  let rows, columns: Range<Int>
  private let width: Int

  init(row: Int, column: Int, reach: Int, in frame: GridFrame) {
    (self.row, self.column, width) = (row, column, frame.columns)
    rows = (row - reach..<row + reach + 1).clamped(to: 0..<frame.rows)
    columns = (column - reach..<column + reach + 1).clamped(to: 0..<frame.columns)
  }

  var index: Int { row * width + column }
  var indices: [Int] { rows.flatMap { row in columns.map { row * width + $0 } } }
}

extension ComfortHour {
  /// The hour as a step of the explanation of the radiant temperature.
  /// - Parameter found: nil on a roof.
  func step(_ found: (moment: ComfortMoment, terms: RadiantTerms)?, _ values: ClimateParameters) -> CellExplanation.Hour
  {
    let sun = weather.sun
    let isSunny = found?.moment.isSunny ?? true
    return CellExplanation.Hour(
      label: weather.label(values), sun: SolarAngles(altitude: sun.altitude, azimuth: sun.azimuth),
      state: sun.altitude <= 0
        ? LocalizedText(nl: "nacht", en: "night")
        : isSunny ? LocalizedText(nl: "zon", en: "sun") : LocalizedText(nl: "schaduw", en: "shade"),
      counts: weather.counts, value: found?.moment.radiantTemperature,
      terms: (found?.terms.lines ?? []).map { line in
        var plain = line
        plain.note = nil
        return plain
      })
  }

  /// One cell by the same functions as all, with the parts of its radiation.
  func moment(
    _ cells: CellsAround, _ situation: ComfortSituation, _ field: FootprintFields, shadow: Grid<Float>
  ) -> (ComfortMoment, PersonRadiation.Parts) {
    let climate = situation.climate
    func place(_ index: Int) -> (PersonRadiation.Place, air: Double) {
      let air = airTemperature(heatIsland: field.heatIsland[index])
      return (
        self.place(
          kind: climate.kinds[index], shadow: shadow[index], skyView: climate.skyView[index],
          wallShare: situation.wallShare[index], airTemperature: air), air
      )
    }
    func ground(_ index: Int) -> (light: Double, heat: Double) {
      let (place, air) = place(index)
      return radiation.fromGround(
        place, kind: Int(climate.kinds[index] & ~SurfaceKind.underCrown), airTemperature: air)
    }
    var (light, heat, count) = (0.0, 0.0, 0.0)
    for index in cells.indices where climate.kinds[index] != SurfaceKind.building.rawValue {
      let one = ground(index)
      light += one.light
      heat += one.heat
      count += 1
    }
    let (own, air) = place(cells.index)
    let parts = radiation.parts(own, below: ground(cells.index), around: (light / count, heat / count))
    let radiant = Double(Float(radiation.temperature(absorbed: parts.sum)))
    let speed = windSpeed(relative: field.relativeWindSpeed[cells.index])
    let table = EquivalentTemperatureTable(
      EquivalentTemperatureTable.Lattice(
        airTemperatures: air...air, radiantTemperatures: radiant...radiant, windSpeeds: speed...speed),
      vapourPressure: vapourPressure, threads: 1)
    return (
      ComfortMoment(
        airTemperature: air, radiantTemperature: radiant,
        utci: polynomial.value(
          airTemperature: air, meanRadiantTemperature: radiant, windSpeed: speed * Self.windFactor),
        pet: table.value(airTemperature: air, radiantTemperature: radiant, windSpeed: speed), windSpeed: speed,
        vapourPressure: vapourPressure, isSunny: own.isSunny), parts
    )
  }
}
