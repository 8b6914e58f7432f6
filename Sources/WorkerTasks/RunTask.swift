import Areas
import Essentials
import Foundation
import Jobs
import Scenarios

/// Executes a scenario from mounted packs and writes its folder.
struct RunTask {
  let job: RunJob

  func perform(_ context: WorkContext) throws -> RunSummary {
    context.progress(0, LocalizedText(nl: "Gebied laden", en: "Loading the area"))
    let inputs = try load()
    let clock = ContinuousClock()
    let start = clock.now
    let run: ScenarioRun
    let computing = context.part(0.05...0.8)
    if let cacheFolder = job.cacheFolder {
      let cache = FolderRunCache(folder: URL(fileURLWithPath: cacheFolder))
      run = try ScenarioRun.run(inputs, cache: cache, context: computing)
    } else {
      run = try ScenarioRun.run(inputs, cache: NoRunCache(), context: computing)
    }
    let seconds = (clock.now - start) / .seconds(1)
    let writer = ResultWriter(run: run, folder: URL(fileURLWithPath: job.outputFolder), language: job.language)
    return try writer.write(computationSeconds: seconds, context.part(0.8...1))
  }

  private func load() throws -> ScenarioInputs {
    let content = try AreaContent(job.packs, named: job.scenario.areaPack)
    return try content.inputs(
      title: job.scenario.title, events: job.scenario.events, plan: plan(), level: job.scenario.level,
      parameters: job.scenario.parameters)
  }

  private func plan() throws -> Plan {
    guard let data = job.plan else { return Plan(id: "none") }
    if job.planFile.hasSuffix(".geojson") || job.planFile.hasSuffix(".json") {
      return try PlanGeoJSON.log(from: data, file: job.planFile, plan: "plan").state
    }
    return try PlanLogFile.read(data, file: job.planFile).state
  }
}
