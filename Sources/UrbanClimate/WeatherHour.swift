import Elementary
import Essentials
import ModelKit

/// The weather of one hour, and what follows from it for all cells alike.
package struct WeatherHour: Sendable {
  /// The end of the hour block.
  package var hourUTC: Double
  /// At the rural station, degrees Celsius.
  package var airTemperature: Double
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

  /// The hours of an event.
  ///
  /// The sun's altitude is the event's; its azimuth is computed for the end of the hour block, to which KNMI's
  /// altitudes belong.
  ///
  /// - Throws: `ModelError.missingSeries`, `ModelError.badSeries`.
  package static func hours(of inputs: ModelInputs, _ values: ClimateParameters) throws -> [WeatherHour] {
    let columns = try Column.allCases.map { try $0.checked(inputs.series($0.rawValue)) }
    let count = columns[0].count
    guard count > 0 else {
      throw ModelError.badSeries(
        Column.hourUTC.rawValue, reason: LocalizedText(nl: "er zijn geen uren.", en: "there are no hours."))
    }
    for (column, numbers) in zip(Column.allCases, columns) where numbers.count != count {
      throw ModelError.badSeries(
        column.rawValue,
        reason: LocalizedText(
          nl: "heeft \(numbers.count) waarden, maar '\(Column.hourUTC.rawValue)' heeft er \(count).",
          en: "has \(numbers.count) values, but '\(Column.hourUTC.rawValue)' has \(count)."))
    }
    func value(_ column: Column, _ hour: Int) -> Double { columns[column.index][hour] }
    return (0..<count).map { hour in
      let position = SolarPosition(
        year: values.year, month: values.month, day: values.day, hourUTC: value(.hourUTC, hour),
        latitude: values.latitude, longitude: values.longitude)
      let altitude = value(.sunAltitude, hour)
      let sinAltitude = max(0, Elementary.sin(altitude * Elementary.radiansPerDegree))
      return WeatherHour(
        hourUTC: value(.hourUTC, hour), airTemperature: value(.airTemperature, hour),
        windSpeed: value(.windSpeed, hour), globalRadiation: value(.globalRadiation, hour),
        diffuseRadiation: DiffuseRadiation.value(
          globalRadiation: value(.globalRadiation, hour), sinAltitude: sinAltitude),
        wetBulb: WetBulb.temperature(
          airTemperature: value(.airTemperature, hour), relativeHumidity: value(.relativeHumidity, hour)),
        sinAltitude: sinAltitude, heatIslandShare: value(.uhiFactor, hour),
        sun: SolarPosition(altitude: altitude, azimuth: position.azimuth),
        footprint: Footprint(
          windSpeed: value(.windSpeed, hour), windDirection: value(.windDirection, hour),
          calmBelow: values.calmWindSpeed))
    }
  }

  /// The hour block's end by Dutch clocks: two hours ahead of UTC in summer (from the last Sunday of March to that of
  /// October; whole months here, since the method is for summer days), one in winter.
  package func label(_ values: ClimateParameters) -> LocalizedText {
    let local = Int(hourUTC.rounded()) + ((4...10).contains(values.month) ? 2 : 1)
    return LocalizedText(verbatim: "\(local % 24):00")
  }

  /// The series of an event, with what is possible on Earth.
  package enum Column: String, CaseIterable {
    case hourUTC, airTemperature, windSpeed, windDirection, globalRadiation, relativeHumidity, sunAltitude, uhiFactor

    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    var range: ClosedRange<Double> {
      switch self {
      case .hourUTC: 0...24
      case .airTemperature: -40...60
      case .windSpeed: 0...60
      case .windDirection: 0...360
      case .globalRadiation: 0...1400
      case .relativeHumidity: 0...100
      case .sunAltitude: -90...90
      case .uhiFactor: -1...2
      }
    }

    func checked(_ values: [Double]) throws -> [Double] {
      for (index, value) in values.enumerated() where !range.contains(value) {
        throw ModelError.badSeries(
          rawValue,
          reason: LocalizedText(
            nl: "waarde \(index + 1) is \(value), buiten \(range.lowerBound) tot \(range.upperBound).",
            en: "value \(index + 1) is \(value), outside \(range.lowerBound) to \(range.upperBound)."))
      }
      return values
    }
  }
}
