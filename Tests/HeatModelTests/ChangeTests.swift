import ClimateTestSupport
import Essentials
import Grids
import ModelKit
import Testing

@testable import HeatModel
@testable import UrbanClimate

@Suite("The change of PET, by cause and by step")
struct ChangeTests {
  private static func street(_ change: (inout FlatField) -> Void = { _ in }) throws -> ModelInputs {
    var field = FlatField(size: 80, west: 0, north: 0)
    field.set("buildingHeight", rows: 10..<20, columns: 5..<65, to: 9)
    field.set("canopyHeight", rows: 50..<55, columns: 20..<25, to: 8)
    change(&field)
    return try ReferenceDay.inputs(field.layers)
  }

  /// Trees, a lawn and a new building at once, so that every cause has a share.
  private static func plan() throws -> ModelInputs {
    try street { field in
      for column in stride(from: 10, to: 70, by: 8) {
        field.set("canopyHeight", rows: 30..<36, columns: column..<column + 6, to: 12)
      }
      field.set("vegetation", rows: 26..<46, columns: 0..<80, to: 1)
      field.set("buildingHeight", rows: 60..<70, columns: 30..<60, to: 15)
    }
  }

  private static func pet(_ inputs: ModelInputs) throws -> Grid<Float> {
    try #require(try HeatModel().run(inputs, context: WorkContext(threads: 2)).layers["pet"])
  }

  @Test(
    "The shares of the causes add up to the change of the cell, whatever happens there",
    arguments: [(32, 12), (40, 40), (28, 5), (75, 75), (58, 45)])
  func sum(row: Int, column: Int) throws {
    let (before, after) = (try Self.street(), try Self.plan())
    let found = try #require(
      try HeatModel().explainChange(row: row, column: column, before: before, after: after, context: WorkContext()))
    #expect(found.causes.map(\.id) == ["shade", "skyView", "ground", "wind", "island"])
    let sum = found.causes.reduce(0) { $0 + ($1.value ?? .nan) }
    let change = try Double(Self.pet(after)[row, column]) - Double(Self.pet(before)[row, column])
    #expect(abs(sum - change) < 1e-4, "\(sum) \(change)")
  }

  @Test("A lawn in full sun is all ground and town; a tree above the place is mostly shade")
  func shares() throws {
    let before = try Self.street()
    let lawn = try Self.street { $0.set("vegetation", rows: 70..<80, columns: 60..<80, to: 1) }
    func share(_ after: ModelInputs, _ row: Int, _ column: Int) throws -> [String: Double] {
      let found = try HeatModel().explainChange(
        row: row, column: column, before: before, after: after, context: WorkContext())
      return Dictionary(
        try #require(found).causes.map { ($0.id, $0.value ?? .nan) }, uniquingKeysWith: { first, _ in first })
    }
    let green = try share(lawn, 75, 70)
    // 0.546 (0.4 - 3.0), by the formula.
    #expect(abs((green["ground"] ?? 0) + 1.4196) < 1e-6)
    #expect(green["shade"] == 0 && green["skyView"] == 0 && green["wind"] == 0 && (green["island"] ?? 1) < 0)
    let tree = try Self.street { $0.set("canopyHeight", rows: 70..<76, columns: 60..<66, to: 10) }
    let under = try share(tree, 73, 63)
    #expect((under["shade"] ?? 0) < -7)
  }

  @Test("Nothing planned changes nothing, and a roof has no change of PET")
  func none() throws {
    let before = try Self.street()
    let same = try #require(
      try HeatModel().explainChange(row: 40, column: 40, before: before, after: before, context: WorkContext()))
    #expect(same.causes.allSatisfy { $0.value == 0 })
    let roof = try HeatModel().explainChange(
      row: 65, column: 40, before: before, after: Self.plan(), context: WorkContext())
    #expect(roof == nil)
  }

  @Test("Shapley's shares give a factor that acts only together with another half of what they do together")
  func together() {
    // 6 degrees by shade and ground together, 2 by wind alone.
    let shares = ChangeCause.shares { set in
      (set.contains(ChangeCause.shade.asSet) && set.contains(ChangeCause.ground.asSet) ? 6 : 0)
        + (set.contains(ChangeCause.wind.asSet) ? 2 : 0)
    }
    for (share, expected) in zip(shares, [3.0, 0, 3, 2, 0]) { #expect(abs(share - expected) < 1e-12) }
  }

  @Test("The effect on the spot and that through wind and town add up to the change of every cell")
  func steps() throws {
    let (before, after) = (try Self.street(), try Self.plan())
    let parts = try HeatModel().changeParts(before: before, after: after, context: WorkContext(threads: 2))
    #expect(parts.keys.sorted() == HeatModel().description.changeParts.map(\.id).sorted())
    let (local, footprint) = (try #require(parts["petLocal"]), try #require(parts["petFootprint"]))
    let (old, new) = (try Self.pet(before), try Self.pet(after))
    var reaches = false
    for index in 0..<old.count {
      let change = Double(new[index]) - Double(old[index])
      let sum = Double(local[index]) + Double(footprint[index])
      #expect(change.isNaN ? sum.isNaN : abs(change - sum) < 1e-4)
      if local[index] == 0, abs(footprint[index]) > 0.05 { reaches = true }
    }
    #expect(reaches, "wind and town reach beyond the spot itself")
    let again = try HeatModel().changeParts(before: before, after: after, context: WorkContext(threads: 1))
    #expect(again["petLocal"]?.digest == local.digest && again["petFootprint"]?.digest == footprint.digest)
  }
}
