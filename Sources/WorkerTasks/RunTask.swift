import Areas
import Essentials
import Foundation
import Indicators
import Jobs
import Scenarios
import TwinPacks

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
    guard let areaPack = job.packs.first, let manifestPath = areaPack.files["area/area.yaml"] else {
      throw TaskError.noArea(job.scenario.areaPack)
    }
    let manifest = try AreaManifest(
      YAMLDocument.read(URL(fileURLWithPath: manifestPath), named: "area/area.yaml"))
    let classes = try LandCoverTable(document("data/landcover.yaml"))
    let files = AreaFiles { name in areaPack.files["area/\(name)"].map { URL(fileURLWithPath: $0) } }
    let area = try Area.load(manifest, classes: classes, from: files)
    let catalogue = try MeasureCatalogue(try documents(under: "measures/").map { try MeasureCard($0) })
    try catalogue.validate(against: classes)
    return ScenarioInputs(
      title: job.scenario.title, area: area, classes: classes, catalogue: catalogue, events: try events(),
      plan: try plan(), level: job.scenario.level, parameters: job.scenario.parameters, packs: job.packs.map(\.pin),
      indicators: try documents(under: "indicators/").map { try IndicatorCard($0) },
      areaType: try areaType(of: areaPack))
  }

  private func areaType(of pack: MountedPack) throws -> String? {
    guard let path = pack.files[PackManifest.fileName] else { throw TaskError.missingContent(PackManifest.fileName) }
    return try PackManifest.read(URL(fileURLWithPath: path), archived: true).areaType
  }

  private func events() throws -> [Event] {
    let known = try documents(under: "data/events/").map { try Event($0) }
    let events = try job.scenario.events.map { id in
      guard let event = known.first(where: { $0.id == id }) else {
        throw TaskError.unknownEvent(id, known: known.map(\.id))
      }
      return event
    }
    // The table and the layers have one place for each kind; a second event would be computed and never shown.
    for (index, event) in events.enumerated() {
      if let earlier = events[..<index].first(where: { $0.kind == event.kind }) {
        throw TaskError.twoEventsOfOneKind(earlier.id, event.id)
      }
    }
    return events
  }

  private func plan() throws -> Plan {
    guard let data = job.plan else { return Plan(id: "none") }
    if job.planFile.hasSuffix(".geojson") || job.planFile.hasSuffix(".json") {
      return try PlanGeoJSON.log(from: data, file: job.planFile, plan: "plan").state
    }
    return try PlanLogFile.read(data, file: job.planFile).state
  }

  /// The first pack that has the file decides; the area's own comes before what it builds on.
  private func document(_ path: String) throws -> YAMLDocument {
    guard let file = job.packs.compactMap({ $0.files[path] }).first else { throw TaskError.missingContent(path) }
    return try YAMLDocument.read(URL(fileURLWithPath: file), named: path)
  }

  private func documents(under folder: String) throws -> [YAMLDocument] {
    let paths = Set(job.packs.flatMap { $0.files.keys }.filter { $0.hasPrefix(folder) && $0.hasSuffix(".yaml") })
    return try paths.sorted().map { try document($0) }
  }
}
