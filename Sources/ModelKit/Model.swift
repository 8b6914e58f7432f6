import Essentials
import Grids

/// A pure function from layers and parameters to layers and scalars.
///
/// The same inputs give the same bytes on any machine and with any number of threads: a model takes no file, clock,
/// locale or random number, and calls `Elementary` instead of the C library's functions.
public protocol Model: Sendable {
  var description: ModelDescription { get }

  /// A run at level `run`, without steps of time.
  /// - Throws: `ModelError` for inputs that do not fit the description, `CancellationError` when asked to stop.
  func run(_ inputs: ModelInputs, context: WorkContext) throws -> ModelOutputs

  /// A run at a level that the description offers. Layers have the frame of the inputs at every level.
  /// - Throws: as `run(_:context:)`.
  func run(_ inputs: ModelInputs, options: RunOptions, context: WorkContext) throws -> ModelOutputs

  /// How much memory a run needs beside its inputs, at most, in bytes; asked before the run, so that one that does not
  /// fit is refused instead of being ended by the system.
  func predictedMemory(_ inputs: ModelInputs, options: RunOptions) -> Int

  /// What a plan is expected to give, from the run of today and two previews: today plus what the previews differ.
  /// - Parameters:
  ///   - today: of a run without the plan.
  ///   - before: of a preview without it.
  ///   - after: of a preview with it.
  func estimate(today: ModelOutputs, before: ModelOutputs, after: ModelOutputs) -> ModelOutputs

  /// Why a run gave what it gave in one cell; nil where the model has nothing to say.
  /// - Parameter outputs: of a run with these inputs.
  /// - Throws: as `run(_:context:)`.
  func explain(
    row: Int, column: Int, inputs: ModelInputs, outputs: ModelOutputs, context: WorkContext
  ) throws -> CellExplanation?

  /// By what the first value of `explain` changed in one cell; nil where the model cannot say, or the cell has no value
  /// in one of the situations.
  /// - Parameters:
  ///   - before: of the situation without the plan.
  ///   - after: of the situation with it; the same event and parameters.
  /// - Throws: as `run(_:context:)`.
  func explainChange(
    row: Int, column: Int, before: ModelInputs, after: ModelInputs, context: WorkContext
  ) throws -> ChangeExplanation?

  /// The change of outputs split into the parts that the description names, by their ids; after minus before, and no
  /// value where one of the situations has none.
  /// - Throws: as `run(_:context:)`.
  func changeParts(
    before: ModelInputs, after: ModelInputs, context: WorkContext
  ) throws -> [String: Grid<Float>]
}

extension Model {
  public func run(_ inputs: ModelInputs, options: RunOptions, context: WorkContext) throws -> ModelOutputs {
    try run(inputs, context: context)
  }

  /// A copy of every input and of every layer of output, as steps of time too where they are wanted.
  public func predictedMemory(_ inputs: ModelInputs, options: RunOptions) -> Int {
    let steps = inputs.series.values.map(\.count).max() ?? 1
    let grids = description.outputs.reduce(inputs.layers.count) { sum, output in
      sum + 1 + (options.frames && output.hasFrames ? steps : 0)
    }
    return 4 * (inputs.frame.count * grids + (inputs.contextFrame?.count ?? 0) * inputs.contextLayers.count)
  }

  public func estimate(today: ModelOutputs, before: ModelOutputs, after: ModelOutputs) -> ModelOutputs {
    var estimate = after
    for (id, now) in today.layers {
      guard let a = before.layers[id], let b = after.layers[id] else { continue }
      estimate.layers[id] = now.adding(b, minus: a)
    }
    for (id, now) in today.scalars {
      guard let a = before.scalars[id], let b = after.scalars[id] else { continue }
      estimate.scalars[id] = now + b - a
    }
    return estimate
  }

  public func explain(
    row: Int, column: Int, inputs: ModelInputs, outputs: ModelOutputs, context: WorkContext
  ) throws -> CellExplanation? { nil }

  public func explainChange(
    row: Int, column: Int, before: ModelInputs, after: ModelInputs, context: WorkContext
  ) throws -> ChangeExplanation? { nil }

  public func changeParts(
    before: ModelInputs, after: ModelInputs, context: WorkContext
  ) throws -> [String: Grid<Float>] { [:] }

  /// The level at which the model answers when `wanted` is asked: `run` where it offers nothing cheaper.
  public func level(for wanted: Level) -> Level { description.levels.contains(wanted) ? wanted : .run }
}

extension Grid where Cell == Float {
  /// Cell by cell its own value, plus `after` minus `before`; where one of the three has no value, that of `after`.
  /// - Parameter least: smaller results become this.
  /// - Precondition: the three have one frame.
  public func adding(_ after: Grid<Float>, minus before: Grid<Float>, least: Float = -.infinity) -> Grid<Float> {
    precondition(after.count == count && before.count == count, "grids of one frame")
    return Grid<Float>(
      frame,
      filling: { out in
        withCells { now in
          after.withCells { after in
            before.withCells { before in
              for index in 0..<count {
                let sum = now[index] + (after[index] - before[index])
                out[index] = sum.isNaN ? after[index] : sum < least ? least : sum
              }
            }
          }
        }
      })
  }
}
