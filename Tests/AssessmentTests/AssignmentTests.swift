import Essentials
import Foundation
import Indicators
import TestSupport
import Testing

@testable import Assessment

@Suite("Assignments and exercises as files")
struct AssignmentTests {
  @Test("are read whole, with the kind of each exercise by its key")
  func read() throws {
    let assignment = try SmallCourse.assignment()
    #expect(assignment.exercises.map(\.header.id) == ["volume", "voorspel", "ontwerp"])
    #expect(assignment.maximum == 10)
    #expect(assignment.scenario.parameters == ["rain": ["dryingMinutes": 10]])
    #expect(assignment.exercise("ontwerp")?.referencePlan != nil)
    #expect(assignment.check(symbols: SmallRunner.symbols, indicators: [], catalogue: nil).isEmpty)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    let instead: String
    let code: String
    var testDescription: String { code + ": " + instead }
  }

  static let mistakes: [Mistake] = [
    Mistake(file: "volume", text: "kind: numeric", instead: "kind: essay", code: "exercise.unknownKind"),
    Mistake(file: "volume", text: "points: 2", instead: "pionts: 2", code: "yaml.unknownKey"),
    Mistake(file: "volume", text: "points: 2", instead: "points: -2", code: "yaml.outOfRange"),
    Mistake(file: "volume", text: "nl: Volume, en: Volume", instead: "nl: Volume", code: "yaml.missingKey"),
    Mistake(file: "volume", text: "en: Volume", instead: "en: ' '", code: "yaml.missingTranslation"),
    Mistake(file: "volume", text: "unit: m3", instead: "unit: emmers", code: "unit.unknown"),
    Mistake(file: "volume", text: "id: volume", instead: "id: inhoud", code: "exercise.otherIdentifier"),
    Mistake(
      file: "volume", text: "{relative: 0.01}", instead: "{relative: 1, absolute: 1}",
      code: "exercise.absoluteOrRelative"),
    Mistake(
      file: "volume", text: "{formula: area(everywhere) * 20 mm}", instead: "{}", code: "exercise.valueOrFormula"),
    Mistake(file: "volume", text: "20 mm}", instead: "20 mm +}", code: "formula.expected"),
    Mistake(file: "voorspel", text: "zeroAt: 2", instead: "zeroAt: 0.2", code: "exercise.zeroBelowTolerance"),
    Mistake(file: "ontwerp", text: "full: -1", instead: "full: 0", code: "exercise.equalEnds"),
    Mistake(file: "ontwerp", text: "judge: change", instead: "judge: mood", code: "yaml.notAChoice"),
    Mistake(file: "ontwerp", text: "id: kroon", instead: "id: koeler", code: "exercise.twice"),
    Mistake(file: "ontwerp", text: "id: kroon", instead: "id: budget", code: "exercise.twice"),
    Mistake(
      file: "ontwerp", text: "formula: share", instead: "indicator: x\n    formula: share",
      code: "exercise.indicatorOrFormula"),
    Mistake(file: "ontwerp", text: "zeroAt: 10000", instead: "zeroAt: 100", code: "exercise.zeroBelowTolerance"),
    Mistake(file: "ontwerp", text: "plans/referentie.geojson", instead: "plans/weg.geojson", code: "file.missing"),
    Mistake(file: "proef", text: "[volume, voorspel, ontwerp]", instead: "[volume, volume]", code: "exercise.twice"),
    Mistake(file: "proef", text: "[volume, voorspel, ontwerp]", instead: "[Volume]", code: "exercise.badIdentifier"),
    Mistake(file: "proef", text: "[volume, voorspel, ontwerp]", instead: "[]", code: "yaml.wrongKind"),
    Mistake(file: "proef", text: "[volume, voorspel, ontwerp]", instead: "[weg]", code: "file.missing"),
  ]

  @Test("are refused with a place and a remedy for each mistake", arguments: mistakes)
  func refused(mistake: Mistake) throws {
    let error = #expect(throws: (any Error).self) {
      _ = try SmallCourse.assignment(replacing: [mistake.file: [(mistake.text, mistake.instead)]])
    }
    let diagnostic = Diagnostic(from: try #require(error))
    #expect(diagnostic.code == mistake.code)
    #expect(diagnostic.location.file != nil)
    #expect(!diagnostic.remedy.nl.isEmpty && !diagnostic.remedy.en.isEmpty)
  }

