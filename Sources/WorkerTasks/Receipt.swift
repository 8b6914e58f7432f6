import Areas
import Essentials
import GeoFormats
import ModelKit
import Scenarios

/// What a run was made of, so that anyone can repeat it and find the same bytes.
///
/// Everything but `timing` is the same for every repetition with the same versions.
struct Receipt: Codable {
  struct Node: Codable {
    var event: String
    var eventVersion: String
    var variant: Variant
    var model: String
    var modelVersion: String
    var key: Digest
    var layers: [String: Digest]
    var scalars: [String: Double]
    var balance: [BalanceTerm]
  }

  struct Timing: Codable {
    var computationSeconds: Double
    var threads: Int
    var fromCache: [Digest]
  }

  var engine: String
  var scenarioDigest: Digest
  var level: Level
  var packs: [PackPin]
  var landCoverTable: Digest
  var parameters: [String: [String: Double]]
  var cards: [String: Digest]
  var nodes: [Node]
  var warnings: [Diagnostic]
  var libraries: GeoLibraryVersions
  var timing: Timing

  init(_ run: ScenarioRun, computationSeconds: Double, threads: Int) {
    engine = Engine.version
    scenarioDigest = run.scenarioDigest
    level = run.inputs.level
    packs = run.inputs.packs
    landCoverTable = run.inputs.classes.digest
    parameters = run.inputs.parameters
    let used = Set(run.inputs.plan.measures.map(\.card))
    cards = Dictionary(
      used.compactMap { reference in run.inputs.catalogue.card(reference).map { ("\(reference)", $0.digest) } },
      uniquingKeysWith: { first, _ in first })
    nodes = run.nodes.map { node in
      Node(
        event: node.event.id, eventVersion: node.event.version, variant: node.variant, model: node.modelID,
        modelVersion: node.modelVersion, key: node.key, layers: node.outputs.layers.mapValues(\.digest),
        scalars: node.outputs.scalars, balance: node.outputs.balance)
    }
    warnings = run.warnings
    libraries = GeoLibraryVersions.current
    timing = Timing(
      computationSeconds: (computationSeconds * 1000).rounded() / 1000, threads: threads,
      fromCache: run.nodes.filter(\.fromCache).map(\.key))
  }
}
