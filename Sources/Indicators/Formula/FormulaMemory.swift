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

  private struct Places {
    var mask: Grid<UInt8>
    var found: MaskPatches
  }

  private struct Walk {
    var starts: WalkingMemory.Places
    var goals: Grid<UInt8>
    var found: [Double?]
  }

  /// A layer held against a number.
  struct Comparison: Hashable {
    var layer: String
    var sign: FormulaNode.Operator
    var limit: Quantity
  }

  private let summaries = Mutex<[String: Explanation.Summary?]>([:])
  private let comparisons = Mutex<[Comparison: FormulaValue]>([:])
  private let facades = Mutex<[Facades]>([])
  private let places = Mutex<[Places]>([])
  private let walks = Mutex<[Walk]>([])
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

  /// What a layer, mask or set comes to in a few numbers.
  func summary(
    of name: String, as type: String, _ compute: () -> Explanation.Summary?
  ) -> Explanation.Summary? {
    let key = "\(type) \(name)"
    if let known = summaries.withLock({ $0[key] }) { return known }
    let found = compute()
    summaries.withLock { $0[key] = found }
    return found
  }

  func value(of comparison: Comparison, _ compute: () throws -> FormulaValue) rethrows -> FormulaValue {
    if let known = comparisons.withLock({ $0[comparison] }) { return known }
    let found = try compute()
    comparisons.withLock { $0[comparison] = found }
    return found
  }

  /// The contiguous places of a mask of 1 and 0.
  func patches(of mask: Grid<UInt8>) -> MaskPatches {
    if let known = places.withLock({ $0.first { $0.mask.hasCells(of: mask) } }) { return known.found }
    let found = MaskPatches(mask)
    places.withLock { $0.append(Places(mask: mask, found: found)) }
    return found
  }

  /// Distances on foot from the same places to the same goals.
  func distances(
    from starts: WalkingMemory.Places, to goals: Grid<UInt8>, _ compute: () -> [Double?]
  ) -> [Double?] {
    if let known = walks.withLock({ $0.first { $0.starts == starts && $0.goals.hasCells(of: goals) } }) {
      return known.found
    }
    let found = compute()
    walks.withLock { $0.append(Walk(starts: starts, goals: goals, found: found)) }
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

extension Grid where Cell == UInt8 {
  /// Whether the cells are equal, one by one.
  fileprivate func hasCells(of other: Grid<UInt8>) -> Bool {
    if sharesCells(with: other) { return true }
    return frame == other.frame
      && withCells { a in
        other.withCells { b in
          UnsafeBufferPointer(start: a, count: count).elementsEqual(UnsafeBufferPointer(start: b, count: count))
        }
      }
  }
}
