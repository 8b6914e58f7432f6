import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
import Grids
@testable import Indicators
import Testing

@Suite("The formula language")
struct FormulaPropertyTests {
  /// Random formulas that are well formed, though seldom well typed.
  struct Writer {
    var random: SeededRandom

    mutating func node(_ depth: Int) -> FormulaNode {
      let kinds = depth <= 0 ? 3 : 7
      let kind: FormulaNode.Kind
      switch random.index(below: kinds) {
      case 0:
        let units = ["1", "m", "cm", "°C", "%", "€/m²", "mm/h"].compactMap { try? UnitOfMeasure($0) }
        let value = (random.uniform(0...1000) * 8).rounded() / 8
        kind = .number(Quantity(value, units[random.index(below: units.count)]))
      case 1: kind = .name(["heat.pet", "terrain", "publicSpace", "roads.speed"][random.index(below: 4)])
      case 2: kind = .text(["plein", "x y", ""][random.index(below: 3)])
      case 3:
        let arguments = (0..<random.index(below: 3)).map { _ in node(depth - 1) }
        kind = .call(["mean", "zone", "f"][random.index(below: 3)], arguments)
      case 4:
        let operand = node(depth - 1)
        // The parser reads a minus before a number as part of the number.
        let isNumber = if case .number = operand.kind { true } else { false }
        kind = .prefix(isNumber || random.index(below: 2) == 0 ? .not : .minus, operand)
      case 5:
        let signs = FormulaNode.Operator.allCases
        kind = .binary(signs[random.index(below: signs.count)], node(depth - 1), node(depth - 1))
      default:
        let clauses = FormulaNode.Clause.allCases
        kind = .clause(clauses[random.index(below: 3)], node(depth - 1), node(depth - 1))
      }
      return FormulaNode(kind: kind, range: 0..<0)
    }
  }

  @Test("reads back what it writes")
  func roundTrip() throws {
    var writer = Writer(random: SeededRandom(seed: 42))
    for _ in 0..<2000 {
      let node = writer.node(4)
      let text = node.written
      guard text.count < FormulaParser.longest else { continue }
      #expect(try FormulaParser.parse(Array(text)).withoutPlaces == node, "\(text)")
    }
  }

  @Test(
    "binds as people expect",
    arguments: [
      ("1 + 2 * 3", "(1.0 + (2.0 * 3.0))"), ("1 - 2 - 3", "((1.0 - 2.0) - 3.0)"), ("8 / 4 / 2", "((8.0 / 4.0) / 2.0)"),
      ("not a > 1 and b", "((not (a > 1.0)) and b)"), ("a or b and c", "(a or (b and c))"),
      ("a > 1 + 2", "(a > (1.0 + 2.0))"), ("a > 1 in b and not c", "((a > 1.0) in (b and (not c)))"),
      ("-a * b", "((- a) * b)"), ("2 - -3", "(2.0 - -3.0)"), ("a per b where c > 1", "(a per (b where (c > 1.0)))"),
      ("a in b where c in d", "((a in (b where c)) in d)"), ("15 cm in a", "(15.0 cm in a)"), ("5 in a", "(5.0 in a)"),
      ("a ≥ 3 ", "(a >= 3.0)"), ("a×b", "(a * b)"), ("10 m/s * 2", "(10.0 m/s * 2.0)"), ("10 m / 2", "(10.0 m / 2.0)"),
      ("12 EUR/m2", "12.0 €/m²"), ("'a' = \"b\"", "(\"a\" = \"b\")"), ("1.5e3 m", "1500.0 m"),
    ])
  func precedence(text: String, written: String) throws {
    #expect(try FormulaParser.parse(Array(text)).written == written)
  }

