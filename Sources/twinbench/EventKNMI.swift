import Application
import ArgumentParser
import Essentials
import Foundation

struct EventKNMI: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knmi", abstract: "Make a hot day from KNMI's hourly observations (uurgeg, zip or txt).")

  @Argument(help: "A file of hourly values as KNMI gives it.")
  var file: String

  @Option(help: "The day, such as 2019-07-25.")
  var date: String

  @Option(help: "Number of the station, where the file has several.")
  var station: Int?

  @Option(help: "First and last hour of the mean, by Dutch clocks.")
  var mean = "12-18"

  @Option(help: "Degrees north, instead of the station's own.")
  var latitude: Double?

  @Option(help: "Degrees east, instead of the station's own.")
  var longitude: Double?

  @Option(
    name: [.short, .long], help: "The event to write; its name is the event's id. Put it in data/events/ of a pack.")
  var output: String

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (latitude == nil) == (longitude == nil) else {
      throw ValidationError("Give both --latitude and --longitude, or neither.")
    }
    guard (latitude ?? 52).magnitude <= 66, (longitude ?? 5).magnitude <= 180 else {
      throw ValidationError("--latitude must lie between -66 and 66, --longitude between -180 and 180.")
    }
  }

  func run() async throws {
    let (source, target) = (URL(fileURLWithPath: file), URL(fileURLWithPath: output))
    let (date, station, mean) = (date, station, mean)
    let place: (latitude: Double, longitude: Double)? =
      if let latitude, let longitude { (latitude, longitude) } else { nil }
    let found = try await common.carryOut { installation, progress in
      try await installation.importWeather(
        file: source, date: date, station: station, mean: mean, place: place, output: target, progress: progress)
    }
    if common.json {
      try common.printJSON(found)
      return
    }
    let language = common.language
    func row(_ nl: String, _ en: String, _ value: Double, _ unit: String) -> [String] {
      [LocalizedText(nl: nl, en: en)[language], value.text(decimals: 1, in: language) + " " + unit]
    }
    try common.printText(found.event.title[language] + "\n" + target.path)
    try common.printText(
      Console.table([
        row("hoogste temperatuur", "highest temperature", found.highestTemperature, "°C"),
        row("laagste temperatuur", "lowest temperature", found.lowestTemperature, "°C"),
        row("gemiddelde wind op 10 m", "mean wind at 10 m", found.meanWindSpeed, "m/s"),
        row("gemiddelde zonnestraling", "mean solar radiation", found.meanGlobalRadiation, "W/m2"),
        [
          LocalizedText(nl: "uren in het gemiddelde", en: "hours in the mean")[language],
          "\(found.countedHours)",
        ],
      ]))
  }
}
