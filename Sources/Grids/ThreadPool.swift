import Glibc

/// A few threads that wait, parked, for parts of one piece of work at a time.
///
/// Not libdispatch: its pool watches itself by reading `/proc` and ends the process when that fails, as it may in a
/// confined worker.
final class ThreadPool: @unchecked Sendable {
  static let shared = ThreadPool()

  /// One piece of work: parts are handed out in order, to whoever is free.
  private struct Work {
    var body: @Sendable (Int) -> Void
    var parts: Int
    var next = 0
    var unfinished: Int
  }

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let wake: UnsafeMutablePointer<pthread_cond_t>
  private let done: UnsafeMutablePointer<pthread_cond_t>
  private var work: Work?
  private var helpers = 0

  private init() {
    mutex = .allocate(capacity: 1)
    wake = .allocate(capacity: 1)
    done = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wake, nil)
    pthread_cond_init(done, nil)
  }

  /// Calls `body` once for each part and returns when all are done. While the pool works for somebody else, and when
  /// called from one of its own parts, the caller does every part itself.
  func perform(parts: Int, _ body: @Sendable @escaping (Int) -> Void) {
    pthread_mutex_lock(mutex)
    guard work == nil else {
      pthread_mutex_unlock(mutex)
      for part in 0..<parts { body(part) }
      return
    }
    while helpers < parts - 1, startHelper() { helpers += 1 }
    work = Work(body: body, parts: parts, unfinished: parts)
    pthread_cond_broadcast(wake)
    takeParts()
    while let current = work, current.unfinished > 0 { pthread_cond_wait(done, mutex) }
    work = nil
    pthread_mutex_unlock(mutex)
  }

  /// Does parts until none is left. Called and left with the mutex held.
  private func takeParts() {
    while let current = work, current.next < current.parts {
      work?.next += 1
      pthread_mutex_unlock(mutex)
      current.body(current.next)
      pthread_mutex_lock(mutex)
      work?.unfinished -= 1
      if work?.unfinished == 0 { pthread_cond_signal(done) }
    }
  }

  private func help() {
    pthread_mutex_lock(mutex)
    while true {
      takeParts()
      pthread_cond_wait(wake, mutex)
    }
  }

  /// False where the system gives no more threads; the others then do more parts each.
  private func startHelper() -> Bool {
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { _ in
      ThreadPool.shared.help()
      return nil
    }
    return pthread_create(&thread, &attributes, start, nil) == 0
  }
}