  @Test("never crashes on garbage, and always comes to an end")
  func garbage() throws {
    let inputs = try SmallInputs.inputs(withPlan: false)
    var random = SeededRandom(seed: 7)
    let pieces = [
      "mean", "(", ")", ",", " in ", " per ", " where ", " and ", " or ", "not ", "heat.pet", "roads", "buildings",
      "publicSpace", "zone", "\"plein\"", "1", "2.5 cm", "35 °C", "%", "+", "-", "*", "/", "<", ">=", "=", "!", "\"",
      "'",
      ".", "é", "\u{0}", "🌳", "\n", "\t", "roads.speed", "before", "percentile", "90", "count", "length", "sum", "area",
      "facadeDepth", "rain.maximumDepth", "share", "e", "€", "²",
    ]
    var valid = 0
    for _ in 0..<6000 {
      let text = (0...random.index(below: 9)).map { _ in pieces[random.index(below: pieces.count)] }.joined()
      do {
        _ = try Formula(text, at: .init()).evaluate(inputs, before: inputs)
        valid += 1
      } catch { #expect(error is FormulaError, "\(text)") }
    }
    #expect(valid > 10)
  }

  @Test("never crashes on a formula with one character changed")
  func mutations() throws {
    let inputs = try SmallInputs.inputs(withPlan: false)
    var random = SeededRandom(seed: 8)
    let characters = Array("()\"'.,<>=+-*/ %°abcinoprtuwe0159€²\u{301}")
    for (text, _, _) in FormulaValueTests.expected {
      for _ in 0..<40 {
        var changed = Array(text)
        let place = random.index(below: changed.count)
        switch random.index(below: 3) {
        case 0: changed[place] = characters[random.index(below: characters.count)]
        case 1: changed.remove(at: place)
        default: changed.insert(characters[random.index(below: characters.count)], at: place)
        }
        do { _ = try Formula(String(changed), at: .init()).evaluate(inputs, before: inputs) } catch {
          #expect(error is FormulaError)
          _ = Diagnostic(from: error).rendered(in: .nl)
        }
      }
    }
  }

  @Test("finds the type of the value before it has one")
  func typesAgree() throws {
    let inputs = try SmallInputs.inputs(withPlan: false)
    for (text, _, _) in FormulaValueTests.expected {
      let formula = try Formula(text, at: .init())
      #expect(try formula.type(in: inputs.symbols).unit == formula.evaluate(inputs, before: inputs).quantity?.unit)
    }
  }

  @Test(
    "tells which names a formula uses",
    arguments: [
      ("mean(heat.pet in before(publicSpace))", ["heat.pet", "publicSpace"]),
      (
        "count(buildings where facadeDepth(buildings, rain.maximumDepth) > 15 cm)", ["buildings", "rain.maximumDepth"]
      ),
      ("share(canopyHeight > 2 m in not landCover(\"water\"))", ["canopyHeight"]),
      (
        "plan.constructionCost / count(paths where paths.width > 3 m)",
        ["plan.constructionCost", "paths", "paths.width"]
      ),
    ])
  func names(text: String, names: [String]) throws {
    #expect(try Formula(text, at: .init()).names == Set(names))
  }

  @Test("explains every part, with the cells that took part and those without data")
  func explanation() throws {
    let formula = try Formula("share(heat.pet > 35 °C in everywhere)", at: .init())
    let inputs = try SmallInputs.inputs(withPlan: true)
    let share = try formula.evaluate(inputs, before: inputs)
    #expect(share.type == "quantity" && share.unit == .one && share.quantity?.value == share.value)
    let clause = try #require(share.parts.first)
    #expect(clause.text == "heat.pet > 35 °C in everywhere" && clause.position == 6)
    // 20 x 20 cells, of which 17 x 6 are buildings without PET.
    #expect(clause.summary?.count == 298 && clause.summary?.withoutData == 102)
    let comparison = try #require(clause.parts.first)
    let pet = try #require(comparison.parts.first)
    #expect(pet.text == "heat.pet" && pet.type == "layer" && pet.summary?.maximum == 40 && pet.summary?.minimum == 30.5)
    #expect(comparison.parts.last?.quantity == Quantity(35, .degreeCelsius))
    let all = try JSONDecoder().decode(Explanation.self, from: JSONValue(encoding: share).canonicalData())
    #expect(all == share)
  }

  @Test("says which parts were taken without the plan")
  func explanationBefore() throws {
    let formula = try Formula("before(mean(heat.pet)) - mean(heat.pet)", at: .init())
    let found = try formula.evaluate(SmallInputs.inputs(withPlan: true), before: SmallInputs.inputs(withPlan: false))
    let (first, second) = (found.parts[0].parts[0], found.parts[1])
    #expect(first.isBefore && !second.isBefore && first.text == second.text)
    #expect(try #require(first.value) - #require(second.value) == 2)
  }
}

@Suite("Values by feature")
struct ZonalTests {
  @Test("are those of the cells whose centre lies in a polygon, as a slow search finds them")
  func polygons() throws {
    var random = SeededRandom(seed: 21)
    let frame = SmallArea.frame
    for _ in 0..<60 {
      let corners = (0..<3 + random.index(below: 4)).map { _ in
        SmallInputs.point(random.uniform(-4...24), random.uniform(-4...24))
      }
      let found = FeatureCells.cells(of: .polygon(Polygon(exterior: corners)), in: frame)
      let slow = (0..<frame.count).filter { index in
        let (x, y) = frame.centre(row: index / frame.columns, column: index % frame.columns)
        return Self.isInside(x, y, corners)
      }
      #expect(found == slow)
    }
  }

