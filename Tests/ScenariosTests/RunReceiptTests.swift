import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
import Scenarios
import Testing

@Suite("The receipt of a run")
struct RunReceiptTests {
  private static let made = Result { try run() }

  private static func run(_ inputs: ScenarioInputs? = nil, threads: Int = 2) throws -> ScenarioRun {
    try ScenarioRun.run(
      inputs ?? SmallScenario.inputs(), cache: NoRunCache(), context: WorkContext(threads: threads))
  }

  @Test("has the same bytes whatever the number of threads, ids and titles, and none of the machine")
  func repeats() throws {
    var renamed = try SmallScenario.inputs(notes: "andere")
    renamed.plan.measures[0].id = "anders"
    renamed.title = LocalizedText(verbatim: "Anders")
    let first = try JSONValue(encoding: RunReceipt(Self.made.get())).canonicalData()
    let second = try JSONValue(encoding: RunReceipt(Self.run(renamed, threads: 1))).canonicalData()
    #expect(first == second)
    let members = try #require(try JSONValue(parsing: first).objectValue)
    #expect(Set(members.keys).isDisjoint(with: ["timing", "libraries", "threads"]))
  }

  @Test("reads back from its own bytes, with no difference from itself")
  func readsBack() throws {
    let receipt = try RunReceipt(Self.made.get())
    let data = try JSONValue(encoding: receipt).canonicalData()
    let read = try JSONDecoder().decode(RunReceipt.self, from: data)
    #expect(read == receipt)
    #expect(read.differences(from: receipt).isEmpty)
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var name: String
    var code: String
    /// What the text must name.
    var named: [String]
    var make: @Sendable () throws -> ScenarioInputs

    var testDescription: String { name }
  }

  static let changes: [Change] = [
    Change(name: "another pack version", code: "receipt.pack", named: ["test/small", "1.0.0", "1.1.0"]) {
      var inputs = try SmallScenario.inputs()
      inputs.packs[0].version = "1.1.0"
      return inputs
    },
    Change(
      name: "a pack of the same version with other content", code: "receipt.pack",
      named: [
        "test/small", String(Digest.sha256("small").hex.prefix(16)), String(Digest.sha256("other").hex.prefix(16)),
      ]
    ) {
      var inputs = try SmallScenario.inputs()
      inputs.packs[0].digest = Digest.sha256("other")
      return inputs
    },
    Change(name: "another event", code: "receipt.event", named: ["bui08", "wolkbreuk-70mm-1u"]) {
      try SmallScenario.inputs(events: ["hete-dag-2015-07-01", "wolkbreuk-70mm-1u"])
    },
    Change(name: "another parameter", code: "receipt.parameter", named: ["rain.dryingMinutes", "11.0", "10.0"]) {
      try SmallScenario.inputs(parameters: ["rain": ["dryingMinutes": 11]])
    },
    Change(name: "a measure elsewhere", code: "receipt.plan", named: ["Measure 1", "tree@1.0.0"]) {
      var tree = SmallScenario.tree
      tree.geometry = .point(Point(155_008.6, 463_008.5))
      return try SmallScenario.inputs(measures: [tree, SmallScenario.lawn])
    },
    Change(name: "a measure less", code: "receipt.plan", named: ["number of measures", "1", "2"]) {
      try SmallScenario.inputs(measures: [SmallScenario.tree])
    },
  ]

