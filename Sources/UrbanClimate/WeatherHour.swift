import Elementary
import Essentials
import ModelKit

/// The weather of one hour, and what follows from it for all cells alike.
package struct WeatherHour: Sendable {
  /// The end of the hour block, in hours from the event's day at 0:00 UTC; above 24 it is the day after.
  package var hourUTC: Double
  /// Whether the hour counts in the means of the event. The others are there for the night and for the steps of time.
  package var counts: Bool
  /// At the rural station, degrees Celsius.
  package var airTemperature: Double
  /// %, at the rural station.
  package var relativeHumidity: Double
  /// At 10 m at the station, m/s.
  package var windSpeed: Double
  /// W/m².
  package var globalRadiation: Double
  package var diffuseRadiation: Double
  /// Degrees Celsius, from the station's temperature.
  package var wetBulb: Double
  package var sinAltitude: Double
  /// Share of the day's largest heat island in this hour.
  package var heatIslandShare: Double
  package var sun: SolarPosition
  package var footprint: Footprint

  /// Whether the sun's centre is at or below the horizon at the end of the hour block.
  package var isNight: Bool { sun.altitude <= 0 }

  /// The hours of an event, at least one of which counts.
  ///
  /// Sun altitude, diffuse radiation and share of the heat island are the event's where it has them. Otherwise they
  /// follow: the sun from date and place at the end of the hour block, to which KNMI's altitudes belong; the diffuse
  /// part from `DiffuseRadiation`; the share from the method's table for the event's day, also after midnight. The
  /// sun's azimuth is always computed.
  ///
  /// - Throws: `ModelError.missingSeries`, `ModelError.badSeries`; `UrbanClimateError` for weather that cannot be.
  package static func hours(of inputs: ModelInputs, _ values: ClimateParameters) throws -> [WeatherHour] {
    let table = try WeatherTable(inputs)
    let hours = try (0..<table.count).map { try hour($0, of: table, values) }
    guard hours.contains(where: \.counts) else {
      throw ModelError.badSeries(
        WeatherTable.Column.counts.rawValue,
        reason: LocalizedText(nl: "geen enkel uur telt mee.", en: "no hour counts."))
    }
    return hours
  }

  private static func hour(_ index: Int, of table: WeatherTable, _ values: ClimateParameters) throws -> WeatherHour {
    func value(_ column: WeatherTable.Column) -> Double? { table[column, index] }
    let hourUTC = table[required: .hourUTC, index]
    let radiation = table[required: .globalRadiation, index]
    let humidity = table[required: .relativeHumidity, index]
    let windSpeed = table[required: .windSpeed, index]
    let temperature = table[required: .airTemperature, index] + values.temperatureShift
    func position(_ hour: Double) -> SolarPosition {
      SolarPosition(
        year: values.year, month: values.month, day: values.day, hourUTC: hour, latitude: values.latitude,
        longitude: values.longitude)
    }
    let computed = position(hourUTC)
    let altitude = value(.sunAltitude) ?? computed.altitude
    guard altitude > 0 || radiation <= Self.mostRadiationAtNight || position(hourUTC - 1).altitude > 0 else {
      throw UrbanClimateError.radiationAtNight(
        hourUTC: hourUTC, radiation: radiation, day: (values.year, values.month, values.day))
    }
    guard
      let share = value(.uhiFactor)
        ?? UrbanHeatIsland.share(month: values.month, day: values.day, hourUTC: hourUTC)
    else { throw UrbanClimateError.outOfSeason(month: values.month, day: values.day) }
    let sinAltitude = max(0, Elementary.sin(altitude * Elementary.radiansPerDegree))
    return WeatherHour(
      hourUTC: hourUTC, counts: value(.counts) ?? 1 == 1, airTemperature: temperature, relativeHumidity: humidity,
      windSpeed: windSpeed, globalRadiation: radiation,
      diffuseRadiation: value(.diffuseRadiation)
        ?? DiffuseRadiation.value(globalRadiation: radiation, sinAltitude: sinAltitude),
      wetBulb: WetBulb.temperature(airTemperature: temperature, relativeHumidity: humidity), sinAltitude: sinAltitude,
      heatIslandShare: share, sun: SolarPosition(altitude: altitude, azimuth: computed.azimuth),
      footprint: Footprint(
        windSpeed: windSpeed, windDirection: table[required: .windDirection, index],
        calmBelow: values.calmWindSpeed))
  }

  /// W/m²; a meter may give a little when the sun is down, in twilight.
  private static let mostRadiationAtNight = 20.0

  /// The hour block's end by Dutch clocks: two hours ahead of UTC in summer (from the last Sunday of March to that of
  /// October; whole months here, since the method is for summer days), one in winter.
  package func label(_ values: ClimateParameters) -> LocalizedText {
    let local = Int(hourUTC.rounded()) + Self.hoursAheadOfUTC(month: values.month)
    return LocalizedText(verbatim: "\(local % 24):00")
  }

  /// Of Dutch clocks; see `label`.
  package static func hoursAheadOfUTC(month: Int) -> Int { (4...10).contains(month) ? 2 : 1 }
}
