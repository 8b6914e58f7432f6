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
    return try await perform(.checkCourse(job), in: opened, writable: samples ? [cacheFolder] : [], progress: progress)
  }

  /// Builds a `.twincourse` from a course source: the container of a pack, made after the course was found sound.
  /// - Throws: `CourseError.refused` with what is wrong; as `buildPack`.
  public func buildCourse(
    source: URL, output: URL, progress: @escaping ProgressHandler
  ) async throws -> PackContents {
    let report = try await checkCourse(.folder(source), samples: false, progress: progress)
    guard report.isSound else {
      throw CourseError.refused(report.diagnostics.filter { $0.severity == .error })
    }
    let manifest = try CourseManifest(YAMLDocument.read(source.appendingPathComponent(CourseManifest.fileName)))
    return try await build(
      source: source, manifest: manifest.packManifest(), output: output, data: nil, progress: progress)
  }

  /// Makes a course into what schools use and publishes it: one file, or a folder for a site. A folder that is there
  /// is replaced only if it is an earlier export.
  ///
  /// - Parameters:
  ///   - format: id of the format, such as `cc11`.
  ///   - address: the server where students open assignments; nil where there is none.
  ///   - output: nil for the course's name in the current folder.
  /// - Throws: `CourseError.refused`, `.unknownFormat`, `.address`; `ApplicationError.outputTaken`.
  public func exportCourse(
    _ location: CourseLocation, format: String, address: String?, output: URL?,
    progress: @escaping ProgressHandler
  ) async throws -> CourseExported {
    let opened = try await open(location, progress: progress)
    // The folder is made beside the result, whose name is not known yet where a person gave none.
    let place = output ?? URL(fileURLWithPath: "export")
    try makeParent(of: place)
    let work = try temporaryFolder(beside: place)
    defer { try? FileManager.default.removeItem(at: work) }
    let job = ExportCourseJob(course: opened.course, format: format, address: address, outputFolder: work.path)
    let summary: CourseExport.Summary = try await perform(
      .exportCourse(job), in: opened, writable: [work], progress: progress)
    // A worker reads what strangers made; it may propose a name, not a place.
    guard !summary.name.contains("/"), !summary.name.hasPrefix(".") else { throw ApplicationError.badAnswer }
    let target = output ?? place.deletingLastPathComponent().appendingPathComponent(summary.name)
    try publish(work.appendingPathComponent(ExportCourseJob.resultName), as: target, summary)
    return CourseExported(output: target.path, report: summary.report)
  }

  private func publish(_ made: URL, as target: URL, _ summary: CourseExport.Summary) throws {
    if summary.isFolder {
      try requireReplaceable(target, allowed: Set(summary.names), marker: CourseExport.marker)
      try AtomicPublication.publishFolder(made, at: target.standardizedFileURL)
      return
    }
    try requireReplaceableArchive(target)
    guard rename(made.path, target.path) == 0 else { throw FileError.system(path: target.path, reason: errno) }
  }
}

/// Where an export was left, and what became of each part of the course.
public struct CourseExported: Codable, Sendable {
  public var output: String
  public var report: [CourseExport.Remark]
}
