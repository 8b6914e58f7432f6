import Essentials
import ModelKit

/// The series of an event by hour, with nothing in them that is impossible on Earth.
package struct WeatherTable: Sendable {
  /// Hours.
  package let count: Int
  private let columns: [Column: [Double]]

  /// - Throws: `ModelError.missingSeries`, `ModelError.badSeries`, `UrbanClimateError.humidityLooksLikeRain`.
  package init(_ inputs: ModelInputs) throws {
    var columns: [Column: [Double]] = [:]
    for column in Column.allCases where column.isRequired || inputs.series[column.rawValue] != nil {
      columns[column] = try column.checked(inputs.series(column.rawValue))
    }
    count = columns[.hourUTC]?.count ?? 0
    guard count > 0 else {
      throw ModelError.badSeries(
        Column.hourUTC.rawValue, reason: LocalizedText(nl: "er zijn geen uren.", en: "there are no hours."))
    }
    for column in Column.allCases {
      guard let found = columns[column]?.count, found != count else { continue }
      throw ModelError.badSeries(
        column.rawValue,
        reason: LocalizedText(
          nl: "heeft \(found) waarden, maar '\(Column.hourUTC.rawValue)' heeft er \(count).",
          en: "has \(found) values, but '\(Column.hourUTC.rawValue)' has \(count)."))
    }
    self.columns = columns
    try requireHumidity()
    try requireDiffusePart()
  }

  /// nil where the event does not have the column.
  package subscript(column: Column, hour: Int) -> Double? { columns[column]?[hour] }

  /// - Precondition: the column is required.
  package subscript(required column: Column, hour: Int) -> Double { columns[column]?[hour] ?? .nan }

  /// KNMI calls rain `RH` and humidity `U`; rain in the place of humidity is mostly 0, and a share in the place of a
  /// percentage at most 1. Neither is far from plausible in PET, so it would never be seen.
  private func requireHumidity() throws {
    for hour in 0..<count where self[required: .relativeHumidity, hour] < Self.leastHumidity {
      throw UrbanClimateError.humidityLooksLikeRain(
        value: self[required: .relativeHumidity, hour], hourUTC: self[required: .hourUTC, hour])
    }
  }

  /// The diffuse is a part of the global radiation.
  private func requireDiffusePart() throws {
    for hour in 0..<count {
      let global = self[required: .globalRadiation, hour]
      guard let diffuse = self[.diffuseRadiation, hour], diffuse > global else { continue }
      func text(_ value: Double, _ language: Language) -> String { Column.text(value, language) }
      throw ModelError.badSeries(
        Column.diffuseRadiation.rawValue,
        reason: LocalizedText(
          nl: """
            waarde \(hour + 1) is \(text(diffuse, .nl)) W/m2, meer dan alle straling samen in dat uur \
            ('\(Column.globalRadiation.rawValue)': \(text(global, .nl)) W/m2).
            """,
          en: """
            value \(hour + 1) is \(text(diffuse, .en)) W/m2, more than all radiation of that hour together \
            ('\(Column.globalRadiation.rawValue)': \(text(global, .en)) W/m2).
            """))
    }
  }

  /// %, the lower end of what Stull's wet-bulb formula holds for; below anything that occurs in the Netherlands.
  private static let leastHumidity = 5.0

  /// The series that an event may have.
  package enum Column: String, CaseIterable, Sendable {
    case hourUTC, airTemperature, windSpeed, windDirection, globalRadiation, relativeHumidity
    case sunAltitude, uhiFactor, diffuseRadiation, counts

    /// The others are computed where they are left out.
    package var isRequired: Bool {
      switch self {
      case .hourUTC, .airTemperature, .windSpeed, .windDirection, .globalRadiation, .relativeHumidity: true
      case .sunAltitude, .uhiFactor, .diffuseRadiation, .counts: false
      }
    }

    var range: ClosedRange<Double> {
      switch self {
      case .hourUTC: 0...48
      case .airTemperature: -40...60
      case .windSpeed: 0...60
      case .windDirection: 0...360
      case .globalRadiation, .diffuseRadiation: 0...1400
      case .relativeHumidity: 0...100
      case .sunAltitude: -90...90
      case .uhiFactor: -1...2
      case .counts: 0...1
      }
    }

    fileprivate static func text(_ value: Double, _ language: Language) -> String {
      value.text(decimals: 3, trimmed: true, in: language)
    }

    func checked(_ values: [Double]) throws -> [Double] {
      for (index, value) in values.enumerated() where !range.contains(value) {
        throw ModelError.badSeries(
          rawValue,
          reason: LocalizedText(
            nl: """
              waarde \(index + 1) is \(Self.text(value, .nl)), buiten \(Self.text(range.lowerBound, .nl)) tot \
              \(Self.text(range.upperBound, .nl)).
              """,
            en: """
              value \(index + 1) is \(Self.text(value, .en)), outside \(Self.text(range.lowerBound, .en)) to \
              \(Self.text(range.upperBound, .en)).
              """))
      }
      if self == .counts, let index = values.firstIndex(where: { $0 != 0 && $0 != 1 }) {
        throw ModelError.badSeries(
          rawValue,
          reason: LocalizedText(
            nl: "waarde \(index + 1) is \(Self.text(values[index], .nl)); een uur telt mee (1) of niet (0).",
            en: "value \(index + 1) is \(Self.text(values[index], .en)); an hour counts (1) or does not (0)."))
      }
      return values
    }
  }
}
