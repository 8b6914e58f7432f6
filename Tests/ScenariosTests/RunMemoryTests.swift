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

  @Test("Both situations of an explained change have to fit together, with their steps of time where they are wanted")
  func explanations() throws {
    let node = try #require(try graph().nodes.first)
    let plain = node.model.predictedMemory(node.inputs, options: RunOptions())
    let stepped = node.model.predictedMemory(node.inputs, options: RunOptions(frames: true))
    #expect(stepped > plain)
    func code(_ nodes: [RunNode], frames: Bool = false, leaving bytes: Int?) -> String? {
      let left = bytes.map { AvailableMemory(bytes: $0, bound: .controlGroup) }
      do {
        try RunMemory.require(nodes, frames: { _ in frames }, available: left)
        return nil
      } catch {
        return Diagnostic(from: error).code
      }
    }
    #expect(code([node, node], leaving: 2 * plain) == nil)
    #expect(code([node, node], leaving: 2 * plain - 1) == "model.tooLittleMemory")
    #expect(code([node], leaving: 2 * plain - 1) == nil)
    #expect(code([node], frames: true, leaving: plain) == "model.tooLittleMemory")
    #expect(code([node], leaving: nil) == nil)
  }
}
