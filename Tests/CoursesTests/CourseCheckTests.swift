import Essentials
import Foundation
import Markup
import TestSupport
import Testing

@testable import Courses

@Suite("Checking a course")
struct CourseCheckTests {
  @Test("a sound course has nothing to say, and is read in the manifest's order")
  func sound() throws {
    let course = try TestCourse.load()
    #expect(course.check().isEmpty)
    #expect(course.lessons.map(\.id) == ["sun", "rain"])
    #expect(course.lessons[0].title == LocalizedText(nl: "De zon", en: "The sun"))
    #expect(course.manifest.packs.map(\.description) == ["twinbench/basis-nl@0.1.0"])
    #expect(course.manifest.packManifest().synthetic == false)
  }

  @Test(
    "each mistake is named with its file and line",
    arguments: [
      (["lessons/sun.en.md": nil], "course.missingTranslation", "lessons/sun.en.md", nil),
      (["lessons/sun.nl.md": nil, "lessons/sun.en.md": nil], "course.missingLesson", "lessons/sun.nl.md", nil),
      (["lessons/sun.nl.md": "Geen titel"], "course.lessonWithoutTitle", "lessons/sun.nl.md", 1),
      (["lessons/sun.nl.md": "# A\n\n### B"], "course.headingOrder", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n# B"], "course.headingOrder", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n## "], "course.headingEmpty", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n![x](../figures/b.svg)"], "course.brokenFigure", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n![x](rain.nl.md)"], "course.brokenFigure", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n![](../figures/tree.svg)"], "markdown.alt", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n<script>x</script>"], "markdown.html", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n[les](mist.nl.md)"], "course.brokenLink", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n[les](../assignments/x.yaml)"], "course.brokenLink", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n[sleutel](../plans/best.geojson)"], "course.keyLinked", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n[kop](#weg)"], "course.brokenHeading", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n[kop](rain.nl.md#weg)"], "course.brokenHeading", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\n[klik hier](rain.nl.md)"], "course.vagueLink", "lessons/sun.nl.md", 3),
      (["lessons/sun.nl.md": "# A\n\nIn {{area}}."], "course.placeholder", "lessons/sun.nl.md", nil),
      (["lessons/sun.nl.md": "# A\n\n- **in {{area}}**"], "course.placeholder", "lessons/sun.nl.md", nil),
      (["lessons/rain.en.md": "# Rain"], "course.otherShape", "lessons/rain.en.md", nil),
      (["figures/b.svg": TestCourse.drawing], "course.unusedFigure", "figures/b.svg", nil),
      (["figures/b.svg": "<svg onload=\"x\"/>"], "figure.element", "figures/b.svg", 1),
      (["figures/b ë.svg": TestCourse.drawing], "course.fileName", "figures/b ë.svg", nil),
      (["lessons/old.nl.md": "# Oud"], "course.unlisted", "lessons/old.nl.md", nil),
    ] as [([String: String?], String, String, Int?)])
  func mistakes(changes: [String: String?], code: String, file: String, line: Int?) throws {
    let found = try TestCourse.load(changing: changes).check()
    let match = try #require(
      found.first { $0.code == code }, "found \(found.map(\.code)) instead")
    #expect(match.location.file == file)
    if let line { #expect(match.location.line == line) }
  }

  @Test(
    "each mistake in an assignment is named with its file",
    arguments: [
      (["assignments/square.yaml": nil], "course.missingAssignment", "assignments/square.yaml"),
      (["exercises/count.yaml": nil], "course.missingExercise", "assignments/square.yaml"),
      (["exercises/other.yaml": "id: other"], "course.unlisted", "exercises/other.yaml"),
      (
        ["assignments/square.yaml": assignment.replacingOccurrences(of: "id: square", with: "id: circle")],
        "course.otherIdentifier", "assignments/square.yaml"
      ),
      (
        ["assignments/square.yaml": assignment.replacingOccurrences(of: "en: You", with: "en: <b>You</b>")],
        "markdown.html", "assignments/square.yaml"
      ),
      (
        [
          "exercises/count.yaml": exercise.replacingOccurrences(
            of: "How much water falls?", with: "'![x](../figures/no.svg)'")
        ],
        "course.brokenFigure", "exercises/count.yaml"
      ),
      (
        ["exercises/count.yaml": exercise.replacingOccurrences(of: ", en: How much water falls?", with: "")],
        "yaml.missingKey", "exercises/count.yaml"
      ),
    ] as [([String: String?], String, String)])
  func assignments(changes: [String: String?], code: String, file: String) throws {
    #expect(try TestCourse.withAssignment().check().isEmpty)
    let found = try TestCourse.withAssignment(changing: changes).check()
    let match = try #require(found.first { $0.code == code }, "found \(found.map(\.code)) instead")
    #expect(match.location.file == file)
    if code.hasPrefix("markdown") || code == "course.brokenFigure" {
      #expect(match.location.line == nil && match.location.key?.hasSuffix(".en") == true)
    }
  }

  private static let assignment = (TestCourse.assignment["assignments/square.yaml"] ?? nil) ?? ""
  private static let exercise = (TestCourse.assignment["exercises/count.yaml"] ?? nil) ?? ""

  @Test(
    "a manifest with a mistake is refused with its place",
    arguments: [
      ("lessons: [sun, rain]", "lessons: [sun, sun]", "course.listedTwice"),
      ("lessons: [sun, rain]", "lessons: [Sun]", "course.identifier"),
      ("lessons: [sun, rain]", "lessons: []", "course.noLessons"),
      ("lessons: [sun, rain]", "lessons: [sun]\nlesson: x", "yaml.unknownKey"),
      ("hours: 2", "hours: 0", "yaml.outOfRange"),
      ("hours: 2", "audience: {nl: a, en: ' '}", "yaml.missingTranslation"),
      ("hours: 2", "audience: {nl: a}", "yaml.missingKey"), ("hours: 2", "area: x", "yaml.unknownKey"),
    ])
  func manifest(old: String, new: String, code: String) throws {
    let text = TestCourse.manifest.replacingOccurrences(of: old, with: new)
    do {
      _ = try TestCourse.load(changing: ["course.yaml": text])
      Issue.record("the manifest was accepted")
    } catch {
      let diagnostic = Diagnostic(from: error)
      #expect(diagnostic.code == code)
      #expect(diagnostic.location.file == "course.yaml" && diagnostic.location.line != nil)
    }
  }

  @Test("a course with errors does not leave, and says them all")
  func refused() throws {
    let course = try TestCourse.load(changing: [
      "lessons/sun.nl.md": "# A\n\n<b>x</b>", "lessons/rain.nl.md": "# B\n\n![x](../figures/c.svg)",
    ])
    let thrown = #expect(throws: CourseError.self) { try course.export(as: "html") }
    guard case .refused(let problems) = thrown else {
      Issue.record("\(thrown.debugDescription)")
      return
    }
    #expect(problems.map(\.code).contains("markdown.html") && problems.map(\.code).contains("course.brokenFigure"))
    let unknown = #expect(throws: CourseError.self) { try course.export(as: "scorm") }
    #expect(unknown == .unknownFormat("scorm", known: ["cc11", "html"]))
  }

  @Test("the course that we ship has no errors and no warnings")
  func shipped() throws {
    let found = try Course.load(TestCourse.shipped).check()
    #expect(found.isEmpty, "\(found.map { $0.rendered(in: .en) }.joined(separator: "\n"))")
  }
}

@Suite("A template of a course")
struct CourseTemplateTests {
  private let values = [
    "name": "school/our-street", "area": "twinbench/straat-van-de-toekomst", "areaVersion": "0.1.0",
    "areaTitle": "de straat van de toekomst", "areaTitleEn": "the street of the future", "author": "A \"B\" \\ C",
    "date": "2026-11-21",
  ]

