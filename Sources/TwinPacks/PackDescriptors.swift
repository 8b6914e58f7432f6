import Essentials
import Foundation

/// The two descriptions that open standards expect inside a pack, made from the manifest and the list of files.
struct PackDescriptors {
  let manifest: PackManifest
  /// The payload without these two descriptions, by path in byte order.
  let files: [PackFile]
  /// Table schemas by the path of their CSV.
  let schemas: [String: JSONValue]
  /// Paths of CSV files whose columns are separated by semicolons, as Dutch spreadsheets write them.
  let semicolonTables: Set<String>

  private static let dataPackageProfile = "https://datapackage.org/profiles/2.0/datapackage.json"
  private static let crateVersion = "https://w3id.org/ro/crate/1.2"

  /// Tables that need more than text to be read. Described as plain files, so that a reader without the means for them
  /// checks their size and hash and does not stumble over the rest.
  private static let opaqueTables: Set<String> = ["xlsx", "xls", "ods", "parquet", "jsonl", "ndjson", "sav"]

  /// Our cards and exercises. By a key such as `steps` or `checks` frictionless would take one for a description of its
  /// own kind.
  private static let ownDescriptions: Set<String> = ["yaml", "yml"]

  private var licenceAddress: String { "https://spdx.org/licenses/\(manifest.licence).html" }

  private var title: String { manifest.title[manifest.language] }
  private var description: String { manifest.description[manifest.language] }

  // MARK: Data Package v2

  /// `datapackage.json`: every file is a resource with its hash and size; a CSV is a table.
  func dataPackage() throws -> Data {
    var taken: Set<String> = []
    let resources = files.map { file -> JSONValue in
      var members: [String: JSONValue] = [
        "name": .string(Self.resourceName(file.path, taken: &taken)), "path": .string(file.path),
        "mediatype": .string(MediaType.of(file.path)), "bytes": .number(Double(file.size)),
        "hash": .string("sha256:\(file.sha256.hex)"),
      ]
      let format = MediaType.fileExtension(file.path)
      if !format.isEmpty { members["format"] = .string(format) }
      if format == "csv" {
        members["type"] = "table"
        members["encoding"] = "utf-8"
        if let schema = schemas[file.path] { members["schema"] = schema }
        if semicolonTables.contains(file.path) { members["dialect"] = ["delimiter": ";"] }
      } else if Self.opaqueTables.contains(format) || Self.ownDescriptions.contains(format) {
        members["type"] = "file"
      }
      return .object(members)
    }
    let contributors = manifest.authors.map { author -> JSONValue in
      var members: [String: JSONValue] = ["title": .string(author.name)]
      if let role = author.role { members["roles"] = [.string(role)] }
      if let url = author.url { members["path"] = .string(url) }
      return .object(members)
    }
    let package: JSONValue = [
      "$schema": .string(Self.dataPackageProfile),
      "name": .string("\(manifest.name.publisher)-\(manifest.name.name)"), "id": .string(manifest.reference.urn),
      "title": .string(title), "description": .string(description), "version": .string(manifest.version.description),
      "created": .string("\(manifest.date)T00:00:00Z"),
      "licenses": [["name": .string(manifest.licence), "path": .string(licenceAddress)]],
      "contributors": .array(contributors), "resources": .array(resources),
    ]
    return try package.prettyData()
  }

  /// A name of lower-case letters, digits and `-._/` that no other resource has.
  private static func resourceName(_ path: String, taken: inout Set<String>) -> String {
    let plain = String(
      path.lowercased().map { character in
        character.isASCII && (character.isLetter || character.isNumber || "-._/".contains(character)) ? character : "-"
      })
    var name = plain
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(plain)-\(number)"
      number += 1
    }
    return name
  }

  // MARK: RO-Crate 1.2

  /// `ro-crate-metadata.json`: a flat graph of the pack, its makers and every file.
  /// - Parameter dataPackage: the other description, which is a file of the crate like any other.
  func crate(dataPackage: PackFile) throws -> Data {
    let parts = (files + [dataPackage]).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var graph: [JSONValue] = [
      [
        "@id": .string(Bag.crateName), "@type": "CreativeWork", "about": ["@id": "./"],
        "conformsTo": ["@id": .string(Self.crateVersion)],
      ]
    ]
    var root: [String: JSONValue] = [
      "@id": "./", "@type": "Dataset", "name": .string(title), "description": .string(description),
      "datePublished": .string(manifest.date), "version": .string(manifest.version.description),
      "inLanguage": .string(manifest.language.rawValue), "license": ["@id": .string(licenceAddress)],
      "identifier": ["@id": "#identifier"], "publisher": ["@id": .string("#publisher-\(manifest.name.publisher)")],
      "author": .array(manifest.authors.indices.map { ["@id": .string(authorIdentifier($0))] }),
      "hasPart": .array(parts.map { ["@id": .string(Self.identifier($0.path))] }),
    ]
    if manifest.extent != nil { root["spatialCoverage"] = ["@id": "#extent"] }
    graph.append(.object(root))
    graph.append([
      "@id": .string(licenceAddress), "@type": "CreativeWork", "name": .string(manifest.licence),
      "description": .string("The licence \(manifest.licence) of the SPDX list"), "url": .string(licenceAddress),
    ])
    graph.append([
      "@id": "#identifier", "@type": "PropertyValue", "name": .string(manifest.reference.description),
      "propertyID": "https://registry.identifiers.org/registry/uuid", "value": .string(manifest.reference.urn),
    ])
    graph.append([
      "@id": .string("#publisher-\(manifest.name.publisher)"), "@type": "Organization",
      "name": .string(manifest.name.publisher),
    ])
    for (index, author) in manifest.authors.enumerated() {
      var members: [String: JSONValue] = [
        "@id": .string(authorIdentifier(index)), "@type": "Person", "name": .string(author.name),
      ]
      if let role = author.role { members["description"] = .string(role) }
      if let url = author.url { members["url"] = .string(url) }
      graph.append(.object(members))
    }
    if let extent = manifest.extent {
      let bounds = try [extent.west, extent.south, extent.east, extent.north].map {
        String(decoding: try JSONValue.number($0).canonicalData(), as: UTF8.self)
      }
      graph.append([
        "@id": "#extent", "@type": "Place", "name": .string("EPSG:28992 \(bounds.joined(separator: " "))"),
        "description": "West, south, east and north in metres of RD New (EPSG:28992)",
      ])
    }
    graph += parts.map(entity)
    let crate: JSONValue = ["@context": .string("\(Self.crateVersion)/context"), "@graph": .array(graph)]
    return try crate.prettyData()
  }

  private func authorIdentifier(_ index: Int) -> String { "#author-\(index + 1)" }

  private func entity(_ file: PackFile) -> JSONValue {
    var members: [String: JSONValue] = [
      "@id": .string(Self.identifier(file.path)), "@type": "File", "name": .string(file.path),
      "contentSize": .string("\(file.size)"), "encodingFormat": .string(MediaType.of(file.path)),
    ]
    if file.path.hasPrefix("exercises/") || file.path.hasPrefix("lessons/") {
      members["@type"] = ["File", "LearningResource"]
      members["learningResourceType"] = file.path.hasPrefix("exercises/") ? "exercise" : "lesson"
    }
    return .object(members)
  }

  /// A path as a relative URI reference (RFC 3986): everything but unreserved characters and slashes is
  /// percent-encoded.
  static func identifier(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }
}
