import Areas
import Assessment
import Essentials
import Foundation
import Jobs
import Scenarios

/// Runs the scenarios of assignments with the packs that a course names; each area is read once.
final class AssignmentRunner: ScenarioRunning {
  let cache: any RunCache
  let context: WorkContext
  private let mounted: [String: [MountedPack]]
  private let courseName: String
  private var contents: [String: AreaContent] = [:]

  init(_ course: MountedCourse, cacheFolder: String?, context: WorkContext) {
    mounted = course.packs
    courseName = course.name
    cache = cacheFolder.map { FolderRunCache(folder: URL(fileURLWithPath: $0)) } ?? NoRunCache()
    self.context = context
  }

  /// - Throws: `TaskError.packNotInCourse`; what is wrong with the area.
  func content(_ scenario: AssignmentScenario) throws -> AreaContent {
    if let known = contents[scenario.area] { return known }
    guard let packs = mounted[scenario.area] else {
      throw TaskError.packNotInCourse(scenario.area, course: courseName, known: mounted.keys.sorted())
    }
    let content = try AreaContent(packs, named: scenario.area)
    contents[scenario.area] = content
    return content
  }

  func packs(for scenario: AssignmentScenario) throws -> [PackPin] { try content(scenario).packs.map(\.pin) }

  func run(_ scenario: AssignmentScenario, plan: Plan) throws -> ScenarioRun {
    let content = try content(scenario)
    let inputs = try content.inputs(
      title: content.area.manifest.title, events: scenario.events, plan: plan, level: scenario.level,
      parameters: scenario.parameters)
    return try ScenarioRun.run(inputs, cache: cache, context: context)
  }
}
