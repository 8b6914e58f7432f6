import Areas
import Essentials
import ModelKit
import Testing

@testable import Scenarios

@Suite("Runs that do not fit in memory")
struct RunMemoryTests {
  private func graph() throws -> RunGraph {
    let inputs = try SmallScenario.inputs(events: ["hete-dag-2015-07-01"])
    let present = PresentSituation(area: inputs.area, classes: inputs.classes, catalogue: inputs.catalogue)
    return try RunGraph(events: inputs.events, level: .run, parameters: [:], layers: [(.before, present.layers)])
  }

  @Test("What needs more than there is is refused before it starts; what fits runs")
  func refused() throws {
    let graph = try graph()
    let node = try #require(graph.nodes.first)
    let needed = node.model.predictedMemory(node.inputs, options: RunOptions())
    #expect(needed > 0)
    var tight = RunExecution(cache: NoRunCache())
    tight.availableMemory = { AvailableMemory(bytes: needed - 1, bound: .processLimit) }
    do {
      _ = try tight.results(of: graph, context: WorkContext())
      Issue.record("a run without room should be refused")
    } catch let error as ModelError {
      #expect(error.diagnostic.code == "model.tooLittleMemory")
    }
    var enough = RunExecution(cache: NoRunCache())
    enough.availableMemory = { AvailableMemory(bytes: needed, bound: .processLimit) }
    #expect(try enough.results(of: graph, context: WorkContext()).count == 1)
    var unknown = RunExecution(cache: NoRunCache())
    unknown.availableMemory = { nil }
    #expect(try unknown.results(of: graph, context: WorkContext()).count == 1)
  }
}
