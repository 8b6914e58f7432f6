import Areas
import Assessment
import Essentials
import Foundation
import Grids
import Jobs
import ModelKit
import Scenarios

extension Plan {
  /// A plan as a browser sends it.
  /// - Throws: `GeometryError`, `PlanError.badFeature`.
  init(geoJSON data: Data) throws {
    self.init(id: "plan", measures: try PlanGeoJSON.measures(from: data, file: "plan.geojson"))
  }
}

struct ReviewPlanTask {
  let job: ReviewPlanJob

  func perform(_ context: WorkContext) throws -> PlanReview {
    let area = try WorkerMemory.shared.area(job.packs)
    let plan = try Plan(geoJSON: job.plan)
    return PlanReview(
      problems: area.present.check.problems(plan),
      cost: PlanCost(plan, catalogue: area.content.catalogue, frame: area.content.area.frame))
  }
}

struct EvaluatePlanTask {
  let job: EvaluatePlanJob

  func perform(_ context: WorkContext) throws -> PlanView {
    let area = try WorkerMemory.shared.area(job.packs)
    let inputs = try area.inputs(
      events: job.events, plan: Plan(geoJSON: job.plan), level: job.level, parameters: job.parameters)
    let run = try ScenarioRun.run(
      inputs, cache: WorkerMemory.shared.cache(before: job.cacheFolder, persists: job.level == .run),
      context: context.part(0...0.95), present: area.present, frames: job.frames)
    // A plan may leave nothing to measure, such as one that builds over all that a formula looks at.
    let goals = job.goals.compactMapValues { try? $0.reading(in: run, explains: job.explains) }
    let files = GridFiles(folder: URL(fileURLWithPath: job.viewFolder))
    var layers: [PlanView.LayerGrid] = []
    let parts = try changeParts(of: run, area.present, context)
    for id in job.layers {
      if let grid = parts[id] { layers.append(try part(id, grid, of: run, files)) }
      for variant in Variant.allCases {
        try context.checkCancellation()
        if let grid = try layer(id, variant, of: run, files) { layers.append(grid) }
      }
    }
    let holdsWater = try job.layers.isEmpty ? nil : run.layers[.after].map { try files.write(codes: $0.holdsWater) }
    context.progress(1, LocalizedText(nl: "Klaar", en: "Done"))
    return PlanView(
      scenarioDigest: run.scenarioDigest, level: job.level, indicators: run.indicators.map(RunSummary.Row.init),
      explanations: job.explains ? run.indicators : [], goals: goals, cost: run.cost, layers: layers,
      holdsWater: holdsWater,
      warnings: run.warnings)
  }

  /// Nil for a layer that the scenario does not have.
  private func layer(
    _ id: String, _ variant: Variant, of run: ScenarioRun, _ files: GridFiles
  ) throws -> PlanView.LayerGrid? {
    let words = id.split(separator: ".", maxSplits: 1).map(String.init)
    guard words.count == 2, let node = run.result(words[0], variant), let grid = node.outputs.layers[words[1]],
      let description = Engine.model(for: words[0])?.description.outputs.first(where: { $0.id == words[1] })
    else { return nil }
    let step = GridFiles.step(of: description.unit)
    let frames = try (node.outputs.frames[words[1]] ?? []).map {
      PlanView.Frame(label: $0.label, grid: try files.write($0.grid, step: step), sun: $0.sun)
    }
    return PlanView.LayerGrid(
      layer: id, variant: variant, grid: try files.write(grid, step: step), frames: frames,
      incomplete: try incomplete(description, node.outputs, files))
  }

  /// Where an output's values are incomplete; nil where they nowhere are.
  private func incomplete(
    _ output: LayerDescription, _ outputs: ModelOutputs, _ files: GridFiles
  ) throws -> GridReference? {
    guard let id = output.map?.incompleteWhere, let quality = outputs.layers[id] else { return nil }
    let codes = quality.map { $0 >= 0.5 ? UInt8(1) : 0 }
    return codes.cells.contains(1) ? try files.write(codes: codes) : nil
  }

