import Essentials
import Foundation

/// Something that everybody who has a work open is told at once.
public struct WorkSignal: Sendable {
  public enum Name: String, Sendable {
    case operation, plan, run, answer, member, handin
  }

  public let name: Name
  /// JSON on one line.
  public let data: Data
}

/// Hands signals of works to those who listen. A listener who does not keep up is let go: they connect again and fetch
/// what they missed.
actor WorkSignals {
  private struct Listener {
    let continuation: AsyncStream<WorkSignal>.Continuation
  }

  private static let bufferSize = 256

  private var listeners: [String: [Int: Listener]] = [:]
  private var nextNumber = 0
  private var isClosed = false

  /// Signals of a work from now on; the stream ends when the listener falls behind or all are let go.
  func listen(to work: String) -> AsyncStream<WorkSignal> {
    nextNumber += 1
    let number = nextNumber
    let (stream, continuation) = AsyncStream.makeStream(
      of: WorkSignal.self, bufferingPolicy: .bufferingOldest(Self.bufferSize))
    if isClosed { continuation.finish() }
    continuation.onTermination = { [weak self] _ in
      Task { await self?.remove(number, of: work) }
    }
    listeners[work, default: [:]][number] = Listener(continuation: continuation)
    return stream
  }

  func send(_ name: WorkSignal.Name, _ payload: JSONValue, to work: String) {
    guard let all = listeners[work], let data = try? payload.canonicalData() else { return }
    let signal = WorkSignal(name: name, data: data)
    for (number, listener) in all {
      if case .enqueued = listener.continuation.yield(signal) { continue }
      listener.continuation.finish()
      listeners[work]?[number] = nil
    }
  }

  /// Lets all listeners go, and whoever comes later.
  func close() {
    isClosed = true
    for listener in listeners.values.joined() { listener.value.continuation.finish() }
    listeners = [:]
  }

  private func remove(_ number: Int, of work: String) {
    listeners[work]?[number] = nil
    if listeners[work]?.isEmpty == true { listeners[work] = nil }
  }
}
