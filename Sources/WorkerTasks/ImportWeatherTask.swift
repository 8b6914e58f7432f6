import Archives
import Essentials
import Foundation
import Jobs
import Scenarios
import UrbanClimate

struct ImportWeatherTask {
  let job: ImportWeatherJob

  func perform(_ context: WorkContext) throws -> ImportedWeather {
    guard let day = CalendarDay(job.date), let next = day.next else { throw KNMIError.badDay(job.date) }
    let mean = try hours(job.mean)
    let file = try KNMIHourlyFile(
      WeatherFile.text(URL(fileURLWithPath: job.file), limits: job.limits, context: context.part(0...0.7)),
      file: job.file, days: [day, next])
    let place: (latitude: Double, longitude: Double)? =
      if let latitude = job.latitude, let longitude = job.longitude { (latitude, longitude) } else { nil }
    let found = try KNMIDay(day, in: file, station: job.station, place: place, mean: mean)
    try context.checkCancellation()
    let event = Event(found, id: job.id)
    let note = "From KNMI's hourly observations by 'twinbench event knmi'."
    return ImportedWeather(
      event: event, yaml: event.yaml(leading: WeatherTable.Column.allCases.map(\.rawValue), note: note),
      station: found.station.name, highestTemperature: found.highest, lowestTemperature: found.lowest,
      meanWindSpeed: found.meanWindSpeed, meanGlobalRadiation: found.meanGlobalRadiation,
      countedHours: event.series[WeatherTable.Column.counts.rawValue]?.count { $0 == 1 } ?? 0)
  }

  /// `12-18`.
  private func hours(_ text: String) throws -> ClosedRange<Int> {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], (0...48).contains(first),
      (first...48).contains(last)
    else { throw KNMIError.badHours(text) }
    return first...last
  }
}

extension Event {
  /// A day of KNMI's observations.
  fileprivate init(_ day: KNMIDay, id: String) {
    let station = "\(day.station.name) (\(day.station.number))"
    let turning = day.hoursOfTurningWind.map { "\($0)" }.joined(separator: ", ")
    let date = Self.words(day.day)
    let mean = (first: day.mean.lowerBound, last: day.mean.upperBound)
    self.init(
      id: id, version: "1.0.0", kind: "heat", alsoFor: ["comfort"],
      title: LocalizedText(
        nl: "Hete dag: \(day.station.name), \(date.nl)", en: "Hot day: \(day.station.name), \(date.en)"),
      description: LocalizedText(
        nl: """
          Het weer van 8 uur UTC tot 7 uur UTC de volgende dag; gemiddelde over \(mean.first) tot \(mean.last) uur \
          Nederlandse tijd.
          """,
        en: """
          The weather from 8 h UTC to 7 h UTC the next day; mean over \(mean.first) to \(mean.last) hours by Dutch clocks.
          """),
      source: LocalizedText(
        nl: """
          Uurwaarden KNMI-station \(station), \(date.nl) en de dag erna. KNMI, CC BY 4.0. Grootste verschil in \
          temperatuur en gemiddelde wind over 24 uur vanaf 8 uur UTC, zonnestraling gemiddeld over de kalenderdag. De \
          methode vraagt een station op het platteland.
          """ + (turning.isEmpty ? "" : " Draaiende wind om \(turning) uur UTC: richting van het uur ervoor."),
        en: """
          Hourly values of KNMI station \(station), \(date.en) and the day after. KNMI, CC BY 4.0. Range of \
          temperature and mean wind over 24 hours from 8 h UTC, solar radiation averaged over the calendar day. The \
          method asks for a rural station.
          """ + (turning.isEmpty ? "" : " Turning wind at \(turning) h UTC: direction of the hour before.")),
      status: .oneSource, parameters: day.parameters, series: day.series)
  }

  /// `25 juli 2019`.
  private static func words(_ day: CalendarDay) -> LocalizedText {
    let nl = [
      "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
      "december",
    ]
    let en = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return LocalizedText(
      nl: "\(day.day) \(nl[day.month - 1]) \(day.year)", en: "\(day.day) \(en[day.month - 1]) \(day.year)")
  }
}