  @Test("is a course without a blank once it is filled in")
  func filled() throws {
    let plan = try Data(
      contentsOf: TestFolders.repository.appendingPathComponent(
        "packs/straat-van-de-toekomst/scenarios/example/plan.geojson"))
    let made = try CourseTemplate.files(.folder(TestCourse.template), filling: values, referencePlan: plan)
    let content = Dictionary(uniqueKeysWithValues: made.map { ($0.path, $0.data) })
    let course = try Course.load(CourseFiles(paths: Array(content.keys)) { content[$0] ?? Data() })
    #expect(course.manifest.authors.map(\.name) == ["A \"B\" \\ C"])
    #expect(course.manifest.packs.map(\.description).contains("twinbench/straat-van-de-toekomst@0.1.0"))
    #expect(Set(values.keys) == Set(CourseTemplate.blanks.keys))
    let found = course.check()
    #expect(found.isEmpty, "\(found.map { $0.rendered(in: .en) }.joined(separator: "\n"))")
  }

  @Test("takes an area's title as words, whatever it holds")
  func hostileTitle() throws {
    let title = "![x](http://e.nl/x.png) <script> www.e.nl **a** [b](javascript:c)\n# d"
    var hostile = values
    hostile["areaTitle"] = title
    let made = try CourseTemplate.files(.folder(TestCourse.template), filling: hostile, referencePlan: Data())
    let lesson = try #require(made.first { $0.path == "lessons/kijken.nl.md" })
    let document = MarkdownDocument.parse(lesson.data, file: lesson.path)
    #expect(document.problems.isEmpty)
    #expect(document.links.isEmpty && document.images.allSatisfy { $0.path.hasPrefix("figures/") })
    #expect(document.headings.count == 4)
    #expect(document.texts.contains { $0.contains("![x](http://e.nl/x.png) <script> www.e.nl **a**") })
  }

  @Test("names the blank that has no value")
  func missing() throws {
    var fewer = values
    fewer["areaTitle"] = nil
    let thrown = #expect(throws: CourseError.self) {
      try CourseTemplate.files(.folder(TestCourse.template), filling: fewer, referencePlan: Data())
    }
    #expect(thrown?.diagnostic.location.file == "lessons/kijken.nl.md")
  }
}

@Suite("The files of a course")
struct CourseFilesTests {
  @Test("are plain files: a pipe is refused at once", .timeLimit(.minutes(1)))
  func pipe() throws {
    try TestFolders.withTemporaryFolder { folder in
      let place = folder.appendingPathComponent("plan.geojson")
      try #require(mkfifo(place.path, 0o644) == 0)
      #expect(throws: FileError.self) { try CourseFiles.read(place, named: "plan.geojson") }
    }
  }
}
