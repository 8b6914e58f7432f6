import Essentials
import Foundation
import Jobs
import Scenarios
import TwinPacks

extension Installation {
  /// Runs a scenario and publishes its folder of tables, layers, maps and receipt; a folder that is there is replaced
  /// only by a complete one.
  ///
  /// - Parameters:
  ///   - scenarioFile: `scenario.yaml`; a plan is looked for beside it.
  ///   - output: the folder to publish.
  ///   - useCache: false computes everything anew.
  /// - Throws: `YAMLError`, `FileError`, `ApplicationError`; what the worker finds wrong, as a `Diagnostic`; `WorkerError`
  ///   if it died; `CancellationError`.
  public func run(
    scenarioFile: URL, output: URL, language: Language, useCache: Bool = true,
    progress: @escaping ProgressHandler
  ) async throws -> RunSummary {
    let scenario = try Scenario(YAMLDocument.read(scenarioFile))
    let area = try pack(scenario.areaPack)
    let packs = [area] + (try dependencies(of: area))
    var plan: Data?
    var planFile = ""
    if let name = scenario.plan {
      let file = scenarioFile.deletingLastPathComponent().appendingPathComponent(name)
      planFile = file.path
      do { plan = try Data(contentsOf: file) } catch { throw FileError.missing(path: file.path) }
    }
    let parent = output.standardizedFileURL.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw FileError.wrapping(error, path: parent.path)
    }
    AtomicPublication.removeLeftovers(in: parent)
    AtomicPublication.removeLeftovers(in: cacheFolder)
    let mounted = try packs.map { try mount($0) }
    // Only the packs of this scenario are opened to the worker.
    let files = Set(mounted.flatMap(\.files.values)).sorted().map { URL(fileURLWithPath: $0) }
    let knownPlan = plan
    let knownPlanFile = planFile
    return try await AtomicPublication.folder(at: output.standardizedFileURL) { folder in
      let job = RunJob(
        scenario: scenario, plan: knownPlan, planFile: knownPlanFile, packs: mounted, outputFolder: folder.path,
        cacheFolder: useCache ? cacheFolder.path : nil, language: language)
      return try await perform(
        .run(job), readable: files, writable: [folder] + (useCache ? [cacheFolder] : []),
        progress: progress)
    }
  }

  private func mount(_ contents: PackContents) throws -> MountedPack {
    var files: [String: String] = [:]
    for file in contents.files { files[file.path] = try library.blob(for: file.path, in: contents).path }
    return MountedPack(
      pin: PackPin(
        name: "\(contents.identity.name)", version: "\(contents.identity.version)", digest: contents.identity.digest),
      files: files)
  }
}
