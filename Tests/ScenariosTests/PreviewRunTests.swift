import AreaTestSupport
import Areas
import Essentials
import Foundation
import Grids
import ModelKit
import Scenarios
import TestSupport
import Testing

@Suite("Previews of scenarios, steps of time, and what is kept between runs")
struct PreviewRunTests {
  private func inputs(_ level: Level, measures: [Measure] = [SmallScenario.tree, SmallScenario.lawn]) throws
    -> ScenarioInputs
  {
    var inputs = try SmallScenario.inputs(measures: measures)
    inputs.level = level
    return inputs
  }

  @Test("Today is the full run's; a model without a preview gives its run, with the same key")
  func today() throws {
    let full = try ScenarioRun.run(inputs(.run), cache: NoRunCache(), context: WorkContext(threads: 2))
    let preview = try ScenarioRun.run(inputs(.preview), cache: NoRunCache(), context: WorkContext(threads: 2))
    for kind in ["heat", "rain"] {
      let (a, b) = (try #require(full.result(kind, .before)), try #require(preview.result(kind, .before)))
      #expect(a.key == b.key)
      for (id, grid) in a.outputs.layers { #expect(grid.digest == b.outputs.layers[id]?.digest) }
    }
    let (heat, rain) = (try #require(preview.result("heat", .after)), try #require(preview.result("rain", .after)))
    #expect(heat.key == full.result("heat", .after)?.key)
    #expect(rain.key != full.result("rain", .after)?.key)
    for (a, b) in zip(full.indicators, preview.indicators) { #expect(a.before.value == b.before.value) }
    #expect(full.scenarioDigest != preview.scenarioDigest)
  }

  @Test("The preview of an empty plan is today, to the bit")
  func emptyPlan() throws {
    let preview = try ScenarioRun.run(inputs(.preview, measures: []), cache: NoRunCache(), context: WorkContext())
    for id in ["maximumDepth", "finalDepth"] {
      #expect(
        preview.result("rain", .before)?.outputs.layers[id]?.cells
          == preview.result("rain", .after)?.outputs.layers[id]?.cells)
    }
    #expect(preview.indicators.allSatisfy { $0.change == 0 })
  }

  @Test("A preview depends neither on threads nor on what is kept from earlier ones")
  func same() throws {
    let inputs = try inputs(.preview)
    let present = PresentSituation(area: inputs.area, classes: inputs.classes, catalogue: inputs.catalogue)
    let memory = MemoryRunCache(megabytes: 8)
    let cache = memory.before(NoRunCache())
    let fresh = try ScenarioRun.run(inputs, cache: NoRunCache(), context: WorkContext(threads: 1))
    for threads in [2, 1] {
      let known = try ScenarioRun.run(inputs, cache: cache, context: WorkContext(threads: threads), present: present)
      #expect(try JSONValue(encoding: known.indicators) == JSONValue(encoding: fresh.indicators))
      for (a, b) in zip(known.nodes, fresh.nodes) {
        #expect(a.key == b.key && a.outputs.layers.mapValues(\.digest) == b.outputs.layers.mapValues(\.digest))
      }
    }
  }

  @Test("Contributions of measures work on a preview too")
  func contributions() throws {
    let run = try ScenarioRun.run(inputs(.preview), cache: NoRunCache(), context: WorkContext())
    let found = try run.contributions(toIndicators: ["flooded"], cache: NoRunCache(), context: WorkContext())
    let rest = try ScenarioRun.run(
      inputs(.preview, measures: [SmallScenario.tree]), cache: NoRunCache(), context: WorkContext())
    func flooded(_ run: ScenarioRun) -> Double? { run.indicators.first { $0.id == "flooded" }?.after.value }
    let lawn = try #require(found.first { $0.card == "lawn" }?.changes["flooded"])
    #expect(lawn == (try #require(flooded(run))) - (try #require(flooded(rest))))
  }

  @Test("Steps of time come when asked for, are kept apart, and come back from the cache")
  func frames() throws {
    try TestFolders.withTemporaryFolder { folder in
      let cache = FolderRunCache(folder: folder)
      let plain = try ScenarioRun.run(inputs(.run), cache: cache, context: WorkContext())
      #expect(plain.nodes.allSatisfy { $0.outputs.frames.isEmpty })
      let first = try ScenarioRun.run(inputs(.run), cache: cache, context: WorkContext(), frames: true)
      #expect(first.result("heat", .after)?.outputs.frames["pet"]?.count == 23)
      let again = try ScenarioRun.run(inputs(.run), cache: cache, context: WorkContext(), frames: true)
      #expect(again.nodes.allSatisfy { $0.fromCache })
      for (a, b) in zip(first.nodes, again.nodes) {
        #expect(a.key == b.key)
        for (id, frames) in a.outputs.frames {
          let kept = try #require(b.outputs.frames[id])
          #expect(frames.map(\.label) == kept.map(\.label))
          #expect(frames.map(\.grid.digest) == kept.map(\.grid.digest))
        }
      }
      // A damaged file is a miss, not an answer.
      let file = try #require(
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
          .first { $0.pathExtension == "frames" })
      var data = try Data(contentsOf: file)
      data[data.count / 2] ^= 1
      try data.write(to: file)
      let mended = try ScenarioRun.run(inputs(.run), cache: cache, context: WorkContext(), frames: true)
      #expect(mended.nodes.contains { !$0.fromCache })
      #expect(mended.nodes.allSatisfy { !$0.outputs.frames.isEmpty })
    }
  }

  @Test("Memory forgets what was used least, and hands on what it may not keep alone")
  func memory() throws {
    try TestFolders.withTemporaryFolder { folder in
      let frame = GridFrame(west: 0, north: 0, cellSize: 1, columns: 512, rows: 512)
      let outputs = ModelOutputs(layers: ["a": Grid(frame, repeating: 1)])
      let (one, two) = (Digest.sha256("one"), Digest.sha256("two"))
      let memory = MemoryRunCache(megabytes: 1)
      let behind = FolderRunCache(folder: folder)
      let brief = memory.before(behind, persists: false)
      try brief.store(outputs, for: one)
      #expect(brief.outputs(for: one) != nil && behind.outputs(for: one) == nil)
      try brief.store(outputs, for: two)
      #expect(brief.outputs(for: one) == nil && brief.outputs(for: two) != nil)
      try memory.before(behind).store(outputs, for: one)
      #expect(behind.outputs(for: one)?.layers["a"]?.cells.first == 1)
    }
  }
}
