import Archives
import Essentials
import Foundation

/// Says whether an archive is a sound pack, in one pass over it.
public enum PackVerifier {
  /// Descriptions (manifests, `pack.yaml`, the two JSON files) are held in memory and may be this long.
  static let mostDescriptionBytes = 16 << 20

  /// Reads and checks the archive at `file`: structure, content against both manifests in both directions,
  /// Payload-Oxum, `pack.yaml`, and that the two descriptions name only files of the pack.
  /// - Parameter sink: gets every entry's content in the same pass. What it got must be thrown away when this throws.
  /// - Throws: `ArchiveError`, `PackError`, `YAMLError`, `FileError`, `CancellationError`, or what the sink throws.
  public static func verify(
    _ file: URL, limits: ArchiveLimits = .standard, context: WorkContext = WorkContext(),
    sink: (any ArchiveSink)? = nil
  ) throws -> PackContents {
    let collector = DescriptionCollector(file: file.path, next: sink)
    let entries = try ArchiveReader.read(file, limits: limits, context: context, sink: collector)
    return try contents(of: entries, descriptions: collector.texts, file: file.path)
  }

  /// The same for a file that is open already and stays open.
  public static func verify(
    _ handle: FileHandle, named name: String, limits: ArchiveLimits = .standard,
    context: WorkContext = WorkContext(), sink: (any ArchiveSink)? = nil
  ) throws -> PackContents {
    let collector = DescriptionCollector(file: name, next: sink)
    let entries = try ArchiveReader.read(handle, named: name, limits: limits, context: context, sink: collector)
    return try contents(of: entries, descriptions: collector.texts, file: name)
  }

  private static func contents(
    of entries: [ArchiveEntry], descriptions: [String: Data], file: String
  ) throws -> PackContents {
    try PackCheck(entries: entries, descriptions: descriptions, file: file).contents()
  }
}

/// The checks on a pack whose bytes have all been seen.
private struct PackCheck {
  let file: String
  let descriptions: [String: Data]
  let top: String
  /// Payload by path relative to `data/`; tag files by path relative to the top folder.
  let payload: [String: ArchiveEntry]
  let tags: [String: ArchiveEntry]

  init(entries: [ArchiveEntry], descriptions: [String: Data], file: String) throws {
    self.file = file
    self.descriptions = descriptions
    let files = entries.filter { !$0.isFolder }
    guard let first = files.first else { throw PackError.container(file: file, entry: nil, .empty) }
    top = String(first.path.prefix { $0 != "/" })
    var payload: [String: ArchiveEntry] = [:]
    var tags: [String: ArchiveEntry] = [:]
    for entry in entries {
      guard entry.path == top || entry.path.hasPrefix(top + "/") else {
        throw PackError.container(file: file, entry: entry.path, .topFolder)
      }
      guard !entry.isFolder else { continue }
      guard entry.path != top else { throw PackError.container(file: file, entry: entry.path, .topFolder) }
      guard !entry.path.contains("%") else { throw PackError.container(file: file, entry: entry.path, .percent) }
      let inner = String(entry.path.dropFirst(top.count + 1))
      if inner.hasPrefix(Bag.payloadFolder + "/") {
        payload[String(inner.dropFirst(Bag.payloadFolder.count + 1))] = entry
      } else if inner == Bag.fetchName {
        throw PackError.container(file: file, entry: entry.path, .fetch)
      } else if Bag.tagFiles.contains(inner) {
        tags[inner] = entry
      } else {
        throw PackError.container(file: file, entry: entry.path, .foreignFile)
      }
    }
    (self.payload, self.tags) = (payload, tags)
  }

