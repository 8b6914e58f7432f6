import Areas
import Assessment
import Essentials
import Foundation
import Jobs
import Scenarios

/// Runs the scenarios of assignments with the packs that a course names; what the worker knows of an area is not read
/// again.
final class AssignmentRunner: ScenarioRunning {
  let cache: any RunCache
  let context: WorkContext
  private let mounted: [String: [MountedPack]]
  private let courseName: String
  private var areas: [String: LoadedArea] = [:]

  init(_ course: MountedCourse, cacheFolder: String?, context: WorkContext) {
    mounted = course.packs
    courseName = course.name
    cache = cacheFolder.map { WorkerMemory.shared.cache(before: $0) } ?? NoRunCache()
    self.context = context
  }

  /// - Throws: `TaskError.packNotInCourse`; what is wrong with the area.
  func content(_ scenario: AssignmentScenario) throws -> AreaContent { try area(scenario).content }

  private func area(_ scenario: AssignmentScenario) throws -> LoadedArea {
    if let known = areas[scenario.area] { return known }
    guard let packs = mounted[scenario.area] else {
      throw TaskError.packNotInCourse(scenario.area, course: courseName, known: mounted.keys.sorted())
    }
    let area = try WorkerMemory.shared.area(packs, named: scenario.area)
    areas[scenario.area] = area
    return area
  }

  func packs(for scenario: AssignmentScenario) throws -> [PackPin] { try content(scenario).packs.map(\.pin) }

  func run(_ scenario: AssignmentScenario, plan: Plan) throws -> ScenarioRun {
    let area = try area(scenario)
    let content = area.content
    let inputs = try content.inputs(
      title: content.area.manifest.title, events: scenario.events, plan: plan, level: scenario.level,
      parameters: scenario.parameters)
    return try ScenarioRun.run(inputs, cache: cache, context: context, present: area.present)
  }
}
