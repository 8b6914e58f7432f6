import Archives
import Essentials
import Scenarios

/// Makes an event from a file of hourly observations of KNMI. Answers `ImportedWeather`.
public struct ImportWeatherJob: Codable, Sendable {
  /// `uurgeg`, as KNMI's zip or as text.
  public var file: String
  /// `2019-07-25`.
  public var date: String
  /// Its number; nil for the only one in the file.
  public var station: Int?
  /// The hours over which is averaged, by Dutch clocks: `12-18`.
  public var mean: String
  /// Degrees; nil for the station's own place.
  public var latitude: Double?
  public var longitude: Double?
  /// Of the event.
  public var id: String
  public var limits: ArchiveLimits

  public init(
    file: String, date: String, station: Int?, mean: String, latitude: Double?, longitude: Double?, id: String,
    limits: ArchiveLimits = .standard
  ) {
    self.file = file
    self.date = date
    self.station = station
    self.mean = mean
    self.latitude = latitude
    self.longitude = longitude
    self.id = id
    self.limits = limits
  }
}

/// A hot day that was read.
public struct ImportedWeather: Codable, Sendable {
  public var event: Event
  /// The same as a file for `data/events/`.
  public var yaml: String
  public var station: String
  /// Degrees Celsius.
  public var highestTemperature: Double
  public var lowestTemperature: Double
  /// At 10 m, m/s.
  public var meanWindSpeed: Double
  /// Over 24 hours, W/m².
  public var meanGlobalRadiation: Double
  public var countedHours: Int

  public init(
    event: Event, yaml: String, station: String, highestTemperature: Double, lowestTemperature: Double,
    meanWindSpeed: Double, meanGlobalRadiation: Double, countedHours: Int
  ) {
    self.event = event
    self.yaml = yaml
    self.station = station
    self.highestTemperature = highestTemperature
    self.lowestTemperature = lowestTemperature
    self.meanWindSpeed = meanWindSpeed
    self.meanGlobalRadiation = meanGlobalRadiation
    self.countedHours = countedHours
  }
}
