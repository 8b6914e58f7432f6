import Essentials
import Foundation
import Glibc

/// The packs of this computer: content by hash in `blobs/`, one record a version. Several processes may use one
/// library at the same time; a record appears in one step when all of its content is durable.
public struct PackLibrary: Sendable {
  public let root: URL
  private let index: PackIndex

  private var blobs: URL { root.appendingPathComponent("blobs") }
  private var stagings: URL { root.appendingPathComponent("staging") }
  /// The one blob that is being checked.
  private var incoming: URL { blobs.appendingPathComponent("incoming") }
  /// There while content is moved in; found at the start, it means that a publication was cut off.
  private var journal: URL { root.appendingPathComponent("publishing") }

  /// Opens the library, making it where there is none, and removes what killed installs left behind.
  /// - Throws: `FileError`.
  public init(root: URL) throws {
    self.root = root
    index = PackIndex(root: root.appendingPathComponent("packs"))
    for folder in [blobs, stagings, index.root] {
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw FileError.wrapping(error, path: folder.path)
      }
    }
    try cleanUp()
  }

  // MARK: Installing

  /// A folder that a worker fills with `PackIntake.stage`. It goes when the last reference to it goes.
  public final class Staging: Sendable {
    /// The folder, empty at first. The worker must be able to write here and nowhere else.
    public let url: URL
    private let lock: FolderLock

    fileprivate init(url: URL, lock: FolderLock) {
      (self.url, self.lock) = (url, lock)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  /// A new empty staging folder on the library's own file system.
  public func makeStaging() throws -> Staging {
    // Under the library's lock, so that a start elsewhere does not take the new folder for a leftover.
    let library = try FolderLock(waitingFor: root)
    defer { withExtendedLifetime(library) {} }
    let url = stagings.appendingPathComponent("install-\(UUID().uuidString.lowercased())")
    guard mkdir(url.path, 0o755) == 0 else { throw FileError.system(path: url.path, reason: errno) }
    do {
      return Staging(url: url, lock: try FolderLock(waitingFor: url))
    } catch {
      rmdir(url.path)
      throw error
    }
  }

  /// Makes a staged pack part of the library. The worker that staged it read a foreign file and is not believed:
  /// every new blob must be a plain file whose content has the hash in its name.
  ///
  /// Publishing the same pack again changes nothing, except that blobs which were lost or damaged are put back.
  /// - Throws: `PackError.versionTaken` when the version is there with other content; `PackError.staging` when the
  ///   folder is not what `contents` says; `FileError`. The library is then as it was.
  public func publish(_ contents: PackContents, from staging: Staging, context: WorkContext = WorkContext()) throws {
    let library = try FolderLock(waitingFor: root)
    defer { withExtendedLifetime(library) {} }
    let installed = try index.contents(of: contents.identity.reference)
    if let installed {
      guard installed.identity.digest == contents.identity.digest else {
        throw PackError.versionTaken(
          reference: contents.identity.reference, installed: installed.identity.digest,
          offered: contents.identity.digest)
      }
    }
    // What is repaired is what was installed, whatever the worker says this time.
    let contents = installed ?? contents
    try check(contents)
    let fresh = try newFiles(of: contents, context: context)
    if installed != nil, fresh.isEmpty { return }
    let total = max(1, fresh.reduce(0) { $0 + $1.size })
    try AtomicPublication.write(Data(contents.identity.description.utf8), to: journal)
    var done = 0
    var moved: [URL] = []
    do {
      for file in fresh {
        moved.append(try take(file, from: staging, context: context))
        done += file.size
        context.progress(Double(done) / Double(total), LocalizedText(nl: "Pakket opslaan", en: "Storing the pack"))
      }
      // The record may only be there when its content is durable.
      try AtomicPublication.synchronizeFileSystem(of: blobs)
      try index.insert(contents)
    } catch {
      for place in moved + [incoming] { try? FileManager.default.removeItem(at: place) }
      unlink(journal.path)
      throw error
    }
    unlink(journal.path)
  }

  /// What must hold of any contents, whoever wrote them.
  private func check(_ contents: PackContents) throws {
    guard contents.manifest.reference == contents.identity.reference else {
      throw PackError.staging(entry: PackManifest.fileName, .path)
    }
    guard contents.tagFiles.map(\.path) == Bag.tagFiles else { throw PackError.staging(entry: Bag.infoName, .path) }
    guard contents.tagFiles.last?.sha256 == contents.identity.digest else {
      throw PackError.staging(entry: Bag.tagManifestName, .digest)
    }
    var seen: Set<String> = []
    for file in contents.files {
      guard !file.path.hasPrefix("/"), !file.path.split(separator: "/").contains(".."), seen.insert(file.path).inserted,
        file.sha256.algorithm == .sha256
      else { throw PackError.staging(entry: file.path, .path) }
    }
  }

  /// The files whose content the library does not have yet, or no longer has whole; one for each content.
  private func newFiles(of contents: PackContents, context: WorkContext) throws -> [PackFile] {
    var seen: Set<Digest> = []
    return try (contents.files + contents.tagFiles).filter { file in
      guard seen.insert(file.sha256).inserted else { return false }
      var status = stat()
      let place = blobs.appendingPathComponent(file.sha256.hex)
      guard lstat(place.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == file.size else {
        return true
      }
      return try FileHashes.sha256(of: place, context: context).sha256 != file.sha256
    }
  }

  /// Moves one staged blob out of the worker's reach, checks it there, and gives it its name.
  /// - Returns: where it is now.
  private func take(_ file: PackFile, from staging: Staging, context: WorkContext) throws -> URL {
    let staged = staging.url.appendingPathComponent(PackIntake.blobFolder).appendingPathComponent(file.sha256.hex)
    guard rename(staged.path, incoming.path) == 0 else {
      if errno == ENOENT { throw PackError.staging(entry: file.path, .missing) }
      throw FileError.system(path: staged.path, reason: errno)
    }
    var status = stat()
    guard lstat(incoming.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
      throw PackError.staging(entry: file.path, .notAFile)
    }
    guard try !isOpenForWriting(incoming) else { throw PackError.staging(entry: file.path, .stillWritten) }
    let (size, sha256) = try FileHashes.sha256(of: incoming, context: context)
    guard size == file.size else { throw PackError.staging(entry: file.path, .size) }
    guard sha256 == file.sha256 else { throw PackError.staging(entry: file.path, .content) }
    let place = blobs.appendingPathComponent(file.sha256.hex)
    guard chmod(incoming.path, 0o444) == 0, rename(incoming.path, place.path) == 0 else {
      throw FileError.system(path: place.path, reason: errno)
    }
    return place
  }

  /// Whether some process could still change the file through a descriptor that it kept: only then is a read lease
  /// refused with EAGAIN (fcntl(2), F_SETLEASE). File systems without leases cannot say, and count as no.
  private func isOpenForWriting(_ url: URL) throws -> Bool {
    // Not among what Swift imports from fcntl.h.
    let setLease: Int32 = 1_024
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw FileError.system(path: url.path, reason: errno) }
    // Closing gives the lease back.
    defer { close(descriptor) }
    return fcntl(descriptor, setLease, Int32(F_RDLCK)) != 0 && errno == EAGAIN
  }

  // MARK: Using

  /// Every installed pack, by name and then by version.
  public func list() throws -> [PackIdentity] {
    try index.identities().sorted { $0.reference < $1.reference }
  }

  /// One version of a pack; nil when it is not installed.
  public func find(_ name: PackName, _ version: SemanticVersion) throws -> PackContents? {
    try index.contents(of: PackReference(name: name, version: version))
  }

  /// The newest release of a pack, or the newest pre-release when there is no release; nil when none is installed.
  public func latest(_ name: PackName) throws -> PackContents? {
    let versions = try index.versions(of: name).reversed()
    for version in versions.filter(\.isRelease) + versions.filter({ !$0.isRelease }) {
      if let contents = try find(name, version) { return contents }
    }
    return nil
  }

  /// The digest of an installed pack, as `PackBuilder` asks for it.
  /// - Throws: `PackError.notInstalled`.
  public func digest(of name: PackName, _ version: SemanticVersion) throws -> Digest {
    guard let contents = try find(name, version) else {
      throw PackError.notInstalled(reference: PackReference(name: name, version: version))
    }
    return contents.identity.digest
  }

  /// The dependencies of a pack that are not installed with the digest that it names.
  public func missingDependencies(of contents: PackContents) throws -> [PackManifest.Dependency] {
    try contents.manifest.dependencies.filter { dependency in
      try find(dependency.name, dependency.version)?.identity.digest != dependency.digest
    }
  }

  /// Where the content of a payload file lies, read-only.
  /// - Parameter path: relative to `data/`, such as `area/terrain.tif`.
  /// - Throws: `PackError.noSuchFile`.
  public func blob(for path: String, in contents: PackContents) throws -> URL {
    guard let file = contents.file(path) else {
      throw PackError.noSuchFile(reference: contents.identity.reference, path: path)
    }
    let url = blobs.appendingPathComponent(file.sha256.hex)
    guard access(url.path, R_OK) == 0 else {
      throw PackError.noSuchFile(reference: contents.identity.reference, path: path)
    }
    return url
  }

  // MARK: Cleaning up

  /// Staging folders that nobody holds, half-written records, and blobs of a publication that was cut off.
  private func cleanUp() throws {
    let library = try FolderLock(waitingFor: root)
    defer { withExtendedLifetime(library) {} }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: stagings.path)) ?? []
    for name in names.sorted() {
      let folder = stagings.appendingPathComponent(name)
      // Held by a living process: not a leftover.
      guard let lock = try? FolderLock(trying: folder) else { continue }
      try? FileManager.default.removeItem(at: folder)
      withExtendedLifetime(lock) {}
    }
    AtomicPublication.removeLeftovers(in: root)
    guard FileManager.default.fileExists(atPath: journal.path) else { return }
    try index.removeLeftovers()
    // With an unreadable record nobody can say which blobs are in use; then all stay until it is mended.
    guard let identities = try? index.identities() else { return }
    var used: Set<String> = []
    for identity in identities {
      guard let contents = try index.contents(of: identity.reference) else { continue }
      used.formUnion((contents.files + contents.tagFiles).map(\.sha256.hex))
    }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: blobs.path)) ?? [] where !used.contains(name) {
      try? FileManager.default.removeItem(at: blobs.appendingPathComponent(name))
    }
    unlink(journal.path)
  }
}