  /// The parts of changes that the job names, by layer id; no model is asked for parts that nobody wants to see.
  private func changeParts(
    of run: ScenarioRun, _ present: PresentSituation, _ context: WorkContext
  ) throws -> [String: Grid<Float>] {
    let kinds = run.inputs.events.map(\.kind).filter { kind in
      Engine.model(for: kind)?.description.changeParts.contains { job.layers.contains("\(kind).\($0.id)") } ?? false
    }
    guard !kinds.isEmpty else { return [:] }
    let graph = try run.fullGraph(present: present)
    var found: [String: Grid<Float>] = [:]
    for kind in kinds {
      guard let before = graph.node(kind, .before), let after = graph.node(kind, .after) else { continue }
      let parts: [String: Grid<Float>]
      if before.key == after.key {
        // Where nothing changes, no model need be asked.
        parts = Dictionary(
          before.model.description.changeParts.map { ($0.id, Grid<Float>(before.inputs.frame, repeating: 0)) },
          uniquingKeysWith: { first, _ in first })
      } else {
        try RunMemory.require([before, after])
        parts = try before.model.changeParts(before: before.inputs, after: after.inputs, context: context)
      }
      for (id, grid) in parts { found["\(kind).\(id)"] = grid }
    }
    return found
  }

  /// A part of a change is incomplete where the output is that it is part of.
  private func part(
    _ id: String, _ grid: Grid<Float>, of run: ScenarioRun, _ files: GridFiles
  ) throws -> PlanView.LayerGrid {
    let words = id.split(separator: ".", maxSplits: 1).map(String.init)
    var edge: GridReference?
    if words.count == 2, let description = Engine.model(for: words[0])?.description,
      let part = description.changeParts.first(where: { $0.id == words[1] }),
      let output = description.outputs.first(where: { $0.id == part.output }),
      let node = run.result(words[0], .after)
    {
      edge = try incomplete(output, node.outputs, files)
    }
    return PlanView.LayerGrid(
      layer: id, variant: .after, grid: try files.write(grid, step: GridFiles.step(of: "K")), incomplete: edge)
  }
}

struct ReadCellTask {
  let job: ReadCellJob

  func perform(_ context: WorkContext) throws -> CellReading {
    let area = try WorkerMemory.shared.area(job.packs)
    let content = area.content
    let frame = content.area.frame
    guard let cell = frame.cell(x: job.x, y: job.y) else {
      throw TaskError.cellOutside(x: job.x, y: job.y, area: content.area.manifest.title)
    }
    let inputs = try area.inputs(
      events: job.events, plan: Plan(geoJSON: job.plan), level: job.level, parameters: job.parameters)
    let run = try ScenarioRun.run(
      inputs, cache: WorkerMemory.shared.cache(before: job.cacheFolder, persists: job.level == .run),
      context: context.part(0...0.6), present: area.present)
    let index = cell.row * frame.columns + cell.column
    func landCover(_ variant: Variant) -> LocalizedText {
      run.layers[variant].flatMap { content.classes.landCoverClass($0.landCover[index])?.title }
        ?? LocalizedText(nl: "onbekend", en: "unknown")
    }
    return CellReading(
      row: cell.row, column: cell.column, landCoverBefore: landCover(.before), landCoverAfter: landCover(.after),
      surroundings: surroundings(run, index),
      parts: try parts(of: run, cell.row, cell.column, area.present, context.part(0.6...1)))
  }

  private func surroundings(_ run: ScenarioRun, _ index: Int) -> [CellReading.Line] {
    let lines: [(String, LocalizedText, Int, LocalizedText?)] = [
      (
        "terrain", LocalizedText(nl: "Maaiveld", en: "Ground level"), 2,
        LocalizedText(nl: "Ten opzichte van NAP.", en: "Above NAP.")
      ),
      ("buildingHeight", LocalizedText(nl: "Hoogte van het gebouw", en: "Height of the building"), 1, nil),
      ("canopyHeight", LocalizedText(nl: "Hoogte van de boomkroon", en: "Height of the tree crown"), 1, nil),
    ]
    return lines.map { id, title, decimals, note in
      func value(_ variant: Variant) -> Double? { run.layers[variant]?.layers[id].map { Double($0[index]) } }
      return CellReading.Line(
        id: id, title: title, unit: "m", before: value(.before), after: value(.after), decimals: decimals, note: note)
    }
  }