  /// Crossing number, one ray at a time.
  static func isInside(_ x: Double, _ y: Double, _ ring: [Point]) -> Bool {
    var inside = false
    var previous = ring[ring.count - 1]
    for point in ring {
      if (previous.y > y) != (point.y > y),
        x < previous.x + (y - previous.y) * (point.x - previous.x) / (point.y - previous.y)
      {
        inside.toggle()
      }
      previous = point
    }
    return inside
  }

  @Test("are those of the cells that a line passes through, as small steps along it find them")
  func lines() {
    var random = SeededRandom(seed: 22)
    let frame = SmallArea.frame
    for _ in 0..<60 {
      let line = (0..<2 + random.index(below: 3)).map { _ in
        SmallInputs.point(random.uniform(-4...24), random.uniform(-4...24))
      }
      let found = Set(FeatureCells.cells(of: .lineString(line), in: frame))
      var stepped: Set<Int> = []
      for (a, b) in zip(line, line.dropFirst()) {
        for step in 0...20_000 {
          let share = Double(step) / 20_000
          if let cell = frame.cell(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share) {
            stepped.insert(cell.row * frame.columns + cell.column)
          }
        }
      }
      // The steps may leap over a corner that the line only just cuts.
      #expect(stepped.isSubset(of: found))
      #expect(found.count - stepped.count <= line.count * 2)
    }
  }

  @Test("along the edge between two cells, and at a point, are of one row of cells")
  func edges() {
    let frame = SmallArea.frame
    let along = FeatureCells.cells(of: .lineString([SmallInputs.point(2, 5), SmallInputs.point(6, 5)]), in: frame)
    #expect(along == (2..<6).map { 5 * 20 + $0 })
    #expect(FeatureCells.cells(of: .point(SmallInputs.point(3.5, 4.5)), in: frame) == [4 * 20 + 3])
    #expect(FeatureCells.cells(of: .point(SmallInputs.point(-3, 4)), in: frame).isEmpty)
    #expect(FeatureCells.cells(of: .lineString([SmallInputs.point(1, 1), SmallInputs.point(1, 1)]), in: frame) == [21])
  }

  @Test(
    "percentiles lie between order statistics",
    arguments: [
      (0.0, 1.0), (100, 9), (50, 3), (25, 2), (90, 7.4), (75, 5), (10, 1.4),
    ])
  func percentiles(rank: Double, expected: Double) {
    let found = Statistics.percentile(rank / 100, [9, 2, 5, 3, 1])
    #expect(found.map { abs($0 - expected) < 1e-12 } == true)
    #expect(Statistics.percentile(rank / 100, [Double]()) == nil)
    #expect(Statistics.percentile(rank / 100, [4]) == 4)
  }
}
