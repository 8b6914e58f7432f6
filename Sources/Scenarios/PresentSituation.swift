import Areas
import Essentials
import Grids
import Indicators
import Synchronization

/// An area as it is, with whatever follows from it for every plan alike: made once, used by any number of runs.
public final class PresentSituation: Sendable {
  public let area: Area
  public let classes: LandCoverTable
  public let catalogue: MeasureCatalogue
  public let layers: EffectiveLayers
  public let check: PlanCheck
  private let digests: [String: Digest]
  private let contextDigests: [String: Digest]
  /// What formulas see of it, by the nodes that were run on it; used last at the end.
  private let known = Mutex<[(keys: [Digest], inputs: FormulaInputs)]>([])

  private static let mostKnown = 4

  public init(area: Area, classes: LandCoverTable, catalogue: MeasureCatalogue) {
    self.area = area
    self.classes = classes
    self.catalogue = catalogue
    layers = EffectiveLayers(area: area, classes: classes)
    check = PlanCheck(area: area, classes: classes, catalogue: catalogue)
    digests = layers.layers.mapValues(\.digest)
    contextDigests = layers.contextLayers.mapValues(\.digest)
  }

  /// Of a layer of the core; what a plan left alone is not hashed again.
  func digest(of grid: Grid<Float>, named id: String) -> Digest {
    if let own = layers.layers[id], let known = digests[id], own.sharesCells(with: grid) { return known }
    return grid.digest
  }

  /// The same for the surroundings.
  func contextDigest(of grid: Grid<Float>, named id: String) -> Digest {
    if let own = layers.contextLayers[id], let known = contextDigests[id], own.sharesCells(with: grid) { return known }
    return grid.digest
  }

  func formulaInputs(for keys: [Digest]) -> FormulaInputs? {
    known.withLock { known in
      guard let index = known.firstIndex(where: { $0.keys == keys }) else { return nil }
      known.append(known.remove(at: index))
      return known.last?.inputs
    }
  }

  func keep(_ inputs: FormulaInputs, for keys: [Digest]) {
    known.withLock { known in
      known.append((keys, inputs))
      if known.count > Self.mostKnown { known.removeFirst() }
    }
  }
}