  func contents() throws -> PackContents {
    for name in Bag.tagFiles where tags[name] == nil { throw fault(.missing, name) }
    let ownPayload = [PackManifest.fileName, Bag.dataPackageName, Bag.crateName]
    for name in ownPayload where payload[name] == nil { throw fault(.missing, "\(Bag.payloadFolder)/\(name)") }
    guard try text(Bag.declarationName) == Bag.declaration else { throw fault(.bagDeclaration, Bag.declarationName) }
    try compare(Bag.tagManifestName, with: tags.filter { $0.key != Bag.tagManifestName }, prefix: "")
    try compare(Bag.manifestName, with: payload, prefix: Bag.payloadFolder + "/")
    let isCourse = payload[PackSource.courseFileName] != nil
    let allowed = isCourse ? PackSource.courseFolders : PackSource.folders
    for path in payload.keys.sorted() where !ownPayload.contains(path) && path != PackSource.courseFileName {
      guard let slash = path.firstIndex(of: "/"), allowed.contains(String(path[..<slash])) else {
        throw fault(.foreignFile, "\(Bag.payloadFolder)/\(path)")
      }
    }
    let manifestPath = "\(Bag.payloadFolder)/\(PackManifest.fileName)"
    let manifest = try PackManifest.parse(
      text(manifestPath), file: "\(file)/\(top)/\(manifestPath)", archived: true)
    guard top == manifest.reference.folderName else { throw fault(.topFolderName) }
    try checkInfo(manifest)
    try checkDataPackage()
    try checkCrate()
    guard let seal = tags[Bag.tagManifestName] else { throw fault(.missing, Bag.tagManifestName) }
    return PackContents(
      identity: PackIdentity(name: manifest.name, version: manifest.version, digest: seal.sha256),
      manifest: manifest, files: listed(payload), tagFiles: listed(tags))
  }

