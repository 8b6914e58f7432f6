import Courses
import Essentials
import Foundation
import Jobs
import TwinPacks

extension Installation {
  /// Reads a whole course and says what is wrong with it.
  ///
  /// - Parameter samples: also answer every exercise right, wrong and invalid and look at the grades; this runs models.
  /// - Throws: what keeps the course from being opened at all; everything else is in the report.
  public func checkCourse(
    _ location: CourseLocation, samples: Bool, progress: @escaping ProgressHandler
  ) async throws -> CourseReport {
    let opened = try await open(location, progress: progress)
    let job = CheckCourseJob(course: opened.course, samples: samples, cacheFolder: samples ? cacheFolder.path : nil)
    return try await withExtendedLifetime(opened) {
      try await perform(
        .checkCourse(job), readable: opened.readable, writable: samples ? [cacheFolder] : [], progress: progress)
    }
  }

  /// Builds a `.twincourse` from a course source: the container of a pack, made after the course was found sound.
  /// - Throws: `CourseRefused` with what is wrong; as `buildPack`.
  public func buildCourse(
    source: URL, output: URL, progress: @escaping ProgressHandler
  ) async throws -> PackContents {
    let report = try await checkCourse(.folder(source), samples: false, progress: progress)
    guard report.isSound else { throw CourseRefused(diagnostics: report.diagnostics) }
    let manifest = try CourseManifest.read(source.appendingPathComponent(CourseManifest.fileName))
    return try await buildPack(
      source: source, manifest: manifest.packManifest(), output: output, data: nil, progress: progress)
  }

  /// Makes a course into what schools use and publishes it at `output`: one file, or a folder for a site.
  ///
  /// - Parameters:
  ///   - format: id of the format, such as `cc11`.
  ///   - address: the server where students open assignments; nil where there is none.
  /// - Throws: `CourseRefused`; `ApplicationError.outputTaken` for a folder that holds something else.
  public func exportCourse(
    _ location: CourseLocation, format: String, address: String?, language: Language, output: URL,
    progress: @escaping ProgressHandler
  ) async throws -> CourseExportReport {
    let opened = try await open(location, progress: progress)
    let target = output.standardizedFileURL
    let parent = target.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw FileError.wrapping(error, path: parent.path)
    }
    AtomicPublication.removeLeftovers(in: parent)
    let work = AtomicPublication.temporaryNeighbour(of: target)
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    let job = ExportCourseJob(
      course: opened.course, format: format, address: address, language: language, outputFolder: work.path)
    let report: CourseExportReport = try await withExtendedLifetime(opened) {
      try await perform(.exportCourse(job), readable: opened.readable, writable: [work], progress: progress)
    }
    return report
  }
}