  static let misfits: [Mistake] = [
    Mistake(file: "volume", text: "area(everywhere)", instead: "area(nowhere)", code: "formula.unknownName"),
    Mistake(file: "volume", text: "area(everywhere) * 20 mm", instead: "area(everywhere)", code: "exercise.unit"),
    Mistake(file: "volume", text: "area(everywhere) * 20 mm", instead: "heat.pet", code: "exercise.notOneNumber"),
    Mistake(file: "voorspel", text: "zone(\"hoek\"))) -", instead: "zone(\"plein\"))) -", code: "formula.unknownZone"),
    Mistake(file: "voorspel", text: "unit: K", instead: "unit: °C", code: "exercise.unit"),
    Mistake(file: "voorspel", text: "about: ontwerp", instead: "about: volume", code: "exercise.notAPlanExercise"),
    Mistake(
      file: "ontwerp", text: "formula: share(canopyHeight > 2 m)", instead: "indicator: no-such",
      code: "exercise.unknownIndicator"),
    Mistake(file: "ontwerp", text: "judge: value", instead: "judge: score", code: "exercise.noNorm"),
    Mistake(file: "ontwerp", text: "canopyHeight > 2 m", instead: "canopyHeight > 2 K", code: "formula.unitMismatch"),
  ]

  @Test("name what does not fit the scenario before anything is run", arguments: misfits)
  func checked(mistake: Mistake) throws {
    let assignment = try SmallCourse.assignment(replacing: [mistake.file: [(mistake.text, mistake.instead)]])
    let problems = assignment.check(symbols: SmallRunner.symbols, indicators: [], catalogue: nil)
    #expect(problems.map(\.code) == [mistake.code])
    #expect(problems.first?.location.file == "exercises/\(mistake.file).yaml")
    #expect((problems.first?.location.line ?? 0) > 1)
  }

  @Test("change their digest with whatever decides about a grade")
  func digest() throws {
    let original = try SmallCourse.assignment().digest
    #expect(try SmallCourse.assignment().digest == original)
    let tolerance = try SmallCourse.assignment(replacing: ["volume": [("0.01", "0.02")]])
    #expect(tolerance.digest != original)
    #expect(try SmallCourse.assignment(reference: SmallCourse.plan([SmallCourse.tree])).digest != original)
  }

  @Test("show a student no key, tolerance, reference plan or formula of an answer")
  func views() throws {
    let assignment = try SmallCourse.assignment()
    let shown = String(decoding: try JSONValue(encoding: assignment.views()).canonicalData(), as: UTF8.self)
    for secret in ["area(everywhere)", "20 mm", "0.01", "referentie", "geojson\"", "heat.pet", "tolerance", "zeroAt"] {
      #expect(!shown.contains(secret), "\(secret)")
    }
    let views = assignment.views()
    #expect(views.map(\.response.form) == [.value, .value, .plan])
    #expect(views.map(\.response.unit) == ["m³", "°C", nil])
    #expect(views[0].response.instruction.nl.contains("m³") && views[0].response.instruction.en.contains("m³"))
    #expect(views[1].beforeRunOf == "ontwerp")
    #expect(views[2].criteria.map(\.target.nl) == ["een daling van 1,0 °C of meer", "minstens 2,0 %"])
    #expect(views[2].conditions.first?.nl.contains("€ 5.000") == true)
  }

  @Test("of the shipped course and the template can be read, and fit their scenario")
  func shipped() throws {
    let symbols = FormulaSymbols(
      layers: ["heat.pet": .degreeCelsius, "rain.maximumDepth": .metre], landCoverClasses: nil,
      zones: ["plein", "school"], features: [:])
    for (folder, id) in [("courses/straat-van-de-toekomst", "koele-straat"), ("templates/course", "koelere-plek")] {
      let root = TestFolders.repository.appendingPathComponent(folder)
      let assignment = try Assignment.load(
        YAMLDocument.read(root.appendingPathComponent("assignments/\(id).yaml")),
        exercise: { try YAMLDocument.read(root.appendingPathComponent("exercises/\($0).yaml")) },
        file: { path in
          // The reference plan of a template is made when the course is.
          folder.hasPrefix("templates")
            ? try PlanFile.empty().data : try Data(contentsOf: root.appendingPathComponent(path))
        })
      let problems = assignment.check(symbols: symbols, indicators: [], catalogue: nil)
      #expect(problems.filter { $0.code != "exercise.unknownIndicator" } == [])
    }
  }
}

@Suite("Kinds of exercises")
struct ExerciseKindTests {
  @Test("are known by name in their own file only, so that a new kind is one new file")
  func names() throws {
    let sources = TestFolders.repository.appendingPathComponent("Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var seen = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for kind in Exercises.all {
        let name = "\(kind)"
        guard file.lastPathComponent != "\(name).swift" else { continue }
        seen += 1
        #expect(!text.contains(name), "\(file.lastPathComponent) names \(name)")
        #expect(!text.contains("kind == \"\(kind.kind)\""), "\(file.lastPathComponent) asks for '\(kind.kind)'")
      }
    }
    #expect(seen > 100)
  }

  @Test("are listed from the folder, each with a name of its own")
  func listed() throws {
    let folder = TestFolders.repository.appendingPathComponent("Sources/Assessment/Exercises")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.contains("+") }
    #expect(Exercises.all.count == files.count)
    #expect(Set(Exercises.all.map { $0.kind }).count == files.count)
  }
}
