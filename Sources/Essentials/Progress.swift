import Synchronization

/// How far a long piece of work is, for a person.
public struct Progress: Codable, Hashable, Sendable {
  /// 0 to 1.
  public var fraction: Double
  /// What is being done now.
  public var step: LocalizedText

  public init(fraction: Double, step: LocalizedText) {
    self.fraction = fraction
    self.step = step
  }
}

/// Asks work to stop. Cancelled work throws `CancellationError` at its next look and publishes nothing.
public final class CancellationToken: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  public func cancel() { flag.store(true, ordering: .relaxed) }

  public func check() throws {
    if isCancelled { throw CancellationError() }
  }
}

/// What surrounds a piece of work without changing its result: threads, progress, warnings, the wish to stop.
public struct WorkContext: Sendable {
  /// How many threads kernels may use. Results do not depend on it.
  public var threads: Int
  public var cancellation: CancellationToken
  private let report: @Sendable (Progress) -> Void
  private let warn: @Sendable (Diagnostic) -> Void

  public init(
    threads: Int = 1, cancellation: CancellationToken = CancellationToken(),
    report: @escaping @Sendable (Progress) -> Void = { _ in },
    warn: @escaping @Sendable (Diagnostic) -> Void = { _ in }
  ) {
    self.threads = max(1, threads)
    self.cancellation = cancellation
    self.report = report
    self.warn = warn
  }

  public func progress(_ fraction: Double, _ step: LocalizedText) {
    report(Progress(fraction: min(max(fraction, 0), 1), step: step))
  }

  /// Tells the person something that does not stop the work.
  public func warning(_ diagnostic: Diagnostic) { warn(diagnostic) }

  /// The same surroundings for a part that fills `range` of the whole.
  public func part(_ range: ClosedRange<Double>) -> WorkContext {
    let report = report
    return WorkContext(
      threads: threads, cancellation: cancellation,
      report: { inner in
        let fraction = range.lowerBound + inner.fraction * (range.upperBound - range.lowerBound)
        report(Progress(fraction: fraction, step: inner.step))
      },
      warn: warn)
  }

  /// - Throws: `CancellationError` when the work is no longer wanted.
  public func checkCancellation() throws { try cancellation.check() }
}
