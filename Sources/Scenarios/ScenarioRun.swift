import Areas
import Essentials
import Grids
import ModelKit

/// Everything a scenario needs, loaded.
public struct ScenarioInputs: Sendable {
  public var title: LocalizedText
  public var area: Area
  public var classes: LandCoverTable
  public var catalogue: MeasureCatalogue
  public var events: [Event]
  public var plan: Plan
  public var level: Level
  public var parameters: [String: [String: Double]]
  /// `name@version` with digest, in a fixed order.
  public var packs: [PackPin]

  public init(
    title: LocalizedText, area: Area, classes: LandCoverTable, catalogue: MeasureCatalogue, events: [Event],
    plan: Plan, level: Level, parameters: [String: [String: Double]], packs: [PackPin]
  ) {
    self.title = title
    self.area = area
    self.classes = classes
    self.catalogue = catalogue
    self.events = events
    self.plan = plan
    self.level = level
    self.parameters = parameters
    self.packs = packs
  }

  /// SHA-256 of what counts for the result: pack digests, events, level, parameters and the ordered measures as card
  /// digest and geometry in millimetres; never author, notes or ids.
  public func digest() throws -> Digest {
    let measures: [JSONValue] = try plan.measures.compactMap { measure in
      try catalogue.card(measure.card).map { try measure.scenarioForm(card: $0) }
    }
    let form: JSONValue = [
      "packs": .array(packs.map { .string($0.digest.hex) }),
      "events": .array(
        try events.map { event in
          [
            "id": .string(event.id), "version": .string(event.version),
            "digest": .string(try JSONValue(encoding: event).digest().hex),
          ]
        }),
      "level": .string(level.rawValue),
      "parameters": .object(parameters.mapValues { .object($0.mapValues { .number($0) }) }),
      "measures": .array(measures),
    ]
    return try form.digest()
  }
}

/// A pack as it was used.
public struct PackPin: Codable, Hashable, Sendable {
  public var name: String
  public var version: String
  public var digest: Digest

  public init(name: String, version: String, digest: Digest) {
    self.name = name
    self.version = version
    self.digest = digest
  }
}

/// One node's outputs and where they came from.
public struct NodeResult: Sendable {
  public var event: Event
  public var variant: Variant
  public var modelID: String
  public var modelVersion: String
  public var key: Digest
  public var fromCache: Bool
  public var outputs: ModelOutputs
}

/// A scenario, executed.
public struct ScenarioRun: Sendable {
  public var inputs: ScenarioInputs
  public var scenarioDigest: Digest
  public var layers: [Variant: EffectiveLayers]
  public var nodes: [NodeResult]
  public var figures: [Figure]
  public var cost: PlanCost
  public var warnings: [Diagnostic]

  public func result(_ kind: Event.Kind, _ variant: Variant) -> NodeResult? {
    nodes.first { $0.event.kind == kind && $0.variant == variant }
  }

  /// Runs what is not in the cache.
  /// - Throws: the first problem of the plan, `ModelError`, `CancellationError`.
  public static func run(
    _ inputs: ScenarioInputs, cache: some RunCache, context: WorkContext
  ) throws -> ScenarioRun {
    let check = PlanCheck(area: inputs.area, classes: inputs.classes, catalogue: inputs.catalogue)
    let problems = check.problems(inputs.plan)
    if !problems.isEmpty { throw PlanRefused(problems: problems) }

    let before = EffectiveLayers(area: inputs.area, classes: inputs.classes)
    let after = before.applying(inputs.plan, catalogue: inputs.catalogue)
    let layers: [(Variant, EffectiveLayers)] = [(.before, before), (.after, after)]
    let graph = try RunGraph(
      events: inputs.events, level: inputs.level, parameters: inputs.parameters, layers: layers)

    var done: [Digest: (outputs: ModelOutputs, fromCache: Bool)] = [:]
    var results: [NodeResult] = []
    var warnings: [Diagnostic] = []
    for (index, node) in graph.nodes.enumerated() {
      try context.checkCancellation()
      let count = Double(graph.nodes.count)
      let part = context.part(Double(index) / count...Double(index + 1) / count)
      let description = node.model.description
      part.progress(
        0,
        LocalizedText(
          nl: "\(description.title.nl), \(node.variant.title.nl)",
          en: "\(description.title.en), \(node.variant.title.en)"))
      let found: (outputs: ModelOutputs, fromCache: Bool)
      if let known = done[node.key] {
        found = known
      } else if let cached = cache.outputs(for: node.key) {
        found = (cached, true)
      } else {
        let outputs = try node.model.run(node.inputs, context: part)
        do { try cache.store(outputs, for: node.key) } catch {
          // A full cache costs time at the next run, not this result.
          var warning = Diagnostic(from: error)
          warning.severity = .warning
          warnings.append(warning)
        }
        found = (outputs, false)
      }
      done[node.key] = found
      results.append(
        NodeResult(
          event: node.event, variant: node.variant, modelID: description.id, modelVersion: description.version,
          key: node.key, fromCache: found.fromCache, outputs: found.outputs))
      for warning in found.outputs.warnings where !warnings.contains(warning) { warnings.append(warning) }
    }

    let cost = PlanCost(inputs.plan, catalogue: inputs.catalogue)
    let figures = BasicFigures(area: inputs.area, layers: [.before: before, .after: after], nodes: results, cost: cost)
    return ScenarioRun(
      inputs: inputs, scenarioDigest: try inputs.digest(), layers: [.before: before, .after: after], nodes: results,
      figures: figures.all, cost: cost, warnings: warnings)
  }
}

/// A plan that cannot be run, with everything that is wrong with it; told are the first few problems.
public struct PlanRefused: DiagnosableError {
  public var problems: [Diagnostic]

  public var diagnostic: Diagnostic {
    Diagnostic.first(of: problems)
      ?? Diagnostic(
        "plan.refused", what: LocalizedText(nl: "Het plan is afgewezen.", en: "The plan was refused."),
        remedy: LocalizedText(nl: "Controleer het plan.", en: "Check the plan."))
  }
}
