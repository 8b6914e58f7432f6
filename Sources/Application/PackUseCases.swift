import Essentials
import Foundation
import Jobs
import Scenarios
import TwinPacks

extension Installation {
  /// Builds an archive from a pack source; the archive appears only when it is complete and verified.
  ///
  /// - Parameters:
  ///   - source: a folder with `pack.yaml`.
  ///   - data: a folder of real layers, for sources whose area is imported.
  /// - Throws: `ApplicationError.sourceMissing`, `.dependencyNotInstalled`; what the worker finds wrong.
  public func buildPack(
    source: URL, output: URL, data: URL?, progress: @escaping ProgressHandler
  ) async throws -> PackContents {
    let manifestFile = source.appendingPathComponent("pack.yaml")
    guard FileManager.default.fileExists(atPath: manifestFile.path) else {
      throw ApplicationError.sourceMissing(source.path)
    }
    return try await build(
      source: source, manifest: PackManifest.read(manifestFile), output: output, data: data, progress: progress)
  }

  /// The same for any source whose manifest is known: a pack, or a course in a pack's container.
  func build(
    source: URL, manifest: PackManifest, output: URL, data: URL?, progress: @escaping ProgressHandler
  ) async throws -> PackContents {
    try requireEngine(manifest)
    try requireReplaceableArchive(output)
    var digests: [String: Digest] = [:]
    for dependency in manifest.dependencies {
      let name = "\(dependency.name)@\(dependency.version)"
      guard let installed = try library.find(dependency.name, dependency.version) else {
        throw ApplicationError.dependencyNotInstalled(name, neededBy: "\(manifest.name)")
      }
      digests[name] = installed.identity.digest
    }
    let workFolder = try temporaryFolder(beside: output)
    defer { try? FileManager.default.removeItem(at: workFolder) }
    let job = BuildPackJob(
      source: source.standardizedFileURL.path, workFolder: workFolder.path,
      dataFolder: data?.standardizedFileURL.path, dependencies: digests)
    let contents: PackContents = try await perform(
      .buildPack(job), readable: [source] + (data.map { [$0] } ?? []), writable: [workFolder], progress: progress)
    let built = workFolder.appendingPathComponent(BuildPackJob.archiveName)
    guard rename(built.path, output.path) == 0 else {
      throw FileError.system(path: output.path, reason: errno)
    }
    return contents
  }

  /// Reads an archive once and checks everything in it.
  /// - Throws: `FileError.missing`; what the worker finds wrong.
  public func verifyPack(_ archive: URL, progress: @escaping ProgressHandler) async throws -> PackContents {
    try requireFile(archive)
    return try await perform(
      .verifyPack(VerifyPackJob(archive: archive.standardizedFileURL.path)), readable: [archive], writable: [],
      progress: progress)
  }

  /// Verifies an archive and puts it in the library in one step; a pack that is there already stays as it is.
  /// - Throws: also `ApplicationError.dependencyNotInstalled`, `.dependencyChanged`.
  public func installPack(_ archive: URL, progress: @escaping ProgressHandler) async throws -> PackContents {
    let (contents, staging) = try await stage(archive, progress: progress)
    _ = try dependencies(of: contents)
    try library.publish(contents, from: staging)
    return contents
  }

  /// Verifies an archive and unpacks it into a staging folder, which goes with the last reference to it.
  func stage(
    _ archive: URL, progress: @escaping ProgressHandler
  ) async throws -> (PackContents, PackLibrary.Staging) {
    try requireFile(archive)
    let staging = try library.makeStaging()
    let job = StagePackJob(archive: archive.standardizedFileURL.path, stagingFolder: staging.url.path)
    let contents: PackContents = try await perform(
      .stagePack(job), readable: [archive], writable: [staging.url], progress: progress)
    try requireEngine(contents.manifest)
    return (contents, staging)
  }

  /// What is installed, by name and then by version.
  public func packs() throws -> [PackContents] {
    try library.list().compactMap { try library.find($0.name, $0.version) }
  }

  /// - Parameter text: `publisher/name` for the newest version, or `publisher/name@version`.
  /// - Throws: `ApplicationError.badPackName`, `.packNotInstalled`.
  public func pack(_ text: String) throws -> PackContents {
    let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
    guard let first = parts.first, let name = PackName(first) else { throw ApplicationError.badPackName(text) }
    let found: PackContents?
    if parts.count == 2 {
      guard let version = SemanticVersion(parts[1]) else { throw ApplicationError.badPackName(text) }
      found = try library.find(name, version)
    } else {
      found = try library.latest(name)
    }
    guard let found else {
      let known = try library.list().map { "\($0.reference)" }
      throw ApplicationError.packNotInstalled(text, known: known)
    }
    return found
  }

  /// What a pack builds on, each exactly the one it was built with.
  func dependencies(of contents: PackContents) throws -> [PackContents] {
    try contents.manifest.dependencies.map { try installed($0, neededBy: "\(contents.identity.name)") }
  }

  /// - Throws: `ApplicationError.dependencyNotInstalled`, `.dependencyChanged`.
  func installed(_ dependency: PackManifest.Dependency, neededBy name: String) throws -> PackContents {
    let reference = "\(dependency.reference)"
    guard let found = try library.find(dependency.name, dependency.version) else {
      throw ApplicationError.dependencyNotInstalled(reference, neededBy: name)
    }
    if let expected = dependency.digest, expected != found.identity.digest {
      throw ApplicationError.dependencyChanged(reference, expected: expected, found: found.identity.digest)
    }
    return found
  }

  private func requireEngine(_ manifest: PackManifest) throws {
    guard let version = SemanticVersion(Engine.version), manifest.engine.contains(version) else {
      throw ApplicationError.wrongEngine("\(manifest.reference)", needs: "\(manifest.engine)", here: Engine.version)
    }
  }

  func requireFile(_ file: URL) throws {
    guard FileManager.default.isReadableFile(atPath: file.path) else { throw FileError.missing(path: file.path) }
  }

  /// On the file system of `output`, so that the finished archive can be renamed into place.
  func temporaryFolder(beside output: URL) throws -> URL {
    let parent = output.standardizedFileURL.deletingLastPathComponent()
    AtomicPublication.removeLeftovers(in: parent)
    let folder = AtomicPublication.temporaryNeighbour(of: output.standardizedFileURL)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw FileError.wrapping(error, path: parent.path)
    }
    return folder
  }
}
