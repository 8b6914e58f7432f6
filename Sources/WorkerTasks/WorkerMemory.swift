import Areas
import Essentials
import Foundation
import Jobs
import Scenarios
import Synchronization

/// An area that is read, with what follows from it for every plan.
final class LoadedArea: Sendable {
  let content: AreaContent
  let present: PresentSituation

  /// - Throws: as `AreaContent`.
  init(_ packs: [MountedPack], named name: String) throws {
    content = try AreaContent(packs, named: name)
    present = PresentSituation(area: content.area, classes: content.classes, catalogue: content.catalogue)
  }

  /// A scenario on this area that only a browser asks for.
  /// - Throws: as `AreaContent.inputs`.
  func inputs(
    events: [String], plan: Plan, level: Level, parameters: [String: [String: Double]]
  ) throws -> ScenarioInputs {
    try content.inputs(
      title: content.area.manifest.title, events: events, plan: plan, level: level, parameters: parameters)
  }
}

/// What a worker keeps from one job to the next: the areas and the outputs that were used last. It changes no answer.
final class WorkerMemory: Sendable {
  static let shared = WorkerMemory()

  /// A class works on one area, a school on a few.
  private static let mostAreas = 3
  private static let outputMegabytes = 192

  private struct Entry {
    /// Digests of the packs, in order: what they hold decides about everything that is read.
    var key: [Digest]
    var area: LoadedArea
  }

  /// Used last at the end.
  private let areas = Mutex<[Entry]>([])
  private let outputs = MemoryRunCache(megabytes: outputMegabytes)

  /// - Parameter name: what messages call the area's pack.
  /// - Throws: as `LoadedArea`.
  func area(_ packs: [MountedPack], named name: String? = nil) throws -> LoadedArea {
    let key = packs.map(\.pin.digest)
    let known = areas.withLock { areas -> LoadedArea? in
      guard let index = areas.firstIndex(where: { $0.key == key }) else { return nil }
      let entry = areas.remove(at: index)
      areas.append(entry)
      return entry.area
    }
    if let known { return known }
    let pin = packs.first?.pin
    let area = try LoadedArea(packs, named: name ?? pin.map { "\($0.name)@\($0.version)" } ?? "")
    areas.withLock { areas in
      areas.append(Entry(key: key, area: area))
      if areas.count > Self.mostAreas { areas.removeFirst() }
    }
    return area
  }

  /// Outputs used lately, in front of those in a folder.
  /// - Parameter persists: false for outputs that nobody asks for again, such as those of a preview.
  func cache(before folder: String, persists: Bool = true) -> any RunCache {
    outputs.before(FolderRunCache(folder: URL(fileURLWithPath: folder)), persists: persists)
  }
}
