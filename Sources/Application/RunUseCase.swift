import Essentials
import Foundation
import Jobs
import Scenarios
import TwinPacks

extension Installation {
  /// Runs a scenario and publishes its folder of tables, layers, maps and receipt; the folder of an earlier run is
  /// replaced only by a complete one.
  ///
  /// - Parameters:
  ///   - scenarioFile: `scenario.yaml`; a plan is looked for beside it.
  ///   - output: the folder to publish.
  ///   - useCache: false computes everything anew.
  /// - Throws: `ApplicationError.outputTaken` before anything is computed, if `output` holds something else;
  ///   `YAMLError`, `FileError`; what the worker finds wrong, as a `Diagnostic`; `WorkerError` if it died;
  ///   `CancellationError`.
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
      plan = try readPlan(named: name, at: file, scenarioFile: scenarioFile)
    }
    try requireReplaceable(output, allowed: Self.resultNames, marker: "receipt.json")
    try makeParent(of: output)
    AtomicPublication.removeLeftovers(in: output.standardizedFileURL.deletingLastPathComponent())
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

  /// A scenario may come from someone else, and this process is not confined: only a plain file in the scenario's own
  /// folder is read, never a link out of it, a pipe or a device.
  private func readPlan(named name: String, at file: URL, scenarioFile: URL) throws -> Data {
    let folder = scenarioFile.deletingLastPathComponent().standardizedFileURL.resolvingSymlinksInPath().path
    let place = file.standardizedFileURL.resolvingSymlinksInPath().path
    guard place.hasPrefix(folder == "/" ? folder : folder + "/") else {
      throw ApplicationError.planOutside(name, scenario: scenarioFile.path)
    }
    var status = stat()
    guard stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileError.missing(path: file.path)
    }
    guard status.st_size <= Self.largestPlan else { throw ApplicationError.planTooLarge(file.path) }
    do { return try Data(contentsOf: file) } catch { throw FileError.missing(path: file.path) }
  }

  private static let largestPlan = 64 << 20

  /// What a run leaves in its folder; anything else there is somebody's work.
  private static let resultNames: Set<String> = [
    "indicators.json", "layers", "maps", "plan.geojson", "receipt.json", "table.csv", "table.json",
  ]

  func makeParent(of output: URL) throws {
    let parent = output.standardizedFileURL.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw FileError.wrapping(error, path: parent.path)
    }
  }

  /// Publishing replaces the whole folder, so it may only be absent, empty, or an earlier result of the same kind.
  /// - Parameters:
  ///   - allowed: the names in such a result.
  ///   - marker: a name that every such result has.
  func requireReplaceable(_ output: URL, allowed: Set<String>, marker: String? = nil) throws {
    let place = output.standardizedFileURL.resolvingSymlinksInPath().path
    guard place != home.path, !place.hasPrefix(library.root.path + "/"), place != library.root.path,
      place != cacheFolder.path, !place.hasPrefix(cacheFolder.path + "/")
    else { throw ApplicationError.outputTaken(output.path) }
    var status = stat()
    guard lstat(output.standardizedFileURL.path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR,
      let names = try? FileManager.default.contentsOfDirectory(atPath: place),
      names.isEmpty || (marker.map(names.contains) ?? true && allowed.isSuperset(of: names))
    else { throw ApplicationError.outputTaken(output.path) }
  }

  /// A file is replaced by an archive only if it is one, or empty: a slip in `--output` must not cost a person the source
  /// that they were working on.
  func requireReplaceableArchive(_ output: URL) throws {
    var status = stat()
    guard lstat(output.standardizedFileURL.path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ApplicationError.fileTaken(output.path) }
    guard let handle = try? FileHandle(forReadingFrom: output.standardizedFileURL) else {
      throw ApplicationError.fileTaken(output.path)
    }
    defer { try? handle.close() }
    let start = (try? handle.read(upToCount: Self.archiveStart.count)) ?? Data()
    guard start.isEmpty || Array(start) == Self.archiveStart else { throw ApplicationError.fileTaken(output.path) }
  }

  /// Of the first entry of a zip (APPNOTE 4.3.7).
  private static let archiveStart: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  func mount(_ contents: PackContents) throws -> MountedPack {
    var files: [String: String] = [:]
    for file in contents.files { files[file.path] = try library.blob(for: file.path, in: contents).path }
    return MountedPack(
      pin: PackPin(
        name: "\(contents.identity.name)", version: "\(contents.identity.version)", digest: contents.identity.digest),
      files: files)
  }
}
