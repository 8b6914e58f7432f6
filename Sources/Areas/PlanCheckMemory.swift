import Essentials
import Synchronization

/// What a plan check found of measures that it has seen, for the next plan that holds them. It changes no answer.
final class PlanCheckMemory: Sendable {
  struct Known {
    /// Stands for the measure as it is: another shape or property gives another token.
    var token: Int32
    var problem: Diagnostic?
  }

  private struct Pair: Hashable {
    var first: Int32
    var second: Int32
  }

  private struct State {
    var measures: [Measure: Known] = [:]
    var apart: Set<Pair> = []
    var last: Int32 = 0
  }

  private let state = Mutex(State())
  /// Several plans of the largest size.
  private static let most = 20_000

  /// - Parameter find: what is wrong with the measure by itself; asked once.
  func known(_ measure: Measure, _ find: () -> Diagnostic?) -> Known {
    if let known = state.withLock({ $0.measures[measure] }) { return known }
    let problem = find()
    return state.withLock { state in
      if state.measures.count >= Self.most || state.apart.count >= 4 * Self.most {
        // Tokens go on, so that a pair of the old ones never stands for new measures.
        state.measures.removeAll()
        state.apart.removeAll()
      }
      state.last += 1
      let known = Known(token: state.last, problem: problem)
      state.measures[measure] = known
      return known
    }
  }

  func areApart(_ a: Int32, _ b: Int32) -> Bool {
    state.withLock { $0.apart.contains(Pair(first: min(a, b), second: max(a, b))) }
  }

  func noteApart(_ a: Int32, _ b: Int32) {
    state.withLock { _ = $0.apart.insert(Pair(first: min(a, b), second: max(a, b))) }
  }
}
