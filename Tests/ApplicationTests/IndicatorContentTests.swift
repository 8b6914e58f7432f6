import Application
import Essentials
import Foundation
import TestSupport
import Testing

/// Packs with indicator cards that must not be accepted, made from the real packs.
@Suite("Indicator cards that cannot be used stop the build")
struct IndicatorContentTests {
  private static let card = "indicators/heat-pet-mean.yaml"
  private static let formula = "mean(heat.pet in before(publicSpace))"

  private func text() throws -> String {
    try String(contentsOf: PreparedLibrary.source("basis-nl").appendingPathComponent(Self.card), encoding: .utf8)
  }

  private func build(_ source: URL) async throws -> Diagnostic? {
    let installation = try Installation(home: await PreparedLibrary.shared.home)
    let output = source.deletingLastPathComponent().appendingPathComponent("x.twinpack")
    let error = await #expect(throws: Diagnostic.self) {
      _ = try await installation.buildPack(source: source, output: output, data: nil) { _ in }
    }
    #expect(!FileManager.default.fileExists(atPath: output.path))
    return error
  }

  @Test(
    "A formula with a slip, at its character, with what is known",
    arguments: [
      ("mean(heat.pte in before(publicSpace))", "heat.pet"),
      ("mean(heat.pet in landCover(\"gars\"))", "gras"),
      ("meen(heat.pet)", "mean"),
      ("mean(heat.pet) + plan.constructionCost", "€"),
      ("mean(heat.pet", "bracket"),
    ])
  func slip(_ row: (formula: String, named: String)) async throws {
    let text = try text()
    #expect(text.contains(Self.formula))
    let spoiled = text.replacing(Self.formula, with: row.formula)
    let line = try #require(
      spoiled.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(row.formula) })
    try await TestFolders.withTemporaryFolder { folder in
      let source = try PreparedLibrary.copy("basis-nl", to: folder, replacing: Self.card, with: spoiled)
      let error = try #require(try await build(source))
      #expect(error.code.hasPrefix("formula."), "\(error.code)")
      #expect(error.location.file == Self.card)
      #expect(error.location.line == line + 1)
      #expect(error.location.column != nil)
      #expect((error.what.en + error.remedy.en).contains(row.named), "\(error.what.en) \(error.remedy.en)")
    }
  }

  @Test(
    "A unit that does not fit, a norm that goes up and down, a missing translation",
    arguments: [
      ("unit: \"°C\"", "unit: \"m\"", "indicator.wrongUnit"),
      ("[41, 38, 35, 29]", "[41, 38, 39, 29]", "indicator.normNotMonotone"),
      ("  en: \"How warm does it feel outdoors on a hot afternoon?\"\n", "", "yaml.missingKey"),
    ])
  func card(_ row: (old: String, new: String, code: String)) async throws {
    let text = try text()
    #expect(text.contains(row.old))
    try await TestFolders.withTemporaryFolder { folder in
      let source = try PreparedLibrary.copy(
        "basis-nl", to: folder, replacing: Self.card, with: text.replacing(row.old, with: row.new))
      let error = try #require(try await build(source))
      #expect(error.code == row.code)
      #expect(error.location.file == Self.card)
      #expect(error.location.line != nil)
    }
  }

  @Test("Two cards of one name")
  func twice() async throws {
    let text = try text()
    try await TestFolders.withTemporaryFolder { folder in
      let source = try PreparedLibrary.copy("basis-nl", to: folder)
      try Data(text.utf8).write(to: source.appendingPathComponent("indicators/other.yaml"))
      let error = try #require(try await build(source))
      #expect(error.code == "pack.indicatorTwice")
      #expect(error.location.file == "indicators/other.yaml")
      #expect(error.what.en.contains(Self.card))
    }
  }

  @Test("A zone that the pack's own area does not have")
  func unknownZone() async throws {
    let card = try text().replacing("before(publicSpace)", with: "zone(\"plien\")")
    try await TestFolders.withTemporaryFolder { folder in
      let source = try PreparedLibrary.copy("straat-van-de-toekomst", to: folder)
      let file = source.appendingPathComponent(Self.card)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(card.utf8).write(to: file)
      let error = try #require(try await build(source))
      #expect(error.location.file == Self.card)
      #expect(error.location.column != nil)
      #expect((error.what.nl + error.remedy.nl).contains("plein"))
    }
  }
}