  @Test("names the input that differs, and no result", arguments: changes)
  func namesTheInput(_ change: Change) throws {
    let here = try RunReceipt(Self.run(change.make()))
    let differences = try here.differences(from: RunReceipt(Self.made.get()))
    #expect(Set(differences.map(\.code)) == [change.code])
    let text = differences.map { $0.what.en + $0.code }.joined(separator: " ")
    for name in change.named { #expect(text.contains(name), "\(name) in \(text)") }
    for difference in differences {
      #expect(!difference.what.nl.isEmpty && !difference.remedy.nl.isEmpty)
      #expect(difference.what.nl != difference.what.en)
    }
  }

  @Test(
    "names engine, model, tables and cards as inputs",
    arguments: [
      ("receipt.engine", "9.9.9"), ("receipt.model", "8.8.8"), ("receipt.landCoverTable", "data/landcover.yaml"),
      ("receipt.measureCard", "tree@1.0.0"), ("receipt.indicatorCard", "pet-mean@1.0.0"),
    ])
  func otherInputs(_ row: (code: String, named: String)) throws {
    let receipt = try RunReceipt(Self.made.get())
    var other = receipt
    switch row.code {
    case "receipt.engine": other.engine = row.named
    case "receipt.model": for index in other.nodes.indices { other.nodes[index].modelVersion = row.named }
    case "receipt.landCoverTable": other.landCoverTable = Digest.sha256("other")
    case "receipt.measureCard": other.cards[row.named] = Digest.sha256("other")
    default: other.indicatorCards[row.named] = Digest.sha256("other")
    }
    // A result that differs too goes unsaid beside an input that explains it.
    other.nodes[0].layers["pet"] = Digest.sha256("other")
    let differences = receipt.differences(from: other)
    #expect(Set(differences.map(\.code)) == [row.code])
    for difference in differences {
      #expect((difference.what.nl + (difference.location.key ?? "")).contains(row.named))
    }
  }

  @Test("names a layer, a number or an indicator only when all inputs are equal")
  func results() throws {
    let receipt = try RunReceipt(Self.made.get())
    var other = receipt
    other.nodes[0].layers["pet"] = Digest.sha256("other")
    other.nodes[1].scalars["meanPET"] = 0
    other.indicators["petMean"] = .init(before: 1, after: 2)
    let differences = receipt.differences(from: other)
    #expect(differences.map(\.code) == ["receipt.layer", "receipt.scalar", "receipt.indicator"])
    #expect(differences[0].what.en.contains("'pet'"))
    #expect(differences[0].what.en.contains("hete-dag-2015-07-01"))
    #expect(differences.allSatisfy { $0.remedy.en.contains("inputs are equal") })
  }
}

@Suite("Kinds of events")
struct EventKindTests {
  @Test("are the ids of the models")
  func kinds() {
    #expect(Engine.kinds == ["comfort", "heat", "rain"])
    for model in Engine.models { #expect(Engine.model(for: model.description.id) != nil) }
  }

  @Test("give maps of one name each, fit for a file")
  func maps() {
    let names = Engine.models.flatMap { $0.description.outputs.compactMap(\.map?.name) }
    #expect(Set(names).count == names.count)
    #expect(names.contains("pet") && names.contains("water-depth"))
    for name in names { #expect(name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(name)") }
  }

  @Test("that no model has are refused with the place and the known ones")
  func unknown() throws {
    let file = SmallArea.basePack.appendingPathComponent("data/events/bui08.yaml")
    let text = try String(contentsOf: file, encoding: .utf8).replacing("kind: rain", with: "kind: storm")
    let error = #expect(throws: YAMLError.self) { try Event(YAMLDocument.parse(text, file: "bui08.yaml")) }
    let diagnostic = try #require(error?.diagnostic)
    #expect(diagnostic.location.key == "kind")
    #expect(diagnostic.location.line != nil)
    #expect(diagnostic.remedy.nl.contains("comfort, heat, rain"))
  }

  @Test("that no model has cannot be run either")
  func unknownAtRun() throws {
    var inputs = try SmallScenario.inputs()
    inputs.events[1].kind = "storm"
    let error = #expect(throws: EventError.self) {
      try ScenarioRun.run(inputs, cache: NoRunCache(), context: WorkContext())
    }
    #expect(error?.diagnostic.code == "event.unknownKind")
    #expect(error?.diagnostic.remedy.en.contains("comfort, heat, rain") == true)
  }
}
