/// A hot day at a station of KNMI as the heat models take it: the hours from 8:00 UTC to 7:00 the next day, and what the
/// method takes of the whole day (Theeuwes et al. 2017).
package struct KNMIDay: Sendable {
  package let day: CalendarDay
  package let station: KNMIStation
  /// 24 hour blocks that end at 8 to 31 UTC.
  package let hours: [KNMIHour]
  /// Mean of the global radiation over the calendar day's 24 hour blocks, W/m².
  package let meanGlobalRadiation: Double
  /// Hours of Dutch clocks over which PET is averaged, first and last; above 24 it is the day after.
  package let mean: ClosedRange<Int>

  /// - Parameters:
  ///   - file: with the lines of this day and the next.
  ///   - station: its number; nil for the only one of the file.
  ///   - place: latitude and longitude, degrees; nil for the station's own.
  ///   - mean: hours by Dutch clocks; the standard map's are 12 to 18.
  /// - Throws: `KNMIError`.
  package init(
    _ day: CalendarDay, in file: KNMIHourlyFile, station wanted: Int?, place: (latitude: Double, longitude: Double)?,
    mean: ClosedRange<Int>
  ) throws {
    guard HeatIslandCourse(month: day.month, day: day.day) != nil, let next = day.next else {
      throw KNMIError.outOfSeason(day)
    }
    let number = try file.station(wanted)
    let known = file.places[number] ?? KNMIStation.known.first { $0.number == number }
    guard var station = known ?? place.map({ KNMIStation(number, "\(number)", $0.latitude, $0.longitude) }) else {
      throw KNMIError.unknownPlace(number)
    }
    if let place { (station.latitude, station.longitude) = place }
    let own = try file.hours(1...24, of: day, station: number)
    hours = Array(own.dropFirst(7)) + (try file.hours(1...7, of: next, station: number))
    meanGlobalRadiation = Self.watts(own.reduce(0) { $0 + $1.globalRadiation }) / 24
    (self.day, self.station, self.mean) = (day, station, mean)
    let ahead = WeatherHour.hoursAheadOfUTC(month: day.month)
    guard mean.lowerBound - ahead >= 8, mean.upperBound - ahead <= 31 else {
      throw KNMIError.hoursOutside("\(mean.lowerBound)-\(mean.upperBound)", first: 8 + ahead, last: 31 + ahead)
    }
  }

  /// Of J/cm² in an hour, W/m².
  private static func watts(_ sum: Int) -> Double { Double(sum) * 10_000 / 3600 }

  /// Degrees Celsius; of the whole hours, so that a peak between them is not in it.
  package var highest: Double { Double(hours.map(\.temperature).max() ?? 0) / 10 }

  /// Degrees Celsius; as `highest`.
  package var lowest: Double { Double(hours.map(\.temperature).min() ?? 0) / 10 }

  /// K.
  package var temperatureRange: Double {
    Double((hours.map(\.temperature).max() ?? 0) - (hours.map(\.temperature).min() ?? 0)) / 10
  }

  /// At 10 m over the 24 hours, m/s.
  package var meanWindSpeed: Double { Double(hours.reduce(0) { $0 + $1.windSpeed }) / 10 / Double(hours.count) }

  /// Hours whose wind turned too much for a direction although there was wind (990 in the file), by their UTC end:
  /// they have the direction of the hour before, or else of the first that has one.
  package var hoursOfTurningWind: [Int] { zip(8..., hours).filter { $1.windDirection == 990 }.map(\.0) }

  /// The parameters of the event.
  package var parameters: [String: Double] {
    [
      "year": Double(day.year), "month": Double(day.month), "day": Double(day.day), "latitude": station.latitude,
      "longitude": station.longitude, "temperatureRange": temperatureRange,
      "meanWindSpeed": Self.rounded(meanWindSpeed), "meanGlobalRadiation": Self.rounded(meanGlobalRadiation),
    ]
  }

  /// The series of the event. Sun, diffuse radiation and share of the heat island follow from date and place.
  package var series: [String: [Double]] {
    let ahead = WeatherHour.hoursAheadOfUTC(month: day.month)
    let ends = Array(8...31)
    return [
      "hourUTC": ends.map(Double.init), "counts": ends.map { mean.contains($0 + ahead) ? 1 : 0 },
      "airTemperature": hours.map { Double($0.temperature) / 10 },
      "windSpeed": hours.map { Double($0.windSpeed) / 10 }, "windDirection": directions,
      "globalRadiation": hours.map { Self.rounded(Self.watts($0.globalRadiation)) },
      "relativeHumidity": hours.map { Double($0.relativeHumidity) },
    ]
  }

  private var directions: [Double] {
    func isSteady(_ hour: KNMIHour) -> Bool { hour.windDirection != 990 && hour.windDirection != 0 }
    var last = hours.first(where: isSteady)?.windDirection ?? 0
    return hours.map { hour in
      if isSteady(hour) { last = hour.windDirection }
      // 0 is calm; no direction is looked at in calm air.
      return Double(hour.windDirection == 0 ? 0 : last)
    }
  }

  /// To hundredths: no station measures finer.
  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
