import AreaTestSupport
import Essentials
import Foundation
@testable import Indicators
import Testing

@Suite("A mistake in a formula")
struct FormulaErrorTests {
  /// A formula, what is wrong with it, and the characters it is about.
  static let mistakes: [(text: String, code: String, part: String)] = [
    ("mean(heat.pte in publicSpace)", "formula.unknownName", "heat.pte"),
    ("maen(heat.pet)", "formula.unknownFunction", "maen"),
    ("mean(heat.pet in zone(\"plien\"))", "formula.unknownZone", "\"plien\""),
    ("area(landCover(\"asfalt\"))", "formula.unknownLandCoverClass", "\"asfalt\""),
    ("count(buildings where buildings.storeys > 2)", "formula.unknownAttribute", "storeys"),
    ("share(heat.pet > 35 in publicSpace)", "formula.unitMismatch", "35"),
    ("share(heat.pet > 35 K in publicSpace)", "formula.unitMismatch", "35 K"),
    ("share(heat.pet > 3 m in publicSpace)", "formula.unitMismatch", "3 m"),
    ("share(heat.pet > 35 grd in publicSpace)", "formula.unknownUnit", "grd"),
    ("share(heat.pet in publicSpace)", "formula.wrongType", "heat.pet in publicSpace"),
    ("mean(publicSpace)", "formula.wrongType", "publicSpace"),
    ("mean(heat.pet in heat.shade)", "formula.wrongType", "heat.shade"),
    ("mean(heat.pet per publicSpace)", "formula.wrongType", "publicSpace"),
    ("count(buildings where 3 m)", "formula.wrongType", "3 m"),
    ("count(buildings where roads.speed > 30 km/h)", "formula.differentSets", "roads.speed > 30 km/h"),
    ("count(buildings where buildings.use > \"school\")", "formula.wrongType", "buildings.use"),
    ("count(buildings where buildings.use = 3)", "formula.wrongType", "3"),
    ("2 < 3", "formula.wrongType", "2"),
    ("not heat.pet", "formula.wrongType", "heat.pet"),
    ("publicSpace and heat.pet", "formula.wrongType", "heat.pet"),
    ("1 + publicSpace", "formula.wrongType", "publicSpace"),
    ("sum(heat.pet)", "formula.temperatureSum", "heat.pet"),
    ("35 °C + 3 °C", "formula.temperatureSum", "35 °C + 3 °C"),
    ("3 K - 35 °C", "formula.unitMismatch", "35 °C"),
    ("2 * heat.pet", "formula.temperatureInProduct", "2 * heat.pet"),
    ("- heat.pet", "formula.temperatureInProduct", "heat.pet"),
    ("3 degC/m", "formula.temperatureInProduct", "degC/m"),
    ("mean()", "formula.argumentCount", "mean()"),
    ("max(3 m, 2 s)", "formula.unitMismatch", "2 s"),
    ("max(heat.shade, 1)", "formula.wrongType", "heat.shade"),
    ("percentile(heat.pet, 101)", "formula.outOfRange", "101"),
    ("percentile(heat.pet, -1)", "formula.outOfRange", "-1"),
    ("percentile(heat.pet, heat.shade)", "formula.wrongType", "heat.shade"),
    ("facadeDepth(buildings, heat.pet)", "formula.unitMismatch", "heat.pet"),
    ("area(patches(heat.pet, 200 m2))", "formula.wrongType", "heat.pet"),
    ("area(patches(publicSpace, 200 m))", "formula.unitMismatch", "200 m"),
    ("area(patches(publicSpace, heat.pet))", "formula.wrongType", "heat.pet"),
    ("area(patches(publicSpace))", "formula.argumentCount", "patches(publicSpace)"),
    ("patchCount(roads, 200 m2)", "formula.wrongType", "roads"),
    ("mean(walkingDistance(buildings, heat.pet, roads))", "formula.wrongType", "heat.pet"),
    ("mean(walkingDistance(publicSpace, publicSpace, roads))", "formula.wrongType", "publicSpace"),
    ("mean(walkingDistance(buildings, publicSpace, publicSpace))", "formula.wrongType", "publicSpace"),
    (
      "mean(walkingDistance(buildings, publicSpace))", "formula.argumentCount",
      "walkingDistance(buildings, publicSpace)"
    ),
    ("weightedMean(buildings.height, roads.speed)", "formula.differentSets", "roads.speed"),
    ("weightedMean(heat.pet, buildings.height)", "formula.wrongType", "heat.pet"),
    ("weightedMean(buildings.height, 3)", "formula.wrongType", "3"),
    (
      "weightedMean(buildings.height, mean(heat.pet per buildings))", "formula.temperatureInProduct",
      "mean(heat.pet per buildings)"
    ),
    ("mean(meanAround(heat.pet, buildings, 20 s))", "formula.unitMismatch", "20 s"),
    ("mean(meanAround(heat.pet, buildings, 20 km))", "formula.outOfRange", "20 km"),
    ("mean(meanAround(heat.pet, publicSpace, 20 m))", "formula.wrongType", "publicSpace"),
    ("mean(meanAround(heat.pet, buildings, plan.measures))", "formula.wrongType", "plan.measures"),
    ("zone(plein)", "formula.unknownName", "plein"),
    ("1 < 2 < 3", "formula.chainedComparison", "<"),
    ("mean(heat.pet", "formula.expected", ""),
    ("mean heat.pet", "formula.expected", "heat.pet"),
    ("mean(heat.pet,)", "formula.expected", ")"),
    ("(1 + ) * 2", "formula.expected", ")"),
    ("", "formula.expected", ""),
    ("1 2", "formula.expected", "2"),
    ("in zone(\"plein\")", "formula.expected", "in"),
    ("zone(\"plein)", "formula.unterminatedText", "\"plein)"),
    ("heat.pet > 1,5 K", "formula.decimalComma", ","),
    ("heat.pet # 3", "formula.unexpectedCharacter", "#"),
    ("heat.pet ! 3", "formula.unexpectedCharacter", "!"),
    ("1e999", "formula.malformedNumber", "1e999"),
  ]

