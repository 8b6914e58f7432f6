import Essentials
import Foundation

/// What `pack.yaml` says of a pack.
public struct PackManifest: Codable, Hashable, Sendable {
  /// Someone to thank or to ask.
  public struct Author: Codable, Hashable, Sendable {
    public var name: String
    public var role: String?
    public var url: String?

    public init(name: String, role: String? = nil, url: String? = nil) {
      (self.name, self.role, self.url) = (name, role, url)
    }
  }

  /// The pack's area in RD New (EPSG:28992), metres.
  public struct Extent: Codable, Hashable, Sendable {
    public var west: Double
    public var south: Double
    public var east: Double
    public var north: Double

    /// Where RD New may be used (EPSG registry, area of use of 28992, widened to whole kilometres with a margin for
    /// the coarse context around a border village).
    public static let validX = -7_000.0...300_000.0
    public static let validY = 289_000.0...629_000.0
  }

  /// Another pack that this one builds on.
  public struct Dependency: Codable, Hashable, Sendable {
    public var name: PackName
    public var version: SemanticVersion
    /// May be absent in a source; always there in an archive.
    public var digest: Digest?

    public init(name: PackName, version: SemanticVersion, digest: Digest? = nil) {
      (self.name, self.version, self.digest) = (name, version, digest)
    }

    public var reference: PackReference { PackReference(name: name, version: version) }
  }

  public var name: PackName
  public var version: SemanticVersion
  public var title: LocalizedText
  public var description: LocalizedText
  /// The language that most of the content is in.
  public var language: Language
  /// An SPDX licence identifier, such as `CC-BY-4.0`.
  public var licence: String
  public var authors: [Author]
  /// What kind of neighbourhood it is, by the id of a table of area types, such as `A2` (urban residential); absent in a pack without an area.
  public var areaType: String?
  /// Absent in a pack without an area.
  public var extent: Extent?
  /// Made up rather than measured.
  public var synthetic: Bool
  /// `yyyy-mm-dd`; the date that the archive carries, so that building does not depend on the day.
  public var date: String
  public var dependencies: [Dependency]
  /// Which versions of Twinbench can use it.
  public var engine: VersionRange

  public var reference: PackReference { PackReference(name: name, version: version) }
}

extension PackManifest {
  public static let fileName = "pack.yaml"

  /// Reads and checks a `pack.yaml`.
  /// - Parameter archived: every dependency must carry its digest.
  /// - Throws: `YAMLError` or `PackError.manifest` with file, line and key.
  public static func read(_ url: URL, archived: Bool = false) throws -> PackManifest {
    try PackManifest(YAMLDocument.read(url), archived: archived)
  }

  /// The same from text.
  /// - Parameter file: what messages call it.
  public static func parse(_ text: String, file: String, archived: Bool = false) throws -> PackManifest {
    try PackManifest(YAMLDocument.parse(text, file: file), archived: archived)
  }

  private init(_ document: YAMLDocument, archived: Bool) throws {
    let root = try document.mapping(
      allowing: Self.sharedKeys.union(["areaType", "extent", "synthetic", "dependencies"]))
    try self.init(root, archived: archived, isCourse: false)
  }

  /// The keys that a course's manifest shares with a pack's.
  public static let sharedKeys: Set<String> = [
    "name", "version", "title", "description", "language", "licence", "authors", "date", "engine",
  ]

  /// What a course says of itself, as the manifest of the pack that carries it: the packs it uses are its
  /// dependencies, and it has no area.
  /// - Parameter course: the members of a `course.yaml`; keys that only a course has are passed over.
  /// - Throws: as `read`.
  public init(course: YAMLMapping) throws { try self.init(course, archived: false, isCourse: true) }

  private init(_ root: YAMLMapping, archived: Bool, isCourse: Bool) throws {
    name = try root.required("name").value(PackName.init, expected: .packName)
    version = try root.required("version").value(SemanticVersion.init, expected: .version)
    title = try root.required("title").localizedText()
    description = try root.required("description").localizedText()
    language = try root.required("language").choice(Language.self)
    licence = try root.required("licence").value(Self.licence, expected: .licence)
    authors = try root.required("authors").list().map(Self.author)
    guard !authors.isEmpty else { throw try PackError.manifest(root.required("authors").location, .authors) }
    areaType = try root["areaType"]?.value({ PackName.isPart($0.lowercased()) ? $0 : nil }, expected: .word)
    extent = try root["extent"].map(Self.extent)
    guard (areaType == nil) == (extent == nil) else {
      throw PackError.manifest((root["areaType"] ?? root["extent"] ?? root.document).location, .areaAndExtent)
    }
    synthetic = try isCourse ? false : root.required("synthetic").boolean()
    date = try root.required("date").value(Self.date, expected: .date)
    let packs = isCourse ? root["packs"] : root["dependencies"]
    dependencies = try packs?.list().map { try Self.dependency($0, archived: archived) } ?? []
    if let node = packs {
      guard Set(dependencies.map(\.name)).count == dependencies.count, !dependencies.map(\.name).contains(name) else {
        throw PackError.manifest(node.location, .dependencyTwice)
      }
    }
    engine = try root.required("engine").value(VersionRange.init, expected: .engine)
  }

