/// Lets one task at a time through, in the order of asking. An actor alone does not: it takes the next call while the
/// one before waits for a worker or the disk.
actor Turnstile {
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private let mostWaiting: Int

  init(mostWaiting: Int = 64) { self.mostWaiting = mostWaiting }

  /// - Throws: `WorkError.busy` where too many wait already; what `body` throws.
  nonisolated func inTurn<Answer: Sendable>(_ body: @Sendable () async throws -> Answer) async throws -> Answer {
    try await enter()
    do {
      let answer = try await body()
      await leave()
      return answer
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async throws {
    guard isTaken else {
      isTaken = true
      return
    }
    guard waiting.count < mostWaiting else { throw WorkError.busy }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
  }
}
