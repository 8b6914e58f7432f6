import Archives
import Essentials
import Foundation

/// Makes a pack archive from a source folder. The archive has one top folder that is at the same time a BagIt bag, an
/// RO-Crate and a Data Package (docs/pack-format.md). The same source gives the same bytes, with the same versions of
/// libarchive and zlib.
public enum PackBuilder {
  /// Builds `source` into the archive at `output`, which appears only when it is whole and verified.
  /// - Parameters:
  ///   - source: the folder with `pack.yaml`.
  ///   - output: the archive; by custom named `manifest.reference.archiveName`.
  ///   - dependencyDigest: the digest of an installed pack, for the dependencies in `pack.yaml`.
  ///   - linters: an error from one of them stops the building.
  /// - Returns: what the finished archive holds, as read back from it.
  /// - Throws: `PackError`, `ArchiveError`, `YAMLError`, `FileError`, `CancellationError`, or what `dependencyDigest`
  ///   and the linters throw.
  @discardableResult
  public static func build(
    source folder: URL, output: URL,
    dependencyDigest: (PackName, SemanticVersion) throws -> Digest = { name, version in
      throw PackError.notInstalled(reference: PackReference(name: name, version: version))
    },
    linters: [any PackLinter] = [], limits: ArchiveLimits = .standard, context: WorkContext = WorkContext()
  ) throws -> PackContents {
    let source = try PackSource.open(folder)
    let remarks = try lint(source.folder, with: linters)
    guard !remarks.contains(where: { $0.severity == .error }) else { throw PackError.refusedByLinter(remarks) }
    let manifest = try completed(source.manifest, dependencyDigest)
    let payload = try payload(of: source, manifest: manifest, limits: limits, context: context.part(0...0.3))
    let top = manifest.reference.folderName
    let bag = bag(of: payload, manifest: manifest)
    var items = payload.map { ArchiveWriter.Item(path: "\(top)/data/\($0.file.path)", content: $0.content) }
    items += bag.map { ArchiveWriter.Item(path: "\(top)/\($0.name)", content: .data($0.data)) }
    var contents: PackContents?
    try AtomicPublication.file(at: output) { handle in
      try write(items, to: handle, named: output.path, limits: limits, context: context.part(0.3...0.7))
      // Nobody sees a pack that we would not install ourselves; this also catches files that changed meanwhile.
      contents = try PackVerifier.verify(
        handle, named: output.path, limits: limits, context: context.part(0.7...1))
    }
    guard let contents else { throw FileError.missing(path: output.path) }
    return contents
  }

  /// What the linters say of a source, errors and warnings.
  public static func lint(_ source: URL, with linters: [any PackLinter]) throws -> [Diagnostic] {
    try linters.flatMap { try $0.lint(source) }
  }

  // MARK: The payload

  private struct PayloadFile {
    let file: PackFile
    let sha512: Digest
    let content: ArchiveWriter.Item.Content

    init(path: String, data: Data) {
      file = PackFile(path: path, size: data.count, sha256: .sha256(data))
      sha512 = .sha512(data)
      content = .data(data)
    }

    init(path: String, url: URL, hashes: FileHashes) {
      file = PackFile(path: path, size: hashes.size, sha256: hashes.sha256)
      sha512 = hashes.sha512
      content = .file(url, size: hashes.size)
    }
  }

  private static func completed(
    _ manifest: PackManifest, _ dependencyDigest: (PackName, SemanticVersion) throws -> Digest
  ) throws -> PackManifest {
    var manifest = manifest
    for index in manifest.dependencies.indices {
      let dependency = manifest.dependencies[index]
      let found = try dependencyDigest(dependency.name, dependency.version)
      if let stated = dependency.digest, stated != found {
        throw PackError.dependencyDiffers(reference: dependency.reference, stated: stated, found: found)
      }
      manifest.dependencies[index].digest = found
    }
    return manifest
  }

  private static func payload(
    of source: PackSource, manifest: PackManifest, limits: ArchiveLimits, context: WorkContext
  ) throws -> [PayloadFile] {
    try checkLimits(source, limits)
    var payload = [PayloadFile(path: PackManifest.fileName, data: Data(try manifest.yamlText().utf8))]
    let total = max(1, source.files.reduce(0) { $0 + $1.size })
    var done = 0
    for file in source.files {
      let hashes = try FileHashes.of(file.url, context: context)
      payload.append(PayloadFile(path: file.path, url: file.url, hashes: hashes))
      done += file.size
      context.progress(
        Double(done) / Double(total), LocalizedText(nl: "Bestanden nalopen", en: "Going through the files"))
    }
    let described = payload.map(\.file).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let descriptors = PackDescriptors(
      manifest: manifest, files: described, schemas: try schemas(source),
      semicolonTables: try semicolonTables(source))
    let dataPackage = PayloadFile(path: Bag.dataPackageName, data: try descriptors.dataPackage())
    let crate = PayloadFile(path: Bag.crateName, data: try descriptors.crate(dataPackage: dataPackage.file))
    return payload + [dataPackage, crate]
  }

