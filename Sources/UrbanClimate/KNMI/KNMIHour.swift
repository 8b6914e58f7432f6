/// What a station of KNMI measured in an hour block, in KNMI's units.
package struct KNMIHour: Hashable, Sendable {
  package var day: CalendarDay
  /// 1 to 24, the end of the block in UTC.
  package var hour: Int
  /// 0.1 degrees Celsius at 1.5 m, at the end of the block.
  package var temperature: Int
  /// 0.1 m/s at 10 m, mean of the block's last ten minutes: the column that the standard method's own table holds.
  package var windSpeed: Int
  /// Degrees; 0 is calm, 990 variable.
  package var windDirection: Int
  /// J/cm² on a level plane in the block.
  package var globalRadiation: Int
  /// %; KNMI's column `U`. Its column `RH` is rain.
  package var relativeHumidity: Int

  /// The columns that are read, by KNMI's names, with what is possible.
  package enum Column: String, CaseIterable, Sendable {
    case temperature = "T"
    case windSpeed = "FF"
    case windDirection = "DD"
    case globalRadiation = "Q"
    case relativeHumidity = "U"

    var range: ClosedRange<Int> {
      switch self {
      case .temperature: -400...500
      case .windSpeed: 0...600
      case .windDirection: 0...990
      // The sun outside the atmosphere gives 492.
      case .globalRadiation: 0...500
      case .relativeHumidity: 0...100
      }
    }
  }
}
