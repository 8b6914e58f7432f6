import AreaTestSupport
import Areas
import Essentials
import Geometry
import Testing

@Suite("A plan check that has seen plans before")
struct PlanCheckMemoryTests {
  private func check() throws -> PlanCheck {
    PlanCheck(area: SmallArea.area, classes: try SmallArea.classes(), catalogue: try SmallArea.catalogue())
  }

  @Test("Finds the same trees too close as comparing all with all, at the first look and at the second")
  func allPairs() throws {
    var random = SeededRandom(seed: 7)
    let points = (0..<200).map { _ in
      Point(155_000 + random.uniform(0...17), 463_006 + random.uniform(0...8))
    }
    let trees = points.enumerated().map { SmallArea.measure("boom-\($0.offset)", "tree", .point($0.element)) }
    let check = try check()
    let problems = check.problems(Plan(id: "p", measures: trees))
    let misplaced = Set(problems.filter { $0.code != "plan.overlap" }.compactMap(\.location.key))
    var accepted: [Point] = []
    var tooClose: [String] = []
    for (tree, point) in zip(trees, points) where !misplaced.contains(tree.id) {
      if accepted.contains(where: { $0.distance(to: point) < PlanCheck.treeSpacing }) {
        tooClose.append(tree.id)
      } else {
        accepted.append(point)
      }
    }
    #expect(problems.filter { $0.code == "plan.overlap" }.compactMap(\.location.key) == tooClose)
    #expect(tooClose.count > 20 && accepted.count > 20)
    #expect(check.problems(Plan(id: "p", measures: trees)) == problems)
  }

  @Test("A measure that was changed under its id is looked at anew")
  func changed() throws {
    let check = try check()
    func codes(_ measures: [Measure]) -> [String] { check.problems(Plan(id: "p", measures: measures)).map(\.code) }
    let a = SmallArea.measure("a", "lawn", SmallArea.rectangle(rows: 6..<8, columns: 2..<6))
    let apart = SmallArea.measure("b", "permeable-paving", SmallArea.rectangle(rows: 9..<11, columns: 4..<8))
    let over = SmallArea.measure("b", "permeable-paving", SmallArea.rectangle(rows: 7..<9, columns: 4..<8))
    #expect(codes([a, apart]).isEmpty)
    #expect(codes([a, over]) == ["plan.overlap"])
    #expect(codes([a, apart]).isEmpty)
    // Whoever comes second is told.
    #expect(check.problems(Plan(id: "p", measures: [over, a])).map(\.location.key) == ["a"])
  }
}