  private static func author(_ node: YAMLDocument) throws -> Author {
    let members = try node.mapping(allowing: ["name", "role", "url"])
    return Author(
      name: try members.required("name").value({ isFilled($0) ? $0 : nil }, expected: .filled),
      role: try members["role"]?.value({ isFilled($0) ? $0 : nil }, expected: .filled),
      url: try members["url"]?.value(webAddress, expected: .webAddress))
  }

  private static func extent(_ node: YAMLDocument) throws -> Extent {
    let members = try node.mapping(allowing: ["west", "south", "east", "north"])
    let extent = Extent(
      west: try members.required("west").number(in: Extent.validX),
      south: try members.required("south").number(in: Extent.validY),
      east: try members.required("east").number(in: Extent.validX),
      north: try members.required("north").number(in: Extent.validY))
    guard extent.west < extent.east, extent.south < extent.north else {
      throw PackError.manifest(node.location, .extentOrder)
    }
    return extent
  }

  private static func dependency(_ node: YAMLDocument, archived: Bool) throws -> Dependency {
    let members = try node.mapping(allowing: ["name", "version", "digest"])
    let digest = try archived ? members.required("digest") : members["digest"]
    return Dependency(
      name: try members.required("name").value(PackName.init, expected: .packName),
      version: try members.required("version").value(SemanticVersion.init, expected: .version),
      digest: try digest?.value(
        { text in Digest(hex: text).flatMap { $0.algorithm == .sha256 ? $0 : nil } }, expected: .digest))
  }

  private static func isFilled(_ text: String) -> Bool {
    text.contains { !$0.isWhitespace } && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// The form of an SPDX identifier (SPDX 2.3, annex D), with a letter or digit at its start.
  private static func licence(_ text: String) -> String? {
    guard let first = text.utf8.first, text.utf8.count <= 64, isAlphanumeric(first),
      text.utf8.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
    else { return nil }
    return text
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func webAddress(_ text: String) -> String? {
    guard let url = URL(string: text), url.scheme == "https" || url.scheme == "http", url.host?.isEmpty == false,
      !text.contains(where: \.isWhitespace)
    else { return nil }
    return text
  }

  /// A day of the Gregorian calendar as `yyyy-mm-dd`.
  private static func date(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1980...2107).contains(year), (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day) ? text : nil
  }
}

extension PackManifest {
  /// The manifest as `pack.yaml`, always in this one form. `parse` gives the same manifest back.
  public func yamlText() throws -> String {
    func quoted(_ text: String) -> String { JSONValue.quoted(text) }
    func number(_ value: Double) throws -> String {
      String(decoding: try JSONValue.number(value).canonicalData(), as: UTF8.self)
    }
    var lines = ["name: \(name)", "version: \(quoted(version.description))"]
    for (key, text) in [("title", title), ("description", description)] {
      lines += ["\(key):", "  nl: \(quoted(text.nl))", "  en: \(quoted(text.en))"]
    }
    lines += ["language: \(language.rawValue)", "licence: \(quoted(licence))", "authors:"]
    for author in authors {
      lines.append("  - name: \(quoted(author.name))")
      if let role = author.role { lines.append("    role: \(quoted(role))") }
      if let url = author.url { lines.append("    url: \(quoted(url))") }
    }
    if let areaType { lines.append("areaType: \(quoted(areaType))") }
    if let extent {
      lines += [
        "extent:", "  west: \(try number(extent.west))", "  south: \(try number(extent.south))",
        "  east: \(try number(extent.east))", "  north: \(try number(extent.north))",
      ]
    }
    lines += ["synthetic: \(synthetic)", "date: \(quoted(date))"]
    if !dependencies.isEmpty { lines.append("dependencies:") }
    for dependency in dependencies {
      lines += ["  - name: \(dependency.name)", "    version: \(quoted(dependency.version.description))"]
      if let digest = dependency.digest { lines.append("    digest: \(quoted(digest.hex))") }
    }
    lines.append("engine: \(quoted(engine.description))")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension YAMLDocument {
  /// The text as a value of the caller's kind, or a complaint that says what belongs here.
  fileprivate func value<T>(_ make: (String) -> T?, expected fault: PackError.ManifestFault) throws -> T {
    guard let value = make(try string()) else { throw PackError.manifest(location, fault) }
    return value
  }
}
