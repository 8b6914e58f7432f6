import Essentials
import Grids
import Synchronization

/// What formulas came to in one situation, kept for the next card that asks the same. It changes no result.
final class FormulaMemory: Sendable {
  private struct Facades {
    var set: String
    var depth: Grid<Float>
    var found: FacadeWater
  }

  private let facades = Mutex<[Facades]>([])
  private let explanations = Mutex<[Digest: Explanation]>([:])

  /// Water against the walls of a set of buildings, for one layer of depths.
  func facades(of set: String, depth: Grid<Float>, _ compute: () -> FacadeWater) -> FacadeWater {
    if let known = facades.withLock({ $0.first { $0.set == set && $0.depth.sharesCells(with: depth) } }) {
      return known.found
    }
    let found = compute()
    facades.withLock { $0.append(Facades(set: set, depth: depth, found: found)) }
    return found
  }

  /// A card's formula in this situation, where it is the situation before the plan too.
  func explanation(of card: Digest, _ compute: () throws -> Explanation) rethrows -> Explanation {
    if let known = explanations.withLock({ $0[card] }) { return known }
    let found = try compute()
    explanations.withLock { $0[card] = found }
    return found
  }
}
