import Archives
import Assessment
import Essentials
import Foundation
import Markup
import TestSupport
import Testing

@testable import Courses

@Suite("A Common Cartridge 1.1")
struct CartridgeTests {
  private func course() throws -> Course { try TestCourse.withAssignment() }

  private func export(address: String? = "https://twinbench.school.nl") throws -> CourseExport {
    try course().export(as: "cc11", options: address.map { try ExportOptions(address: $0) } ?? ExportOptions())
  }

  private func text(_ export: CourseExport, _ path: String) throws -> String {
    String(decoding: try #require(export.files.first { $0.path == path }, "\(path)").data, as: UTF8.self)
  }

  @Test("holds a page for every lesson and assignment in a folder of each language, with its figures beside it")
  func files() throws {
    #expect(
      try export().files.map(\.path) == [
        "en/assignment-square.html", "en/figures/tree.svg", "en/lesson-rain.html", "en/lesson-sun.html",
        "en/questions-square.xml", "imsmanifest.xml", "links/square.xml", "nl/assignment-square.html",
        "nl/figures/tree.svg", "nl/lesson-rain.html", "nl/lesson-sun.html", "nl/questions-square.xml",
      ])
  }

  @Test("says its namespace in the first 1024 bytes, and has names of plain ASCII")
  func head() throws {
    let export = try export()
    let head = try text(export, "imsmanifest.xml").prefix(1_024)
    #expect(head.contains("xmlns=\"http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1\""))
    for file in export.files {
      #expect(file.path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    }
  }

  @Test("two exports are the same bytes, with the manifest as the first entry at the root")
  func reproducible() throws {
    try TestFolders.withTemporaryFolder { folder in
      let first = folder.appendingPathComponent("a.imscc")
      let second = folder.appendingPathComponent("b.imscc")
      try export().write(to: first)
      try export().write(to: second)
      let bytes = try Data(contentsOf: first)
      #expect(bytes == (try Data(contentsOf: second)))
      let entries = try ZipStructure.check(first).entries
      #expect(entries.first?.path == "imsmanifest.xml")
      #expect(entries.count == 12)
    }
  }

  @Test("links to the assignment with its identity in the address, not in parameters")
  func link() throws {
    let link = try text(export(), "links/square.xml")
    let address = "https://twinbench.school.nl/launch/school/heat/1.2.0/square"
    #expect(link.contains("<blti:launch_url>\(address)</blti:launch_url>"))
    #expect(link.contains("<blti:secure_launch_url>\(address)</blti:secure_launch_url>"))
    #expect(!link.contains("custom"))
  }

  @Test("without an address has no link, and both the page and the report say what to do instead")
  func withoutAddress() throws {
    let export = try export(address: nil)
    #expect(!export.files.contains { $0.path.hasPrefix("links/") })
    #expect(try text(export, "nl/assignment-square.html").contains("submission.yaml"))
    let remark = try #require(export.report.first { $0.source == "assignments/square.yaml" })
    #expect(remark.outcome == .changed && remark.reason.en.contains("no address"))
  }

  @Test("carries the prediction as an essay, and says of every exercise what became of it")
  func report() throws {
    let export = try export()
    let questions = try text(export, "en/questions-square.xml")
    #expect(questions.contains("cc.essay.v0p1"))
    #expect(questions.contains("How much does the &lt;strong&gt;PET&lt;/strong&gt;"))
    #expect(!questions.contains("How much water falls"))
    let outcomes = export.report.filter { $0.source.hasPrefix("exercises/") }.map(\.outcome)
    #expect(outcomes == [.changed, .leftOut, .leftOut])
    #expect(export.report.allSatisfy { !$0.reason.nl.isEmpty && !$0.reason.en.isEmpty })
  }

  @Test("gives nothing of the answers away, whatever lies in the course's folders")
  func noKeys() throws {
    let course = try TestCourse.withAssignment()
    for format in Course.formats {
      let export = try course.export(as: format.id)
      for file in export.files {
        let text = String(decoding: file.data, as: UTF8.self)
        for key in TestCourse.keys { #expect(!text.contains(key), "\(key) in \(file.path)") }
        #expect(!["plans/", "submissions/", "exercises/"].contains { file.path.hasPrefix($0) })
      }
      #expect(export.report.filter { $0.outcome == .leftOut }.map(\.source).contains("plans/"))
    }
  }

  @Test("shows what there is to choose from, whatever kind of exercise says so")
  func options() throws {
    let pages = CoursePages(course: try course(), language: .en, address: \.fileName, figure: { $0 })
    let choice = StudentView.Response.value(
      LocalizedText(nl: "Kies er een.", en: "Choose one."),
      options: [LocalizedText(nl: "Boom", en: "Tree"), LocalizedText(nl: "Wadi", en: "Swale")])
    let shown = pages.answer(choice).map { $0.htmlFragment() }.joined()
    #expect(shown == "<p>Choose one.</p><ul><li>Tree</li><li>Swale</li></ul>")
    #expect(pages.answer(.plan).count == 1)
  }

  @Test("finds every relative address of its pages literally on disk")
  func addresses() throws {
    let export = try export()
    let paths = Set(export.files.map(\.path))
    for page in export.files where page.path.hasSuffix(".html") {
      let text = String(decoding: page.data, as: UTF8.self)
      for match in text.matches(of: /(?:src|href)="([^"#:]+)"/) {
        #expect(paths.contains(String(page.path.prefix(3) + match.1)), "\(page.path): \(match.1)")
      }
    }
  }

  @Test(
    "every XML file is accepted by the published schemas",
    .enabled(if: Schemas.available, "needs ../shared and xmllint"))
  func schemas() throws {
    for export in [try export(), try export(address: "http://localhost:8080"), try shipped()] {
      try TestFolders.withTemporaryFolder { folder in
        for file in export.files where file.path.hasSuffix(".xml") {
          let place = folder.appendingPathComponent(file.path.replacingOccurrences(of: "/", with: "-"))
          try file.data.write(to: place)
          let schema =
            switch file.path.split(separator: "/").last?.split(separator: "-").first {
            case "imsmanifest.xml": "cc11libxml2validator.xsd"
            case "questions": "ccv1p1_qtiasiv1p2p1_v1p0.xsd"
            default: "imslticc_v1p0p1.xsd"
            }
          let (status, output) = try Schemas.validate(place, schema: schema)
          #expect(status == 0, "\(file.path): \(output)")
        }
      }
    }
  }

  private func shipped() throws -> CourseExport {
    try Course.load(TestCourse.shipped).export(
      as: "cc11", options: ExportOptions(address: "https://twinbench.school.nl"))
  }

  @Test(
    "an address that is none is refused",
    arguments: [
      "", "twinbench", "ftp://a.nl", "https://", "https://a.nl?x=1", "https://a.nl/#x", "https://a b.nl",
      "https://u@a.nl",
    ])
  func badAddress(address: String) {
    #expect(throws: CourseError.address(address)) { try ExportOptions(address: address) }
  }
}

@Suite("The rules of a cartridge beyond its schema")
struct CartridgeRuleTests {
  /// A small manifest that keeps to every rule.
  private func sound() -> (XMLElement, [String: Data]) {
    let manifest = XMLElement(
      "manifest", ["xmlns": CartridgeRules.namespace, "identifier": "m"],
      [
        XMLElement(
          "organizations", [:],
          [
            XMLElement(
              "organization", ["identifier": "o", "structure": "rooted-hierarchy"],
              [
                XMLElement(
                  "item", ["identifier": "root"],
                  [XMLElement("item", ["identifier": "i", "identifierref": "page"], [XMLElement("title", [:], "t")])])
              ])
          ]),
        XMLElement(
          "resources", [:],
          [
            resource("page", "webcontent", ["a.html"], href: "a.html", needs: ["figure"]),
            resource("figure", "webcontent", ["a.svg"], href: "a.svg"),
            resource("link", "imsbasiclti_xmlv1p0", ["l.xml"]), resource("web", "imswl_xmlv1p1", ["w.xml"]),
            resource("bank", "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank", ["b.xml"]),
          ]),
      ])
    let paths = ["a.html", "a.svg", "l.xml", "w.xml", "b.xml"]
    var files = Dictionary(uniqueKeysWithValues: paths.map { ($0, Data()) })
    files["imsmanifest.xml"] = manifest.xmlDocument()
    return (manifest, files)
  }

  private func resource(
    _ name: String, _ type: String, _ files: [String], href: String? = nil, needs: [String] = []
  ) -> XMLElement {
    var element = XMLElement(
      "resource", ["identifier": name, "type": type],
      files.map { XMLElement("file", ["href": $0]) } + needs.map { XMLElement("dependency", ["identifierref": $0]) })
    element["href"] = href
    return element
  }

  /// The manifest with one resource replaced.
  private func replacing(_ name: String, with other: XMLElement) -> XMLElement {
    var (manifest, _) = sound()
    var resources = manifest.elements[1]
    resources.children = resources.elements.map { .element($0["identifier"] == name ? other : $0) }
    manifest.children[1] = .element(resources)
    return manifest
  }

  private func without(_ name: String, in manifest: XMLElement) -> XMLElement {
    var manifest = manifest
    var resources = manifest.elements[1]
    resources.children = resources.elements.filter { $0["identifier"] != name }.map(XMLElement.Node.element)
    manifest.children[1] = .element(resources)
    return manifest
  }

  @Test("a sound manifest passes")
  func passes() throws {
    let (manifest, files) = sound()
    try CartridgeRules.check(manifest: manifest, files: files)
  }

  @Test("each broken rule is named")
  func broken() {
    let (manifest, files) = sound()
    let bank = "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"
    let cases: [(String, XMLElement, [String: Data])] = [
      ("10b", replacing("page", with: resource("page", "webcontent", ["a.html"], href: "b.html")), files),
      ("9a", replacing("page", with: resource("page", "webcontent", ["a.html", "a.html"], href: "a.html")), files),
      (
        "7a", replacing("page", with: resource("page", "webcontent", ["a.html"], href: "a.html", needs: ["page"])),
        files
      ),
      (
        "7b",
        replacing(
          "page", with: resource("page", "webcontent", ["a.html"], href: "a.html", needs: ["figure", "figure"])),
        files
      ),
      ("5", replacing("page", with: resource("page", "webcontent", ["a.html"], href: "a.html", needs: ["web"])), files),
      (
        "dependency", replacing("page", with: resource("page", "webcontent", ["a.html"], href: "a.html", needs: ["x"])),
        files
      ),
      ("2d", replacing("web", with: resource("web", "imswl_xmlv1p1", ["w.xml"], needs: ["figure"])), files),
      ("11", replacing("link", with: resource("link", "imsbasiclti_xmlv1p0", ["l.xml"], needs: ["figure"])), files),
      ("href", replacing("link", with: resource("link", "imsbasiclti_xmlv1p0", ["l.xml"], href: "l.xml")), files),
      ("4a", replacing("web", with: resource("web", bank, ["w.xml"])), files),
      (
        "8a", without("bank", in: replacing("page", with: resource("page", bank, ["a.html"]))),
        files.filter { $0.key != "b.xml" }
      ),
      ("6g", replacing("page", with: resource("page", "webcontent", ["a.html"])), files),
      ("identifier", replacing("web", with: resource("page", "imswl_xmlv1p1", ["w.xml"])), files),
      ("identifier", replacing("web", with: resource("1web", "imswl_xmlv1p1", ["w.xml"])), files),
      ("missingFile", manifest, files.filter { $0.key != "a.svg" }),
      ("unlistedFile", manifest, files.merging(["c.html": Data()]) { first, _ in first }),
      ("ascii", manifest, files.merging(["c ë.html": Data()]) { first, _ in first }),
      ("namespace", manifest, files.merging(["imsmanifest.xml": Data("<manifest/>".utf8)]) { _, last in last }),
    ]
    for (rule, manifest, files) in cases {
      do {
        try CartridgeRules.check(manifest: manifest, files: files)
        Issue.record("rule \(rule) was not noticed")
      } catch CourseError.cartridge(let found, _) {
        #expect(found == rule)
      } catch {
        Issue.record("\(error)")
      }
    }
  }
}

/// xmllint with the schemas of Common Cartridge 1.1.
enum Schemas {
  private static let program = "/usr/bin/xmllint"

  static var folder: URL? { TestFolders.shared?.appendingPathComponent("standards/xsd/cc11_moodle") }

  static var available: Bool {
    FileManager.default.isExecutableFile(atPath: program)
      && folder.map { FileManager.default.fileExists(atPath: $0.path) } ?? false
  }

  static func validate(_ file: URL, schema: String) throws -> (status: Int32, output: String) {
    let place = folder?.appendingPathComponent(schema).path ?? schema
    return try Program.run(program, ["--nonet", "--noout", "--schema", place, file.path])
  }
}