  private func listed(_ table: [String: ArchiveEntry]) -> [PackFile] {
    table.map { PackFile(path: $0.key, size: $0.value.size, sha256: $0.value.sha256) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Every file is in the list with its hash, and every line of the list is a file.
  private func compare(_ listName: String, with files: [String: ArchiveEntry], prefix: String) throws {
    guard let lines = Bag.parseManifest(try text(listName)) else { throw fault(.manifestLine, listName) }
    for path in files.keys.sorted() {
      guard let stated = lines[prefix + path] else { throw fault(.manifestMissing, prefix + path) }
      guard stated == files[path]?.sha512 else { throw fault(.manifestHash, prefix + path) }
    }
    guard lines.count == files.count else {
      let extra = lines.keys.sorted().first {
        !$0.hasPrefix(prefix) || files[String($0.dropFirst(prefix.count))] == nil
      }
      throw fault(.manifestExtra, extra)
    }
  }

  private func checkInfo(_ manifest: PackManifest) throws {
    guard let info = Bag.parseInfo(try text(Bag.infoName)) else { throw fault(.bagInfo, Bag.infoName) }
    let bytes = payload.values.reduce(0) { $0 + $1.size }
    guard info["Payload-Oxum"] == "\(bytes).\(payload.count)" else { throw fault(.payloadOxum, Bag.infoName) }
    guard info["External-Identifier"] == manifest.reference.urn else { throw fault(.identifier, Bag.infoName) }
  }

  /// Paths are those of payload files, and size and hash are theirs.
  private func checkDataPackage() throws {
    let resources = try json(Bag.dataPackageName, as: DataPackageOutline.self).resources
    guard !resources.isEmpty else { throw fault(.json, "\(Bag.payloadFolder)/\(Bag.dataPackageName)") }
    for resource in resources {
      let path = resource.path
      guard ArchivePath.fault(in: path) == nil, let entry = payload[path] else { throw fault(.resourcePath, path) }
      guard resource.bytes == nil || resource.bytes == Double(entry.size),
        resource.hash == nil || resource.hash == "sha256:\(entry.sha256.hex)"
      else { throw fault(.resourceHash, path) }
    }
  }

  /// Everything that the crate calls a file or a data set is in the payload; nothing of it is elsewhere.
  private func checkCrate() throws {
    let graph = try json(Bag.crateName, as: CrateOutline.self).graph
    let folders = Set(payload.keys.flatMap(Self.folders))
    func check(_ identifier: String) throws {
      guard var path = identifier.removingPercentEncoding else { throw fault(.cratePath, identifier) }
      let mustBeFolder = path.hasSuffix("/")
      if mustBeFolder { path.removeLast() }
      // Swift's strings match in any normal form; a sound path has only the composed one.
      guard ArchivePath.fault(in: path) == nil, folders.contains(path) || (!mustBeFolder && payload[path] != nil)
      else { throw fault(.cratePath, identifier) }
    }
    for entity in graph {
      let isData = entity.types.contains("File") || entity.types.contains("Dataset")
      if isData, entity.identifier != "./" { try check(entity.identifier) }
      for part in entity.parts { try check(part) }
    }
  }

  /// `a/b` and `a` for `a/b/c`.
  private static func folders(of path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  // MARK: Descriptions

  private func text(_ name: String) throws -> String {
    guard let data = descriptions["\(top)/\(name)"] else { throw fault(.missing, name) }
    guard let text = String(data: data, encoding: .utf8) else { throw fault(.notUTF8, name) }
    return text
  }

  private func json<Outline: Decodable>(_ name: String, as type: Outline.Type) throws -> Outline {
    let place = "\(Bag.payloadFolder)/\(name)"
    guard let data = descriptions["\(top)/\(place)"] else { throw fault(.missing, place) }
    guard let value = try? JSONDecoder().decode(type, from: data) else { throw fault(.json, place) }
    return value
  }

  private func fault(_ fault: PackError.ContainerFault, _ entry: String? = nil) -> PackError {
    .container(file: file, entry: entry, fault)
  }
}

/// What is looked at in `datapackage.json`.
private struct DataPackageOutline: Decodable {
  struct Resource: Decodable {
    let path: String
    let bytes: Double?
    let hash: String?
  }

  let resources: [Resource]
}

/// What is looked at in `ro-crate-metadata.json`: JSON-LD, where one value may stand without its list.
private struct CrateOutline: Decodable {
  struct Entity: Decodable {
    let identifier: String
    let types: [String]
    let parts: [String]

    private enum Key: String, CodingKey {
      case identifier = "@id"
      case types = "@type"
      case parts = "hasPart"
    }

    private struct Reference: Decodable {
      let identifier: String

      private enum CodingKeys: String, CodingKey {
        case identifier = "@id"
      }
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Key.self)
      identifier = try members.decode(String.self, forKey: .identifier)
      if let one = try? members.decode(String.self, forKey: .types) {
        types = [one]
      } else {
        types = try members.decode([String].self, forKey: .types)
      }
      guard members.contains(.parts) else {
        parts = []
        return
      }
      if let one = try? members.decode(Reference.self, forKey: .parts) {
        parts = [one.identifier]
      } else {
        parts = try members.decode([Reference].self, forKey: .parts).map(\.identifier)
      }
    }
  }

  let graph: [Entity]

  private enum CodingKeys: String, CodingKey {
    case graph = "@graph"
  }
}

/// Keeps the small describing files and hands everything on.
private final class DescriptionCollector: ArchiveSink {
  private(set) var texts: [String: Data] = [:]
  private let file: String
  private let next: (any ArchiveSink)?
  private var current: String?

  private static let payloadNames = [PackManifest.fileName, Bag.dataPackageName, Bag.crateName]
    .map { "\(Bag.payloadFolder)/\($0)" }
  private static let wanted = Set(Bag.tagFiles + payloadNames)

  init(file: String, next: (any ArchiveSink)?) {
    self.file = file
    self.next = next
  }

  func begin(_ entry: ZipStructure.Entry) throws {
    current = nil
    if !entry.isFolder, let slash = entry.path.firstIndex(of: "/"),
      Self.wanted.contains(String(entry.path[entry.path.index(after: slash)...]))
    {
      guard entry.size <= PackVerifier.mostDescriptionBytes else {
        throw PackError.container(file: file, entry: entry.path, .tooLarge)
      }
      current = entry.path
      texts[entry.path] = Data()
    }
    try next?.begin(entry)
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws {
    if let current { texts[current]?.append(contentsOf: bytes) }
    try next?.receive(bytes)
  }

  func end(_ entry: ArchiveEntry) throws {
    current = nil
    try next?.end(entry)
  }
}
