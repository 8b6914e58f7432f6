import Essentials
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Courses

@Suite("A static site")
struct SiteTests {
  private func export(_ course: Course, languages: [Language] = Language.allCases) throws -> CourseExport {
    try course.export(as: "html", options: ExportOptions(languages: languages))
  }

  @Test("has every page in both languages, and a switch that stays on the page")
  func switching() throws {
    let export = try export(TestCourse.withAssignment())
    let paths = export.files.map(\.path)
    for name in ["index.html", "lesson-sun.html", "lesson-rain.html", "assignment-square.html"] {
      #expect(paths.contains("nl/\(name)") && paths.contains("en/\(name)"))
      let page = try #require(export.files.first { $0.path == "nl/\(name)" })
      let text = String(decoding: page.data, as: UTF8.self)
      #expect(text.contains("<html lang=\"nl\">"))
      #expect(text.contains("href=\"../en/\(name)\" lang=\"en\""))
    }
  }

  @Test("asks nothing of the network, runs nothing, and says so to the browser")
  func quiet() throws {
    for file in try export(TestCourse.withAssignment()).files where file.path.hasSuffix(".html") {
      let text = String(decoding: file.data, as: UTF8.self)
      #expect(text.contains("default-src 'none'"))
      #expect(!text.contains("<script") && !text.contains("style=\""))
      #expect(text.matches(of: /\ on[a-z]+=/).isEmpty)
      #expect(text.matches(of: /(?:src|rel="stylesheet" href)="https?:/).isEmpty)
    }
  }

  @Test("links to the assignment on the server where there is one, and else says how to hand in")
  func assignment() throws {
    let course = try TestCourse.withAssignment()
    let name = "en/assignment-square.html"
    for (options, part) in [
      (try ExportOptions(address: "https://a.nl/twinbench/"), "https://a.nl/twinbench/launch/school/heat/1.2.0/square"),
      (ExportOptions(), "the area twinbench/street@0.1.0"),
    ] {
      let page = try #require(course.export(as: "html", options: options).files.first { $0.path == name })
      #expect(String(decoding: page.data, as: UTF8.self).contains(part))
    }
  }

  @Test("is known as an export by a file of its own, so that no other folder is taken for one")
  func marker() throws {
    let export = try export(TestCourse.withAssignment())
    #expect(export.files.map(\.path).contains(CourseExport.marker))
    #expect(export.summary(named: "x").names.contains(CourseExport.marker))
    let cartridge = try TestCourse.withAssignment().export(as: "cc11")
    #expect(!cartridge.files.map(\.path).contains(CourseExport.marker))
  }

  @Test("shows the file to hand in, in the order of working: what needs no plan, the plan, the prediction, the run")
  func writtenForm() throws {
    let course = try TestCourse.withAssignment()
    #expect(
      course.sheets[0].writtenForm == """
        assignment: square
        pseudonym: ...
        entries:
          - {answer: count, value: "... m³"}
          - {answer: design, plan: plan.geojson}
          - {answer: predict, value: "... °C"}
          - {run: design}
        """)
    let page = try #require(
      course.export(as: "html").files.first { $0.path == "nl/assignment-square.html" })
    #expect(String(decoding: page.data, as: UTF8.self).contains("- {answer: design, plan: plan.geojson}\n"))
  }

  @Test("languages are written once each, and never none")
  func languages() {
    #expect(ExportOptions(languages: [.en, .nl, .en]).languages == [.en, .nl])
    #expect(ExportOptions(languages: []).languages == Language.allCases)
  }

  @Test("every page is well-formed and uses no id twice")
  func wellFormed() throws {
    for format in Course.formats {
      for file in try TestCourse.withAssignment().export(as: format.id).files where file.path.hasSuffix(".html") {
        let document = try XMLDocument(data: file.data)
        let identifiers = try document.nodes(forXPath: "//@id").compactMap(\.stringValue)
        #expect(Set(identifiers).count == identifiers.count, "\(file.path)")
        #expect(try document.nodes(forXPath: "//h1").count == 1, "\(file.path)")
      }
    }
  }

  @Test("names authors, licence, version and packs on every page")
  func credit() throws {
    for file in try export(TestCourse.load()).files where file.path.hasPrefix("en/") {
      let text = String(decoding: file.data, as: UTF8.self)
      for part in ["Ada; Lovelace", "CC BY 4.0", "1.2.0", "twinbench/basis-nl@0.1.0"] {
        #expect(text.contains(part), "\(file.path): \(part)")
      }
    }
  }

  @Test("two exports are the same bytes, and one language is a site of its own")
  func reproducible() throws {
    let course = try Course.load(TestCourse.shipped)
    #expect(try export(course).files == export(course).files)
    let english = try export(course, languages: [.en])
    #expect(!english.files.contains { $0.path.hasPrefix("nl/") })
    #expect(!english.files.contains { String(decoding: $0.data, as: UTF8.self).contains("hreflang=\"nl\"") })
  }

  @Test(
    "opens in a browser without a fault: axe, links, figures, both schemes, laptop and phone",
    .enabled(if: SiteCheck.available, "needs TWINBENCH_SITE_CHECK"))
  func browser() throws {
    try TestFolders.withTemporaryFolder { folder in
      let site = folder.appendingPathComponent("site")
      try export(Course.load(TestCourse.shipped)).write(to: site)
      let (status, output) = try SiteCheck.run(
        site, pictures: ProcessInfo.processInfo.environment["TWINBENCH_SITE_PICTURES"])
      #expect(status == 0, "\(output)")
      #expect(output.contains(" 0 problems"))
    }
  }

  @Test("the pages of a cartridge pass as well", .enabled(if: SiteCheck.available, "needs TWINBENCH_SITE_CHECK"))
  func cartridgePages() throws {
    try TestFolders.withTemporaryFolder { folder in
      for file in try Course.load(TestCourse.shipped).export(as: "cc11").files {
        let place = folder.appendingPathComponent(file.path)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try file.data.write(to: place)
      }
      let (status, output) = try SiteCheck.run(folder)
      #expect(status == 0, "\(output)")
    }
  }

  @Test("the check notices a page that is wrong", .enabled(if: SiteCheck.available, "needs TWINBENCH_SITE_CHECK"))
  func notices() throws {
    try TestFolders.withTemporaryFolder { folder in
      let page = "<!DOCTYPE html><html><body><main><img src=\"a.png\"><a href=\"gone.html\">x</a></main></body></html>"
      try Data(page.utf8).write(to: folder.appendingPathComponent("index.html"))
      let (status, output) = try SiteCheck.run(folder)
      #expect(status == 1)
      for fault in ["image-alt", "document-title", "html-has-lang", "there is no gone.html"] {
        #expect(output.contains(fault), "\(fault) in \(output)")
      }
    }
  }
}

/// `scripts/site-check`; the pictures that it takes go to `TWINBENCH_SITE_PICTURES` for who wants to see them.
enum SiteCheck {
  static var available: Bool { ProcessInfo.processInfo.environment["TWINBENCH_SITE_CHECK"] != nil }

  static func run(_ site: URL, pictures: String? = nil) throws -> (status: Int32, output: String) {
    try Program.run("scripts/site-check", [site.path] + (pictures.map { [$0] } ?? []))
  }
}
