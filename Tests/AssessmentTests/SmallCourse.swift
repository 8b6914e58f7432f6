import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
import Indicators
import ModelKit
import Scenarios

@testable import Assessment

/// An assignment on the small area: a number, a prediction and a design, as their files would be.
enum SmallCourse {
  static let course = CoursePin(name: "test/course", version: "1.0.0")

  static let assignmentText = """
    id: proef
    version: 1.0.0
    title: {nl: Proef, en: Trial}
    introduction: {nl: Begin., en: Begin.}
    scenario:
      area: test/small@1.0.0
      events: [hete-dag-2015-07-01, bui08]
      parameters: {rain: {dryingMinutes: 10}}
    exercises: [volume, voorspel, ontwerp]
    """

  static let exercises = [
    "volume": """
    kind: numeric
    id: volume
    version: 1.0.0
    title: {nl: Volume, en: Volume}
    prompt: {nl: Hoeveel water valt er?, en: How much water falls?}
    unit: m3
    decimals: 1
    points: 2
    answer: {formula: area(everywhere) * 20 mm}
    tolerance: {relative: 0.01}
    wider: {relative: 0.1, points: 1}
    feedback:
      met: {nl: Netjes., en: Well done.}
      missed: {nl: Reken om naar meters., en: Convert to metres.}
    """,
    "voorspel": """
    kind: predict
    id: voorspel
    version: 1.0.0
    title: {nl: Voorspel, en: Predict}
    prompt: {nl: Hoeveel daalt PET?, en: How much does PET fall?}
    about: ontwerp
    formula: before(mean(heat.pet in zone("hoek"))) - mean(heat.pet in zone("hoek"))
    unit: K
    decimals: 1
    points: 3
    tolerance: 0.5
    zeroAt: 2
    """,
    "ontwerp": """
    kind: design
    id: ontwerp
    version: 1.0.0
    title: {nl: Ontwerp, en: Design}
    prompt: {nl: Maak een plan., en: Make a plan.}
    checks:
      - id: koeler
        title: {nl: PET, en: PET}
        formula: mean(heat.pet in zone("hoek"))
        unit: °C
        decimals: 1
        judge: change
        zero: 0
        full: -1
        points: 4
        feedback:
          met: {nl: Koel!, en: Cool!}
          missed: {nl: Denk aan schaduw., en: Think of shade.}
      - id: kroon
        title: {nl: Kroon, en: Crown}
        formula: share(canopyHeight > 2 m)
        unit: "%"
        decimals: 1
        judge: value
        zero: 0
        full: 2
        points: 1
    budget: {amount: 5000, zeroAt: 10000}
    limits: [{card: tree, most: 3}]
    reference: plans/referentie.geojson
    """,
  ]

  static let tree = SmallArea.measure(
    "boom", "tree", .point(Point(155_008.5, 463_008.5)), ["height": 8, "crownDiameter": 6])
  static let lawn = SmallArea.measure("gras", "lawn", SmallArea.rectangle(rows: 9..<13, columns: 11..<16))

  static func plan(_ measures: [Measure] = [tree, lawn]) throws -> PlanFile {
    PlanFile(name: "plan.geojson", data: try PlanGeoJSON.data(of: Plan(id: "plan", measures: measures)))
  }

  /// - Parameter replacing: texts in the file of that name (`proef` is the assignment) and what takes their place.
  static func assignment(
    replacing changes: [String: [(String, String)]] = [:], reference: PlanFile? = nil
  ) throws -> Assignment {
    func text(_ name: String, _ original: String) -> String {
      (changes[name] ?? []).reduce(original) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
    return try Assignment.load(
      YAMLDocument.parse(text("proef", assignmentText), file: "assignments/proef.yaml"),
      exercise: { id in
        guard let source = exercises[id] else { throw FileError.missing(path: "exercises/\(id).yaml") }
        return try YAMLDocument.parse(text(id, source), file: "exercises/\(id).yaml")
      },
      file: { path in
        guard path == "plans/referentie.geojson" else { throw FileError.missing(path: path) }
        return try (reference ?? plan()).data
      })
  }

  static func submission(
    _ entries: [Submission.Entry], course: CoursePin = course, version: String = "1.0.0",
    pack: PackPin = SmallRunner.pack, to assignment: Assignment? = nil
  ) throws -> Submission {
    var pin = AssignmentPin(try assignment ?? Self.assignment())
    pin.version = version
    return Submission(
      course: course, assignment: pin, pseudonym: "vlinder-12", seed: 7,
      packs: [pack], entries: entries)
  }

  static func typed(_ exercise: String, _ value: JSONValue) -> Submission.Entry {
    .answered(exercise: exercise, SubmittedAnswer(value: value))
  }

  static func drawn(_ measures: [Measure] = [tree, lawn]) throws -> Submission.Entry {
    .answered(exercise: "ontwerp", SubmittedAnswer(plan: try plan(measures)))
  }

  static func ran(_ measures: [Measure] = [tree, lawn], on runner: SmallRunner) throws -> Submission.Entry {
    let run = try runner.run(assignment().scenario, plan: plan(measures).plan())
    return .ran(exercise: "ontwerp", try RunReceipt(run))
  }
}

/// Runs scenarios on the small area, with a cache so that a hundred grades take the time of one.
struct SmallRunner: ScenarioRunning {
  static let pack = PackPin(name: "test/small", version: "1.0.0", digest: Digest.sha256("small"))

  var cache: any RunCache
  let context = WorkContext()
  var pack = SmallRunner.pack
  var indicators: [IndicatorCard] = []

  init(folder: URL? = nil) { cache = folder.map { FolderRunCache(folder: $0) } ?? NoRunCache() }

  func packs(for scenario: AssignmentScenario) -> [PackPin] { [pack] }

  func run(_ scenario: AssignmentScenario, plan: Plan) throws -> ScenarioRun {
    var area = SmallArea.area
    let house = Feature(id: "huis-1", geometry: SmallArea.rectangle(rows: 0..<6, columns: 0..<17))
    area.features["buildings"] = FeatureSet(features: [house])
    let corner = Feature(id: "hoek", geometry: SmallArea.rectangle(rows: 8..<16, columns: 4..<14))
    area.features["zones"] = FeatureSet(features: [corner])
    let inputs = ScenarioInputs(
      title: LocalizedText(verbatim: "Test"), area: area, classes: try SmallArea.classes(),
      catalogue: try SmallArea.catalogue(),
      events: try scenario.events.map {
        try Event(YAMLDocument.read(SmallArea.basePack.appendingPathComponent("data/events/\($0).yaml")))
      }, plan: plan, level: scenario.level, parameters: scenario.parameters, packs: [pack], indicators: indicators,
      areaType: "A2")
    return try ScenarioRun.run(inputs, cache: cache, context: context)
  }

  /// A card of the base pack.
  static func card(_ id: String) throws -> IndicatorCard {
    try IndicatorCard(YAMLDocument.read(SmallArea.basePack.appendingPathComponent("indicators/\(id).yaml")))
  }

  static let symbols = FormulaSymbols(
    layers: ["heat.pet": .degreeCelsius, "rain.maximumDepth": .metre, "canopyHeight": .metre],
    landCoverClasses: nil, zones: ["hoek"], features: [:])
}

/// A cache on a full disk.
struct FullCache: RunCache {
  func outputs(for key: Digest) -> ModelOutputs? { nil }
  func store(_ outputs: ModelOutputs, for key: Digest) throws {
    throw FileError.system(path: "full/cache", reason: ENOSPC)
  }
}
