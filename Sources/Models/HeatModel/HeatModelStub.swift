import Essentials
import ModelKit
public struct HeatModel: Model {
  public init() {}
  public var description: ModelDescription { .init(id: "heat", version: "0", title: .init(verbatim: ""), summary: .init(verbatim: ""), inputs: [], parameters: [], outputs: [], influence: .domain) }
  public func run(_ inputs: ModelInputs, context: WorkContext) throws -> ModelOutputs { .init(layers: [:]) }
}
