import Archives
import Essentials
import Foundation
import TestSupport
import Testing
import TwinPacks

@testable import Courses

@Suite("A course in a pack's container")
struct CourseArchiveTests {
  private let digest = Digest.sha256("a pack")

  private func build(_ source: URL, to output: URL) throws -> PackContents {
    try PackBuilder.build(source: source, output: output, dependencyDigest: { _, _ in digest })
  }

  @Test("is built from course.yaml, holds it with every file, and pins the packs by their digest")
  func build() throws {
    try TestFolders.withTemporaryFolder { folder in
      let output = folder.appendingPathComponent("a.twincourse")
      let contents = try build(TestCourse.shipped, to: output)
      let course = try Course.load(TestCourse.shipped)
      #expect(contents.manifest.reference == course.manifest.pack.reference)
      #expect(
        contents.manifest.dependencies.allSatisfy { $0.digest == digest } && contents.manifest.dependencies.count == 2)
      let payload = Set(contents.files.map(\.path))
      #expect(payload.isSuperset(of: course.files.paths))
      #expect(payload.contains("pack.yaml"))
      #expect(
        contents.manifest.reference.courseArchiveName == "twinbench-cursus-straat-van-de-toekomst-0.1.0.twincourse")
    }
  }

  @Test("is the same bytes each time")
  func reproducible() throws {
    try TestFolders.withTemporaryFolder { folder in
      let outputs = ["a", "b"].map { folder.appendingPathComponent("\($0).twincourse") }
      for output in outputs { _ = try build(TestCourse.shipped, to: output) }
      #expect(try Data(contentsOf: outputs[0]) == Data(contentsOf: outputs[1]))
    }
  }

  @Test(
    "takes no folder that a course does not have, and no pack.yaml beside course.yaml",
    arguments: ["area/x.txt", "pack.yaml"])
  func foreign(path: String) throws {
    try TestFolders.withTemporaryFolder { folder in
      for (name, text) in TestCourse.files.merging([path: "x"], uniquingKeysWith: { first, _ in first }) {
        let place = folder.appendingPathComponent("source/\(name)")
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
      }
      #expect(throws: PackError.self) {
        try build(folder.appendingPathComponent("source"), to: folder.appendingPathComponent("a.twincourse"))
      }
    }
  }

  @Test(
    "passes the public validators as a pack does",
    .enabled(
      if: ProcessInfo.processInfo.environment["TWINBENCH_VALIDATORS"] != nil, "needs TWINBENCH_VALIDATORS"))
  func validators() throws {
    try TestFolders.withTemporaryFolder { folder in
      let output = folder.appendingPathComponent("a.twincourse")
      _ = try build(TestCourse.shipped, to: output)
      let (status, text) = try Program.run("scripts/pack-check", [output.path])
      #expect(status == 0, "\(text)")
      #expect(text.contains("bagit: passed"))
    }
  }
}