  @Test("is told by a code of its own and points at the characters", arguments: mistakes)
  func mistake(text: String, code: String, part: String) throws {
    let error = try #require(throws: FormulaError.self) {
      let formula = try Formula(text, at: .init(file: "kaart.yaml", line: 7, column: 10))
      _ = try formula.type(in: SmallInputs.inputs(withPlan: false).symbols)
    }
    let characters = Array(text)
    #expect(error.diagnostic.code == code)
    #expect(String(characters[error.range.clamped(to: 0..<characters.count)]) == part)
    #expect(error.location.line == 7)
    #expect(error.location.column == 10 + error.range.lowerBound)
    // The formula stands in the message, with carets below the mistake.
    for language in Language.allCases {
      let lines = error.diagnostic.what[language].split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 3)
      #expect(lines[1] == "  \(text)")
      #expect(
        lines[2] == "  " + String(repeating: " ", count: error.range.lowerBound)
          + String(repeating: "^", count: max(1, part.count)))
    }
  }

  @Test("lists what is known, the closest spelling first")
  func known() throws {
    let symbols = try SmallInputs.inputs(withPlan: false).symbols
    func remedy(_ text: String) -> String {
      do {
        _ = try Formula(text, at: .init()).type(in: symbols)
        return "no error"
      } catch { return Diagnostic(from: error).remedy.en }
    }
    #expect(remedy("mean(heat.pte)").hasPrefix("Known are: heat.pet, "))
    #expect(remedy("maen(heat.pet)").hasPrefix("Known are: mean, "))
    #expect(remedy("area(zone(\"plien\"))") == "Known are: plein, hoek.")
    #expect(remedy("area(landCover(\"watr\"))").hasPrefix("Known are: water, "))
    #expect(remedy("count(buildings where buildings.heigth > 2 m)") == "Known are: height, id, residents, use.")
  }

  @Test(
    "is placed in the file whatever the style of the YAML",
    arguments: [
      ("formula: mean(heat.pte in publicSpace)\n", 1, 15),
      ("formula:   \"mean(heat.pte in publicSpace)\"\n", 1, 18),
      ("a: 1\nformula: 'mean(heat.pte in zone(''plein''))'\n", 2, 16),
      ("formula: |\n  mean(\n    heat.pte in publicSpace\n  )\n", 3, 5),
      ("formula: >-\n  mean(heat.pet in publicSpace)\n  - mean(heat.pte\n  in publicSpace)\n", 3, 10),
      ("formula: mean(heat.pet in publicSpace)\n  - mean(\n  heat.pte in publicSpace)\n", 3, 3),
      ("card:\n  formula: \"mean(heat.pet in publicSpace)\n    - mean(heat.pte in publicSpace)\"\n", 3, 12),
    ])
  func places(yaml: String, line: Int, column: Int) throws {
    var root = try YAMLDocument.parse(yaml, file: "kaart.yaml").mapping()
    if let card = root["card"] { root = try card.mapping() }
    let formula = try Formula(root.required("formula"))
    let symbols = try SmallInputs.inputs(withPlan: false).symbols
    let error = try #require(throws: FormulaError.self) { try formula.type(in: symbols) }
    #expect(error.location.line == line)
    #expect(error.location.column == column)
    #expect(error.location.file == "kaart.yaml")
  }

  @Test("names the place where a quoted text has escapes, at least by its line")
  func escapes() throws {
    let root = try YAMLDocument.parse("a: 1\nformula: \"zone(\\\"plein\\\") + heat.pte\"\n", file: "k.yaml").mapping()
    let formula = try Formula(root.required("formula"))
    let error = try #require(throws: FormulaError.self) {
      try formula.type(in: SmallInputs.inputs(withPlan: false).symbols)
    }
    #expect(error.location.line == 2)
  }

  @Test(
    "of length or depth is refused, not obeyed",
    arguments: [
      String(repeating: "(", count: 900) + "1" + String(repeating: ")", count: 900),
      String(repeating: "not ", count: 400) + "publicSpace", String(repeating: "-", count: 1500) + "1",
      "1" + String(repeating: "+1", count: 900), String(repeating: "mean(", count: 300),
      "publicSpace" + String(repeating: " and publicSpace", count: 120), String(repeating: "1*(", count: 500),
      "1" + String(repeating: " in 1", count: 300),
    ])
  func tooDeep(text: String) {
    #expect {
      try Formula(text, at: .init())
    } throws: { error in
      ["formula.tooDeep", "formula.tooLong"].contains(Diagnostic(from: error).code)
    }
  }

  @Test("of length is refused at the limit")
  func tooLong() throws {
    let text = "1 " + String(repeating: " ", count: FormulaParser.longest - 3)
    _ = try Formula(text + "+ 1".prefix(0), at: .init())
    #expect(throws: FormulaError.self) { try Formula(text + "    ", at: .init()) }
  }

  @Test(
    "is told when there is nothing to measure",
    arguments: [
      "mean(heat.pet in landCover(\"pand\"))", "mean(heat.pet in zone(\"plein\") and landCover(\"gras\"))",
      "share(heat.pet > 35 °C in landCover(\"pand\"))", "mean(buildings.height where buildings.height > 100 m)",
      "percentile(heat.pet in landCover(\"wadi\"), 50)", "maximum(length(roads) where roads.speed > 90 km/h)",
    ])
  func nothing(text: String) {
    #expect {
      try SmallInputs.value(text)
    } throws: { error in Diagnostic(from: error).code == "indicator.nothingToMeasure" }
  }

  @Test("is told when a scalar divides by zero")
  func zero() {
    #expect {
      try SmallInputs.value("1 / (count(buildings) - 2)")
    } throws: { error in Diagnostic(from: error).code == "formula.divisionByZero" }
  }
}