  /// Says what is too large by its name in the source, before any work is done.
  private static func checkLimits(_ source: PackSource, _ limits: ArchiveLimits) throws {
    let ownFiles = 3 + Bag.tagFiles.count
    let folder = source.folder.path
    guard source.files.count + ownFiles <= limits.entries else {
      throw ArchiveError.limit(file: folder, entry: nil, fault: .entries, limit: limits.entries)
    }
    if let large = source.files.first(where: { $0.size > limits.entryBytes }) {
      throw ArchiveError.limit(file: folder, entry: large.path, fault: .entryBytes, limit: limits.entryBytes)
    }
    guard source.files.reduce(0, { $0 + $1.size }) <= limits.totalBytes else {
      throw ArchiveError.limit(file: folder, entry: nil, fault: .totalBytes, limit: limits.totalBytes)
    }
  }

  /// `trees.schema.json` beside `trees.csv` describes its columns (Table Schema).
  private static func schemas(_ source: PackSource) throws -> [String: JSONValue] {
    let suffix = ".schema.json"
    let tables = Set(source.files.map(\.path).filter { MediaType.fileExtension($0) == "csv" })
    var schemas: [String: JSONValue] = [:]
    for file in source.files where file.path.hasSuffix(suffix) {
      let table = String(file.path.dropLast(suffix.count)) + ".csv"
      guard tables.contains(table) else { continue }
      guard file.size <= PackVerifier.mostDescriptionBytes,
        let schema = try? JSONValue(parsing: Data(contentsOf: file.url)),
        schema["fields"]?.arrayValue?.isEmpty == false
      else { throw PackError.source(path: file.url.path, .schemaMalformed) }
      schemas[table] = schema
    }
    return schemas
  }

  /// Tables whose first line has more semicolons than commas.
  private static func semicolonTables(_ source: PackSource) throws -> Set<String> {
    let headBytes = 4_096
    var tables: Set<String> = []
    for file in source.files where MediaType.fileExtension(file.path) == "csv" {
      let handle = try FileHandle(forReadingFrom: file.url)
      defer { try? handle.close() }
      let head = try handle.read(upToCount: headBytes) ?? Data()
      let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
      let semicolons = line.count { $0 == UInt8(ascii: ";") }
      if semicolons > line.count(where: { $0 == UInt8(ascii: ",") }) { tables.insert(file.path) }
    }
    return tables
  }

  // MARK: The bag

  private static func bag(of payload: [PayloadFile], manifest: PackManifest) -> [(name: String, data: Data)] {
    let bytes = payload.reduce(0) { $0 + $1.file.size }
    let info = Bag.infoText([
      ("Source-Organization", manifest.name.publisher),
      ("External-Description", manifest.title[manifest.language]), ("Bagging-Date", manifest.date),
      ("External-Identifier", manifest.reference.urn), ("Payload-Oxum", "\(bytes).\(payload.count)"),
    ])
    let listing = Bag.manifestText(payload.map { ("data/\($0.file.path)", $0.sha512) })
    let covered = [
      (name: Bag.infoName, data: Data(info.utf8)), (name: Bag.declarationName, data: Data(Bag.declaration.utf8)),
      (name: Bag.manifestName, data: Data(listing.utf8)),
    ]
    let tagListing = Bag.manifestText(covered.map { ($0.name, Digest.sha512($0.data)) })
    return covered + [(name: Bag.tagManifestName, data: Data(tagListing.utf8))]
  }

  /// A file that shrinks more than readers accept is stored instead, so that an honest grid of zeros is no bomb.
  private static func write(
    _ items: [ArchiveWriter.Item], to handle: FileHandle, named name: String, limits: ArchiveLimits,
    context: WorkContext
  ) throws {
    var items = items
    while true {
      do {
        try ArchiveWriter.write(items, to: handle, named: name, limits: limits, context: context)
        return
      } catch ArchiveError.limit(_, let entry?, .ratio, _) {
        guard let index = items.firstIndex(where: { $0.path == entry && !$0.isStored }) else {
          throw ArchiveError.limit(file: name, entry: entry, fault: .ratio, limit: limits.ratio)
        }
        items[index] = ArchiveWriter.Item(path: entry, content: items[index].content, isStored: true)
        try handle.truncate(atOffset: 0)
      }
    }
  }
}
