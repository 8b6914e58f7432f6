import Essentials
import Foundation
import Synchronization

/// The worker's side: confine, then answer requests one at a time until the parent closes the channel.
///
/// The channel is what the parent gave as standard input and output. Both are moved to other descriptors at once and
/// replaced by `/dev/null` and standard error, so that a library that prints cannot garble an answer.
public enum WorkerLoop {
  /// A job: the payload of the request in, the payload of the answer out. Progress, warnings and the wish to stop go
  /// through the context. It runs on the main thread; an error reaches the parent as a `Diagnostic`.
  public typealias Handler = (Data, WorkContext) throws -> Data

  /// Never returns: the process ends when the parent closes the channel or dies. Call it before anything that may
  /// start a thread.
  public static func run(handler: Handler) -> Never {
    let channel: MessageChannel
    let setup: WorkerSetup
    do {
      channel = try takeChannel()
      guard let frame = try channel.receive() else { _exit(EXIT_SUCCESS) }
      let message = try WorkerMessage(frame: frame)
      guard message.kind == .setup else { throw ChannelError.malformed }
      setup = try message.decoded()
    } catch {
      end(because: error)
    }

    do {
      let report = try Confinement.apply(setup.policy)
      try channel.send(WorkerMessage(.confined, encoding: report).frame)
    } catch {
      try? channel.send(WorkerMessage(.refused, encoding: Diagnostic(from: error)).frame)
      end(because: error)
    }

    let inbox = Inbox()
    // Only now: a thread that was there before the confinement would stay outside it.
    Thread.detachNewThread { inbox.fill(from: channel) }
    while true {
      let request = inbox.next()
      do {
        try channel.send(answer(request, threads: setup.threads, handler: handler, over: channel).frame)
      } catch {
        end(because: error)
      }
      inbox.finished(request.job)
    }
  }

  private static func answer(
    _ request: Inbox.Request, threads: Int, handler: Handler, over channel: MessageChannel
  ) throws -> WorkerMessage {
    let job = request.job
    let pace = ProgressPace()
    let context = WorkContext(
      threads: threads, cancellation: request.cancellation,
      report: { progress in
        guard pace.admits(progress), let message = try? WorkerMessage(.progress, job: job, encoding: progress) else {
          return
        }
        // A parent that has gone is noticed by the inbox.
        try? channel.send(message.frame)
      },
      warn: { diagnostic in
        guard let message = try? WorkerMessage(.warning, job: job, encoding: diagnostic) else { return }
        try? channel.send(message.frame)
      })
    do {
      try context.checkCancellation()
      let payload = try handler(request.payload, context)
      guard payload.count <= MessageChannel.maximumBytes - WorkerMessage.headerBytes else {
        throw ChannelError.oversized(payload.count)
      }
      return WorkerMessage(.result, job: job, payload: payload)
    } catch is CancellationError {
      return WorkerMessage(.cancelled, job: job)
    } catch {
      return try WorkerMessage(.failure, job: job, encoding: Diagnostic(from: error))
    }
  }

  private static func takeChannel() throws -> MessageChannel {
    let reading = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    let writing = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard reading >= 0, writing >= 0 else { throw ChannelError.system(errno) }
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard nothing >= 0, dup2(nothing, STDIN_FILENO) >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else {
      throw ChannelError.system(errno)
    }
    close(nothing)
    return MessageChannel(reading: reading, writing: writing)
  }

  private static func end(because error: any Error) -> Never {
    try? FileHandle.standardError.write(contentsOf: Data((Diagnostic(from: error).rendered(in: .en) + "\n").utf8))
    _exit(protocolExit)
  }

  /// EX_PROTOCOL of sysexits.h.
  private static let protocolExit: Int32 = 76
}

/// The requests that wait, filled by a thread of its own so that a cancellation arrives while a job runs.
private final class Inbox: Sendable {
  struct Request: Sendable {
    let job: UInt64
    let payload: Data
    let cancellation = CancellationToken()
  }

  private struct State {
    var waiting: [Request] = []
    var tokens: [UInt64: CancellationToken] = [:]
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)

  /// Waits for the next request.
  func next() -> Request {
    while true {
      arrivals.wait()
      let request = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
      if let request { return request }
    }
  }

  func finished(_ job: UInt64) {
    state.withLock { _ = $0.tokens.removeValue(forKey: job) }
  }

  /// Reads until the parent closes the channel, and then ends the process: nobody waits for its work any more.
  func fill(from channel: MessageChannel) {
    do {
      while let frame = try channel.receive() {
        let message = try WorkerMessage(frame: frame)
        switch message.kind {
        case .request:
          let request = Request(job: message.job, payload: message.payload)
          state.withLock {
            $0.waiting.append(request)
            $0.tokens[request.job] = request.cancellation
          }
          arrivals.signal()
        case .cancel:
          state.withLock { $0.tokens[message.job] }?.cancel()
        default:
          throw ChannelError.malformed
        }
      }
      _exit(EXIT_SUCCESS)
    } catch {
      _exit(EXIT_FAILURE)
    }
  }
}

/// Lets progress through at most twenty times a second: a kernel may report every row, a person reads less.
private final class ProgressPace: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  func admits(_ progress: Essentials.Progress) -> Bool {
    let now = ContinuousClock.now
    return last.withLock { last in
      if let last, progress.fraction < 1, now - last < .milliseconds(50) { return false }
      last = now
      return true
    }
  }
}
