import CConfinement
import Essentials
import Foundation
import Synchronization

/// One operating-system process: started once, heard on a thread of its own, ended once.
final class WorkerChild: Sendable {
  enum Event: Sendable {
    case message(WorkerMessage)
    /// The last event.
    case died(WorkerError)
  }

  private struct State {
    var processIdentifier: pid_t?
    var isDead = false
    var killWanted = false
    /// Whose messages count. Job 0 is the start itself.
    var runningJob: UInt64? = 0
  }

  /// For one reader at a time. A child's story ends with `.died`.
  let events: AsyncStream<Event>
  private let story: AsyncStream<Event>.Continuation
  private let state = Mutex(State())
  private let channel: MessageChannel
  private let complaints: Int32
  // A request may be larger than a pipe holds, and waiting for the worker to read it would hold up Swift's small pool.
  private let sending = DispatchQueue(label: "twinbench.worker.sending")

  /// Starts the process; failing to start is reported as an event.
  /// - Throws: `WorkerError.notStarted` when this process has no descriptors left.
  init(executable: String, environment: [String: String], setup: WorkerSetup) throws {
    var pipes: [Int32] = []
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      guard confinement_pipe(&ends) == 0 else {
        let reason = errno
        for descriptor in pipes { close(descriptor) }
        throw WorkerError.notStarted(executable: executable, reason: reason)
      }
      pipes += ends
    }
    let child = (input: pipes[0], output: pipes[3], complaints: pipes[5])
    channel = MessageChannel(reading: pipes[2], writing: pipes[1])
    complaints = pipes[4]
    (events, story) = AsyncStream.makeStream()

    // The kernel ends a confined worker together with the thread that started it, so the thread that listens to it
    // starts it too and stays until its end.
    Thread.detachNewThread { [self] in
      let failure = start(executable, environment: environment, child.input, child.output, child.complaints)
      close(child.input)
      close(child.output)
      close(child.complaints)
      if let failure {
        die(.notStarted(executable: executable, reason: failure))
      } else {
        listen()
      }
      close(complaints)
    }
    send(try WorkerMessage(.setup, encoding: setup))
  }

  var isDead: Bool { state.withLock { $0.isDead } }
  var processIdentifier: Int32? { state.withLock { $0.processIdentifier } }

  /// Sends without waiting. That the worker no longer listens is told by its death.
  func send(_ message: WorkerMessage) {
    sending.async { [channel] in try? channel.send(message.frame) }
  }

  /// Hands a job over; from now on it can be stopped.
  func begin(_ job: UInt64, _ payload: Data) {
    state.withLock { $0.runningJob = job }
    send(WorkerMessage(.request, job: job, payload: payload))
  }

  /// Nothing more is wanted of `job`.
  func finish(_ job: UInt64) {
    state.withLock { if $0.runningJob == job { $0.runningJob = nil } }
  }

  /// Asks the worker to stop `job`, and ends the worker when it still runs after `grace`.
  func stop(_ job: UInt64, grace: Duration) {
    send(WorkerMessage(.cancel, job: job))
    DispatchQueue.global().asyncAfter(deadline: .now() + grace.seconds) { [weak self] in
      self?.kill(ifRunning: job)
    }
  }

  /// Ends the process at once. It has nothing to lose: what it writes is published whole or not at all.
  func kill(ifRunning job: UInt64? = nil) {
    state.withLock { state in
      if let job, state.runningJob != job { return }
      state.killWanted = true
      if let processIdentifier = state.processIdentifier { Foundation.kill(processIdentifier, SIGKILL) }
    }
  }

  // MARK: The listening thread

  /// - Returns: an `errno`; nil when the process runs.
  private func start(
    _ executable: String, environment: [String: String], _ input: Int32, _ output: Int32, _ complaints: Int32
  ) -> Int32? {
    let arguments = [strdup(executable), nil]
    let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    return state.withLock { state in
      guard !state.killWanted else { return ECANCELED }
      var processIdentifier: pid_t = 0
      let reason = confinement_spawn(executable, arguments, variables, input, output, complaints, &processIdentifier)
      guard reason == 0 else { return reason }
      state.processIdentifier = processIdentifier
      return nil
    }
  }

  private func listen() {
    var lastWords = Data()
    var ends = [
      pollfd(fd: channel.readingDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: complaints, events: Int16(POLLIN), revents: 0),
    ]
    var nonsense: String?
    listening: while true {
      if poll(&ends, nfds_t(ends.count), -1) < 0 {
        if errno == EINTR { continue }
        break
      }
      if ends[1].revents != 0, !hear(&lastWords) { ends[1].fd = -1 }
      guard ends[0].revents != 0 else { continue }
      do {
        guard let frame = try channel.receive() else { break listening }
        let message = try WorkerMessage(frame: frame)
        // What belongs to no running job would pile up unread.
        if message.job == state.withLock({ $0.runningJob }) { story.yield(.message(message)) }
      } catch ChannelError.truncated {
        break  // It died while speaking; the exit status says more.
      } catch {
        nonsense = Diagnostic(from: error).what.en
        break
      }
    }
    var death = awaitEnd(killAtOnce: nonsense != nil)
    if let nonsense { death = .garbled(nonsense) }
    _ = fcntl(complaints, F_SETFL, O_NONBLOCK)
    while hear(&lastWords) {}
    die(.died(death, lastWords: Self.readable(lastWords)))
  }

  /// Takes what the worker wrote on standard error and keeps the end of it.
  /// - Returns: false when there is no more.
  private func hear(_ lastWords: inout Data) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(complaints, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && errno == EINTR }
    lastWords.append(contentsOf: buffer[..<count])
    if lastWords.count > 4096 { lastWords = Data(lastWords.suffix(2048)) }
    return true
  }

  /// Waits for the end of a process that has closed its channel, and ends it when that takes long.
  private func awaitEnd(killAtOnce: Bool) -> WorkerDeath {
    var patience = killAtOnce ? 0 : 100
    while true {
      // Under the lock: once the status is taken the number may belong to another process, and kill() must not use it.
      let (done, death) = state.withLock { state -> (Bool, WorkerDeath) in
        guard let processIdentifier = state.processIdentifier else { return (true, .unknown) }
        var status: Int32 = 0
        let answer = waitpid(processIdentifier, &status, WNOHANG)
        if answer == 0 {
          if patience == 0 { Foundation.kill(processIdentifier, SIGKILL) }
          return (false, .unknown)
        }
        if answer < 0 && errno == EINTR { return (false, .unknown) }
        state.processIdentifier = nil
        guard answer > 0 else { return (true, .unknown) }
        let signal = status & 0x7f
        return (true, signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal))
      }
      if done { return death }
      patience -= 1
      usleep(5000)
    }
  }

  private func die(_ error: WorkerError) {
    state.withLock { $0.isDead = true }
    story.yield(.died(error))
    story.finish()
  }

  /// Printable text, because a broken library may write anything.
  private static func readable(_ words: Data) -> String {
    let text = String(decoding: words, as: UTF8.self)
    let kept = text.unicodeScalars.filter { $0 == "\n" || !($0.properties.generalCategory == .control) }
    return String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
