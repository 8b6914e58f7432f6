import Essentials
import Foundation
import Jobs

extension Installation {
  /// Makes an event file from KNMI's hourly observations; the file appears only when it is complete.
  ///
  /// - Parameters:
  ///   - file: `uurgeg`, zip or text.
  ///   - date: `2019-07-25`.
  ///   - station: nil for the only one in the file.
  ///   - mean: `12-18`, by Dutch clocks.
  ///   - place: latitude and longitude, degrees; nil for the station's own.
  ///   - output: a YAML file; its name without ending becomes the event's id.
  /// - Throws: `ApplicationError.outputTaken`, `FileError`; what the worker finds wrong.
  public func importWeather(
    file: URL, date: String, station: Int?, mean: String, place: (latitude: Double, longitude: Double)?,
    output: URL, progress: @escaping ProgressHandler
  ) async throws -> ImportedWeather {
    try requireFile(file)
    var status = stat()
    guard lstat(output.standardizedFileURL.path, &status) != 0 else {
      throw ApplicationError.outputTaken(output.path)
    }
    let job = ImportWeatherJob(
      file: file.standardizedFileURL.path, date: date, station: station, mean: mean, latitude: place?.latitude,
      longitude: place?.longitude, id: output.deletingPathExtension().lastPathComponent)
    let imported: ImportedWeather = try await perform(
      .importWeather(job), readable: [file], writable: [], progress: progress)
    try makeParent(of: output)
    try AtomicPublication.write(Data(imported.yaml.utf8), to: output.standardizedFileURL)
    return imported
  }
}
