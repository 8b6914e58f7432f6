import Essentials
import Grids
import ModelKit
import Testing

@Suite("Levels of a model")
struct LevelTests {
  private struct Plain: Model {
    var levels: [Level]

    var description: ModelDescription {
      var description = ModelInputsTests.description
      description.levels = levels
      return description
    }

    func run(_ inputs: ModelInputs, context: WorkContext) throws -> ModelOutputs {
      ModelOutputs(layers: ["terrain": try inputs.layer("terrain")], scalars: ["height": 3])
    }
  }

  private let frame = ModelInputsTests.frame

  private func outputs(_ cells: [Float], _ height: Double) -> ModelOutputs {
    ModelOutputs(layers: ["terrain": Grid(frame, cells: cells)], scalars: ["height": height])
  }

  @Test("A model without a preview is run in full when one is asked for")
  func fallsBack() throws {
    #expect(Plain(levels: [.run]).level(for: .preview) == .run)
    #expect(Plain(levels: [.preview, .run]).level(for: .preview) == .preview)
    #expect(ModelInputsTests.description.levels == [.run])
    let inputs = ModelInputs(frame: frame, layers: ["terrain": Grid(frame, repeating: 2)])
    let found = try Plain(levels: [.run]).run(inputs, options: RunOptions(level: .preview), context: WorkContext())
    #expect(found.layers["terrain"]?.cells == [Float](repeating: 2, count: 6))
    #expect(found.frames.isEmpty)
  }

  @Test("An estimate is today plus what two previews differ, cell by cell and number by number")
  func estimate() throws {
    let estimate = Plain(levels: [.run]).estimate(
      today: outputs([1, 2, 3, 4, .nan, 6], 10), before: outputs([10, 10, 10, .nan, 1, 10], 5),
      after: outputs([11, 8, 10, 7, 9, .nan], 4))
    let cells = try #require(estimate.layers["terrain"]).cells
    #expect(Array(cells.prefix(5)) == [2, 0, 3, 7, 9])
    // No value with the plan is no value.
    #expect(cells[5].isNaN)
    #expect(estimate.scalars["height"] == 9)
  }

  @Test("What is added never falls below the least that there can be")
  func least() {
    let now = Grid<Float>(frame, repeating: 1)
    let sum = now.adding(Grid(frame, repeating: 0), minus: Grid(frame, repeating: 5), least: 0)
    #expect(sum.cells == [Float](repeating: 0, count: 6))
  }
}
