import Archives
import Essentials
import Foundation

@testable import TwinPacks

/// A small pack source of every kind of content, and ways to spoil a built one.
enum PackFixture {
  static let manifest = """
    name: voorbeeld/straat
    version: 1.2.0
    title: {nl: "Straat van de toekomst", en: "Street of the future"}
    description: {nl: "Een verzonnen buurt", en: "A made-up neighbourhood"}
    language: nl
    licence: CC-BY-4.0
    authors:
      - name: "Jo de Vries"
        role: author
        url: https://example.org/jo
      - name: Sam
    areaType: woonwijk
    extent: {west: 85000, south: 447000, east: 85500.5, north: 447500}
    synthetic: true
    date: 2026-11-21
    engine: ">=0.1.0 <0.2.0"

    """

  static let files: [String: String] = [
    "area/area.geojson": #"{"type":"FeatureCollection","features":[]}"#,
    "area/terrain.tif": "II*\u{0}not really a raster",
    "data/trees.csv": "tree_id,height_m,species\n1,8.5,linde\n2,12,eik\n",
    "data/trees.schema.json": #"""
    {"fields": [{"name": "tree_id", "type": "integer", "constraints": {"required": true}},
    {"name": "height_m", "type": "number"}, {"name": "species", "type": "string"}], "primaryKey": ["tree_id"]}
    """#,
    "data/winkels per straat.csv": "naam;aantal\nCafé Één;3\nBakker;1\n",
    "data/wijk één/notitie.txt": "Een naam met een spatie en een accent.\n",
    "data/leeg.txt": "",
    "data/grid.json": #"{"a": [1, 2]}"#,
    "indicators/heat.yaml": "id: heat\n", "measures/tree.yaml": "id: tree\n",
    "models/mean.wasm": "\u{0}asm\u{1}\u{0}\u{0}\u{0}", "exercises/heat.yaml": "id: exercise\n",
    "lessons/01-start.md": "# Begin\n", "lessons/plaatje.png": "\u{1}PNG picture",
  ]

  /// Writes the source into `folder`/source.
  static func source(
    in folder: URL, manifest: String = manifest, files: [String: String] = files
  ) throws -> URL {
    let source = folder.appendingPathComponent("source")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    try Data(manifest.utf8).write(to: source.appendingPathComponent("pack.yaml"))
    for (path, text) in files { try add(path, Data(text.utf8), to: source) }
    return source
  }

  static func add(_ path: String, _ data: Data, to source: URL) throws {
    let url = source.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Builds the source into `folder`/NAME.twinpack.
  @discardableResult
  static func build(
    in folder: URL, named name: String = "pack.twinpack", manifest: String = manifest,
    files: [String: String] = files
  ) throws -> (file: URL, identity: PackIdentity) {
    let output = folder.appendingPathComponent(name)
    let source = try source(in: folder.appendingPathComponent("of-\(name)"), manifest: manifest, files: files)
    return (output, try PackBuilder.build(source: source, output: output).identity)
  }

  /// The files of an archive by path.
  static func unpack(_ file: URL) throws -> [String: Data] {
    let collector = Collector()
    _ = try ArchiveReader.read(file, sink: collector)
    return collector.files
  }

  /// Zips files again, whatever is in them.
  static func pack(_ files: [String: Data], to url: URL) throws {
    try ArchiveWriter.write(files.map { ArchiveWriter.Item(path: $0.key, content: .data($0.value)) }, to: url)
  }

  /// Makes both manifests and Payload-Oxum fit the files again, so that only the deeper checks can complain.
  static func resealed(_ files: [String: Data], top: String = "voorbeeld-straat-1.2.0") -> [String: Data] {
    var files = files
    let payload = files.filter { $0.key.hasPrefix("\(top)/data/") }
    let bytes = payload.values.reduce(0) { $0 + $1.count }
    if let info = files["\(top)/bag-info.txt"] {
      let lines = String(decoding: info, as: UTF8.self).split(separator: "\n").map {
        $0.hasPrefix("Payload-Oxum") ? "Payload-Oxum: \(bytes).\(payload.count)" : String($0)
      }
      files["\(top)/bag-info.txt"] = Data((lines.joined(separator: "\n") + "\n").utf8)
    }
    func listing(_ table: [String: Data]) -> Data {
      Data(Bag.manifestText(table.map { (String($0.key.dropFirst(top.count + 1)), .sha512($0.value)) }).utf8)
    }
    files["\(top)/manifest-sha512.txt"] = listing(payload)
    files["\(top)/tagmanifest-sha512.txt"] = nil
    files["\(top)/tagmanifest-sha512.txt"] = listing(files.filter { !$0.key.hasPrefix("\(top)/data/") })
    return files
  }

  /// Every path below `folder`, for "nothing is left" checks.
  static func tree(_ folder: URL) -> [String] {
    let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return all.sorted()
  }
}

/// Keeps everything in memory.
final class Collector: ArchiveSink {
  private(set) var files: [String: Data] = [:]
  private var path = ""

  func begin(_ entry: ZipStructure.Entry) {
    path = entry.path
    if !entry.isFolder { files[path] = Data() }
  }
  func receive(_ bytes: UnsafeRawBufferPointer) { files[path]?.append(contentsOf: bytes) }
  func end(_ entry: ArchiveEntry) {}
}