  private func parts(
    of run: ScenarioRun, _ row: Int, _ column: Int, _ present: PresentSituation, _ context: WorkContext
  ) throws -> [CellReading.Part] {
    let graph = try run.fullGraph(present: present)
    func explanation(_ kind: String, _ variant: Variant, _ context: WorkContext) throws -> CellExplanation? {
      guard let node = graph.node(kind, variant), let outputs = run.result(kind, variant)?.outputs
      else { return nil }
      try RunMemory.require([node])
      return try node.model.explain(
        row: row, column: column, inputs: node.inputs, outputs: outputs, context: context)
    }
    var parts: [CellReading.Part] = []
    for event in run.inputs.events {
      guard let model = Engine.model(for: event.kind)?.description,
        let before = try explanation(event.kind, .before, context)
      else { continue }
      let (old, new) = (graph.node(event.kind, .before), graph.node(event.kind, .after))
      let isUnchanged = old?.key == new?.key
      let after = try isUnchanged ? before : explanation(event.kind, .after, context)
      var change: ChangeExplanation?
      if !isUnchanged, let old, let new {
        try RunMemory.require([old, new])
        change = try old.model.explainChange(
          row: row, column: column, before: old.inputs, after: new.inputs, context: context)
      }
      parts.append(
        CellReading.Part(
          kind: event.kind, title: model.title, formula: before.formula, source: before.source,
          values: CellReading.Line.joined(before.values, after?.values ?? []),
          terms: CellReading.Line.joined(before.terms, after?.terms ?? []),
          hours: CellReading.Hour.joined(before.hours, after?.hours ?? []), change: change))
    }
    return parts
  }
}

extension CellReading.Line {
  /// Lines of both situations by id, in the order in which they are met; a line may be in one of them only.
  static func joined(_ before: [CellExplanation.Line], _ after: [CellExplanation.Line]) -> [CellReading.Line] {
    var ids: [String] = []
    for line in before + after where !ids.contains(line.id) { ids.append(line.id) }
    return ids.compactMap { id in
      let (old, new) = (before.first { $0.id == id }, after.first { $0.id == id })
      guard let line = new ?? old else { return nil }
      return CellReading.Line(
        id: id, title: line.title, unit: line.unit, before: old?.value, after: new?.value, decimals: line.decimals,
        note: line.note)
    }
  }
}

extension CellReading.Hour {
  /// Steps of both situations, which are of one event and so the same steps.
  static func joined(_ before: [CellExplanation.Hour], _ after: [CellExplanation.Hour]) -> [CellReading.Hour] {
    before.enumerated().map { index, old in
      let new = index < after.count ? after[index] : nil
      return CellReading.Hour(
        label: old.label, sun: old.sun, stateBefore: old.state, stateAfter: new?.state, counts: old.counts,
        before: old.value, after: new?.value, terms: CellReading.Line.joined(old.terms, new?.terms ?? []))
    }
  }
}

extension ScenarioRun {
  /// What a full run of this scenario's models takes, at whatever level this one was run.
  fileprivate func fullGraph(present: PresentSituation) throws -> RunGraph {
    try RunGraph(
      events: inputs.events, level: .run, parameters: inputs.parameters,
      layers: Variant.allCases.compactMap { variant in layers[variant].map { (variant, $0) } }, present: present)
  }
}

extension RunGraph {
  fileprivate func node(_ kind: String, _ variant: Variant) -> RunNode? {
    nodes.first { $0.event.kind == kind && $0.variant == variant }
  }
}
