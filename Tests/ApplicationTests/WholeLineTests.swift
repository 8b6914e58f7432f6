import Application
import Assessment
import Courses
import Essentials
import Foundation
import Jobs
import TestSupport
import Testing
import TwinPacks

/// pack -> area -> plan -> run -> indicators -> grade -> share, by the use cases that the command line calls.
@Suite("From pack to cartridge")
struct WholeLineTests {
  private static let street = TestFolders.repository.appendingPathComponent("courses/straat-van-de-toekomst")

  /// What an area's example run must show before anything is graded.
  private func requireIndicators(_ pack: String, _ installation: Installation, in folder: URL) async throws {
    let summary = try await installation.run(
      scenarioFile: PreparedLibrary.scenario(pack), output: folder.appendingPathComponent("run"), language: .nl
    ) { _ in }
    #expect(summary.indicators.count >= 10)
    #expect(summary.indicators.contains { $0.after.score != nil })
    let explained = try JSONValue(
      parsing: Data(contentsOf: folder.appendingPathComponent("run/indicators.json")))
    #expect(explained != .null)
  }

  /// Builds, installs, hands in, grades, verifies and exports; everything twice where bytes must not change.
  private func follow(_ course: URL, on installation: Installation, in folder: URL) async throws -> Grade {
    let report = try await installation.checkCourse(.folder(course), samples: true) { _ in }
    #expect(report.isSound, "\(report.diagnostics.map { $0.rendered(in: .en) })")
    // Right, wrong and invalid for each exercise.
    #expect(report.exercises >= 3 && report.samples >= 3 * report.exercises)

    let archives = ["a", "b"].map { folder.appendingPathComponent("\($0).twincourse") }
    for archive in archives { _ = try await installation.buildCourse(source: course, output: archive) { _ in } }
    #expect(try Data(contentsOf: archives[0]) == Data(contentsOf: archives[1]))
    let contents = try await installation.installPack(archives[0]) { _ in }

    let submission = folder.appendingPathComponent("voorbeeld.twinsubmission")
    let source = course.appendingPathComponent("submissions/voorbeeld/submission.yaml")
    _ = try await installation.packSubmission(source, course: .folder(course), output: submission) { _ in }
    let grade = try await installation.grade(submission, course: nil) { _ in }
    let places: [CourseLocation] = [.folder(course), .archive(archives[1]), .installed("\(contents.manifest.name)")]
    for place in places {
      let again = try await installation.grade(submission, course: place) { _ in }
      #expect(try again.digest() == grade.digest(), "\(place)")
    }
    let verification = try await installation.verifySubmission(submission, course: nil) { _ in }
    #expect(verification.runs == 1 && verification.differences.isEmpty)

    let cartridges = ["a", "b"].map { folder.appendingPathComponent("\($0).imscc") }
    for cartridge in cartridges {
      let exported = try await installation.exportCourse(
        .folder(course), format: "cc11", address: "https://twinbench.example", output: cartridge
      ) { _ in }
      #expect(exported.report.contains { $0.outcome == .taken })
    }
    #expect(try Data(contentsOf: cartridges[0]) == Data(contentsOf: cartridges[1]))
    let site = folder.appendingPathComponent("site")
    for _ in 1...2 {
      _ = try await installation.exportCourse(.folder(course), format: "html", address: nil, output: site) { _ in }
    }
    #expect(FileManager.default.fileExists(atPath: site.appendingPathComponent("nl/index.html").path))
    // Somebody's own site has files of the same names.
    let own = folder.appendingPathComponent("own/index.html")
    try FileManager.default.createDirectory(at: own.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: own)
    await #expect(throws: ApplicationError.self) { () async throws in
      _ = try await installation.exportCourse(
        .folder(course), format: "html", address: nil, output: own.deletingLastPathComponent()
      ) { _ in }
    }
    #expect(try Data(contentsOf: own) == Data("mine".utf8))
    return grade
  }

  private func requireReasons(_ grade: Grade) {
    #expect(grade.exercises.count == 3)
    #expect(grade.points > 0 && grade.points <= grade.maximum)
    for exercise in grade.exercises {
      #expect(exercise.state == .graded, "\(exercise.exercise)")
      for check in exercise.checks { #expect(!check.reason.nl.isEmpty && !check.reason.en.isEmpty) }
    }
    let told = grade.exercises.flatMap(\.checks).flatMap(\.contributions)
    #expect(told.contains { !$0.changes.isEmpty }, "nothing says which measure did what")
  }

  @Test("the street of the future, with its own course")
  func street() async throws {
    let prepared = try await PreparedLibrary.shared
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"), threads: 2)
      for pack in [prepared.base, prepared.street] { _ = try await installation.installPack(pack) { _ in } }
      try await requireIndicators("straat-van-de-toekomst", installation, in: folder)
      let grade = try await follow(Self.street, on: installation, in: folder)
      requireReasons(grade)
      // The example student does well but not perfectly.
      #expect(grade.points < grade.maximum)
    }
  }

  @Test(
    "Delft Oostpoort, with a course made from the template", .enabled(if: TestFolders.hasShared, "needs ../shared"))
  func delft() async throws {
    let prepared = try await PreparedLibrary.shared
    let data = try #require(TestFolders.shared).appendingPathComponent("data/twin_delft_oostpoort")
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"), threads: 2)
      let archive = folder.appendingPathComponent("delft.twinpack")
      _ = try await installation.installPack(prepared.base) { _ in }
      _ = try await installation.buildPack(
        source: PreparedLibrary.source("delft-oostpoort"), output: archive, data: data
      ) { _ in }
      _ = try await installation.installPack(archive) { _ in }
      try await requireIndicators("delft-oostpoort", installation, in: folder)
      let course = folder.appendingPathComponent("delft-en-water")
      try installation.newCourse(
        at: course, area: "twinbench/delft-oostpoort", name: nil,
        templates: TestFolders.repository.appendingPathComponent("templates"))
      requireReasons(try await follow(course, on: installation, in: folder))
    }
  }

  @Test("a submission made with another version of a pack is refused by name, and verify names it too")
  func otherPack() async throws {
    let prepared = try await PreparedLibrary.shared
    try await TestFolders.withTemporaryFolder { folder in
      let installation = try Installation(home: folder.appendingPathComponent("home"), threads: 2)
      for pack in [prepared.base, prepared.street] { _ = try await installation.installPack(pack) { _ in } }
      let source = folder.appendingPathComponent("submission.yaml")
      try Data(
        """
        assignment: koele-straat
        pseudonym: vlinder-12
        entries: [{answer: regenvolume, value: "6300 m3"}]
        """.utf8
      ).write(to: source)
      let submission = folder.appendingPathComponent("a.twinsubmission")
      let packed = try await installation.packSubmission(
        source, course: .folder(Self.street), output: submission
      ) { _ in }
      #expect(packed.remarks.map(\.location.key) == ["voorspel-plein", "ontwerp"])

      // Another school, where the street's pack has the same version and one more sentence in it.
      let other = try Installation(home: folder.appendingPathComponent("other"), threads: 2)
      let changed = try PreparedLibrary.copy("straat-van-de-toekomst", to: folder)
      let manifest = changed.appendingPathComponent("pack.yaml")
      let text = try String(contentsOf: manifest, encoding: .utf8)
      try Data(text.replacing("Geen enkel huis bestaat echt.", with: "Niets is echt.").utf8).write(to: manifest)
      let archive = folder.appendingPathComponent("changed.twinpack")
      _ = try await other.installPack(prepared.base) { _ in }
      _ = try await other.buildPack(source: changed, output: archive, data: nil) { _ in }
      _ = try await other.installPack(archive) { _ in }

      let error = await #expect(throws: Diagnostic.self) {
        _ = try await other.grade(submission, course: .folder(Self.street)) { _ in }
      }
      #expect(error?.code == "submission.otherPack")
      #expect(error?.what.nl.contains("twinbench/straat-van-de-toekomst") == true)
      // Without --course the submission's own course is looked for, and it was never installed here.
      let unknown = await #expect(throws: ApplicationError.self) {
        _ = try await other.grade(submission, course: nil) { _ in }
      }
      #expect(unknown?.diagnostic.code == "application.courseNotInstalled")
      let verification = try await other.verifySubmission(submission, course: .folder(Self.street)) { _ in }
      #expect(verification.differences.map(\.code) == ["submission.otherPack"])
    }
  }
}
