import Essentials
import Foundation
import Markup

/// What a Common Cartridge 1.1 must keep to beyond its XSD: the profile's Schematron, which in its published form names
/// the types of version 1.0 and so never fires, and what importers are known to demand.
enum CartridgeRules {
  static let manifestName = "imsmanifest.xml"
  static let namespace = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"

  private static let webContent = "webcontent"
  private static let webLink = "imswl_xmlv1p1"
  private static let launchLink = "imsbasiclti_xmlv1p0"
  private static let questionBank = "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"
  private static let oneFile: Set<String> = [
    "imsdt_xmlv1p1", webLink, "imsqti_xmlv1p2/imscc_xmlv1p1/assessment", questionBank, launchLink,
  ]

  /// - Throws: `CourseError.cartridge` for the first rule that is broken.
  static func check(manifest: XMLElement, files: [String: Data]) throws {
    let resources = manifest.elements.first { $0.name == "resources" }?.elements ?? []
    try checkHead(files)
    try checkNames(manifest, files: files)
    try checkFiles(resources, files: files)
    let types = Dictionary(
      resources.map { ($0["identifier"] ?? "", $0["type"] ?? "") }, uniquingKeysWith: { first, _ in first })
    for resource in resources { try check(resource, types: types) }
    guard resources.count(where: { $0["type"] == questionBank }) <= 1 else {
      throw broken("4a", "more than one question bank")
    }
    try checkItems(manifest, resources: resources)
  }

  private static func broken(_ rule: String, _ detail: String) -> CourseError { .cartridge(rule: rule, detail: detail) }

  /// Moodle recognises a cartridge by the namespace in its first kibibyte.
  private static func checkHead(_ files: [String: Data]) throws {
    let head = String(decoding: (files[manifestName] ?? Data()).prefix(1_024), as: UTF8.self)
    guard head.contains("xmlns=\"\(namespace)\"") else { throw broken("namespace", manifestName) }
  }

  private static func checkNames(_ manifest: XMLElement, files: [String: Data]) throws {
    for path in files.keys.sorted() where !path.split(separator: "/").allSatisfy({ CoursePath.isName(String($0)) }) {
      throw broken("ascii", path)
    }
    var seen: Set<String> = []
    for element in manifest.descendants {
      guard let name = element["identifier"] else { continue }
      let isName = (name.first.map { $0.isLetter || $0 == "_" } ?? false) && CoursePath.isName(name)
      guard isName, seen.insert(name).inserted else { throw broken("identifier", name) }
    }
  }

  /// Every file is in the manifest, and everything in the manifest is a file.
  private static func checkFiles(_ resources: [XMLElement], files: [String: Data]) throws {
    let listed = Set(resources.flatMap { $0.elements.filter { $0.name == "file" }.compactMap { $0["href"] } })
    if let missing = listed.subtracting(files.keys).min() { throw broken("missingFile", missing) }
    if let stray = Set(files.keys).subtracting(listed).subtracting([manifestName]).min() {
      throw broken("unlistedFile", stray)
    }
  }

  private static func check(_ resource: XMLElement, types: [String: String]) throws {
    let name = resource["identifier"] ?? ""
    let type = resource["type"] ?? ""
    let hrefs = resource.elements.filter { $0.name == "file" }.compactMap { $0["href"] }
    let dependencies = resource.elements.filter { $0.name == "dependency" }.compactMap { $0["identifierref"] }
    guard Set(hrefs).count == hrefs.count else { throw broken("9a", name) }
    guard Set(dependencies).count == dependencies.count else { throw broken("7b", name) }
    guard !dependencies.contains(name) else { throw broken("7a", name) }
    guard dependencies.allSatisfy({ types[$0] != nil }) else { throw broken("dependency", name) }
    if oneFile.contains(type) {
      guard hrefs.count == 1 else { throw broken("oneFile", name) }
      guard resource["href"] == nil else { throw broken("href", name) }
    }
    if let href = resource["href"] {
      guard hrefs.contains(href) else { throw broken("10b", name) }
    }
    switch type {
    case webLink:
      guard dependencies.isEmpty else { throw broken("2d", name) }
    case webContent:
      guard dependencies.allSatisfy({ types[$0] == webContent }) else { throw broken("5", name) }
    case launchLink:
      guard dependencies.allSatisfy({ types[$0]?.hasPrefix("associatedcontent/") == true }) else {
        throw broken("11", name)
      }
    default:
      guard dependencies.allSatisfy({ [webContent].contains(types[$0]) || types[$0]?.hasPrefix("associated") == true })
      else { throw broken("3", name) }
    }
  }

  private static func checkItems(_ manifest: XMLElement, resources: [XMLElement]) throws {
    let items = manifest.descendants.filter { $0.name == "item" }
    guard let root = items.first, root["identifierref"] == nil, !root.elements.contains(where: { $0.name == "title" })
    else { throw broken("root", "organization") }
    for item in items.dropFirst() {
      let name = item["identifier"] ?? ""
      guard item.elements.first?.name == "title" else { throw broken("title", name) }
      guard let reference = item["identifierref"] else { continue }
      guard item.elements.count == 1 else { throw broken("8b", name) }
      guard let resource = resources.first(where: { $0["identifier"] == reference }) else {
        throw broken("reference", name)
      }
      guard resource["type"] != questionBank else { throw broken("8a", name) }
      if resource["type"] == webContent, resource["href"] == nil { throw broken("6g", name) }
    }
  }
}
