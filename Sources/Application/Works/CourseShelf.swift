import Assessment
import Essentials
import Foundation
import Jobs
import Scenarios
import TwinPacks

/// The courses and areas that the workbench shows. A worker makes each once; the answer is kept in `views/` under the
/// digest of its pack.
actor CourseShelf {
  /// A course ready to be worked on.
  struct Course: Sendable {
    var view: CourseView
    /// `publisher/name@version`.
    var name: String
    var mounted: MountedCourse

    /// - Throws: `WorkError.courseNotShown`.
    func assignment(_ id: String) throws -> CourseView.AssignmentView {
      guard let found = view.assignments.first(where: { $0.pin.id == id }) else {
        throw WorkError.courseNotShown(name)
      }
      return found
    }
  }

  /// An area ready to be drawn on.
  struct Area: Sendable {
    var view: AreaView
    /// SHA-256 of the canonical JSON.
    var digest: Digest
    /// The area's pack first, then what it builds on.
    var packs: [MountedPack]
  }

  private let installation: Installation
  private let workers: WorkerPool
  private let grids: GridStore
  private let courses = MadeOnce<String, Course>()
  private let areas = MadeOnce<String, Area>()

  init(installation: Installation, workers: WorkerPool, grids: GridStore) {
    self.grids = grids
    self.installation = installation
    self.workers = workers
  }

  /// - Parameter name: `publisher/name@version` in the library.
  /// - Throws: `ApplicationError.packNotInstalled`, `.dependencyNotInstalled`; what the worker finds wrong.
  func course(_ name: String) async throws -> Course {
    let (installation, workers) = (installation, workers)
    return try await courses.value(for: name) {
      let contents = try installation.pack(name)
      let opened = try await installation.open(.installed(name)) { _ in }
      let views = try installation.viewFolder
      let view: CourseView = try await Self.view(
        named: "course-\(contents.identity.digest.hex)-\(Engine.version)", in: views,
        of: .courseView(CourseViewJob(course: opened.course, viewFolder: views.path)), by: workers
      ).value
      return Course(view: view, name: name, mounted: opened.course)
    }
  }

  /// - Parameter name: `publisher/name@version`.
  func area(_ name: String) async throws -> Area {
    let (installation, workers, grids) = (installation, workers, grids)
    return try await areas.value(for: name) {
      let contents = try installation.pack(name)
      let packs = try ([contents] + installation.dependencies(of: contents)).map { try installation.mount($0) }
      let views = try installation.viewFolder
      let (view, data): (AreaView, Data) = try await Self.view(
        named: "area-\(contents.identity.digest.hex)-\(Engine.version)", in: views,
        of: .areaView(AreaViewJob(packs: packs, viewFolder: views.path)), by: workers)
      let digest = Digest.sha256(data)
      let file = views.appendingPathComponent("\(digest.hex).area.json")
      if !FileManager.default.fileExists(atPath: file.path) { try AtomicPublication.write(data, to: file) }
      await grids.keep([view.landCover.digest, view.hillshade.digest, view.canopyHeight.digest])
      return Area(view: view, digest: digest, packs: packs)
    }
  }

  /// The canonical JSON of a view: from its file, or made by a worker and written.
  private static func view<View: Codable & Sendable>(
    named name: String, in folder: URL, of job: Job, by workers: WorkerPool
  ) async throws -> (value: View, data: Data) {
    let file = folder.appendingPathComponent("\(name).json")
    if let data = try? Data(contentsOf: file), let view = try? JSONDecoder().decode(View.self, from: data) {
      return (view, data)
    }
    let view: View = try await workers.perform(job, on: .run, deadline: .seconds(600)) { _ in }
    let data = try JSONValue(encoding: view).canonicalData()
    try AtomicPublication.write(data, to: file)
    return (view, data)
  }
}

extension Installation {
  /// Views, grids and figures for browsers, by their digests.
  var viewFolder: URL { get throws { try folder("views") } }

  /// Where work that is being graded lies for a moment.
  var workFolder: URL { get throws { try folder("work") } }

  private func folder(_ name: String) throws -> URL {
    let folder = home.appendingPathComponent(name)
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw FileError.wrapping(error, path: folder.path)
    }
    return folder
  }
}
