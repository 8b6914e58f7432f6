import Courses
import Essentials
import Foundation
import Jobs
import TwinPacks

/// A course with the packs that it names, ready to be handed to a worker.
struct OpenedCourse: Sendable {
  let course: MountedCourse
  /// Every file that the worker may read.
  let readable: [URL]
  /// Holds the unpacked files of an archive; they go with it.
  let staging: PackLibrary.Staging?
}

extension Installation {
  /// Has a worker do a job with a course, which stays where it is until the job is done.
  /// - Parameter files: what the worker may read besides.
  func perform<Answer: Decodable>(
    _ job: Job, in opened: OpenedCourse, and files: [URL] = [], writable: [URL], progress: @escaping ProgressHandler
  ) async throws -> Answer {
    defer { withExtendedLifetime(opened) {} }
    return try await perform(job, readable: opened.readable + files, writable: writable, progress: progress)
  }

  /// Opens a course where it is; an archive is unpacked into a staging folder and not installed.
  ///
  /// - Throws: `ApplicationError.dependencyNotInstalled` for a pack that is not there; `YAMLError` for a bad
  ///   `course.yaml`; what the worker finds wrong with an archive.
  func open(_ location: CourseLocation, progress: @escaping ProgressHandler) async throws -> OpenedCourse {
    switch location {
    case .folder(let folder):
      let manifest = try CourseManifest(YAMLDocument.read(folder.appendingPathComponent(CourseManifest.fileName)))
      return try opened(
        folder.path, files: plainFiles(in: folder), packs: manifest.packManifest().dependencies, staging: nil)
    case .archive(let file):
      let (contents, staging) = try await stage(file, progress: progress)
      let files = contents.files.map { ($0.path, PackIntake.blob(of: $0, in: staging.url).path) }
      return try opened(
        file.path, files: Dictionary(files, uniquingKeysWith: { first, _ in first }),
        packs: contents.manifest.dependencies, staging: staging)
    case .installed(let name):
      let contents = try pack(name)
      return try opened(
        "\(contents.identity.reference)", files: mount(contents).files, packs: contents.manifest.dependencies,
        staging: nil)
    }
  }

  private func opened(
    _ name: String, files: [String: String], packs: [PackManifest.Dependency], staging: PackLibrary.Staging?
  ) throws -> OpenedCourse {
    var mounted: [String: [MountedPack]] = [:]
    for pack in packs {
      let found = try installed(pack, neededBy: name)
      mounted["\(pack.reference)"] = try ([found] + dependencies(of: found)).map { try mount($0) }
    }
    let course = MountedCourse(name: name, files: files, packs: mounted)
    let places = Set(files.values).union(mounted.values.joined().flatMap(\.files.values))
    return OpenedCourse(
      course: course, readable: places.sorted().map { URL(fileURLWithPath: $0) }, staging: staging)
  }

  /// Plain files below a folder by their path in it. Links, devices and hidden files are left out: a course may come
  /// from someone else, and only what a worker may safely open is handed on.
  private func plainFiles(in folder: URL) throws -> [String: String] {
    let root = folder.standardizedFileURL.resolvingSymlinksInPath()
    guard let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else {
      throw FileError.missing(path: folder.path)
    }
    var files: [String: String] = [:]
    for case let file as URL in all {
      if file.lastPathComponent.hasPrefix(".") {
        all.skipDescendants()
        continue
      }
      var status = stat()
      guard lstat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      files[String(file.path.dropFirst(root.path.count + 1))] = file.path
      guard files.count <= Self.mostCourseFiles else { throw ApplicationError.courseTooLarge(folder.path) }
    }
    return files
  }

  private static let mostCourseFiles = 5_000
}
