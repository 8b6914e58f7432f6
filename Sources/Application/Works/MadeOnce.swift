/// Values that are made when they are first asked for. Asked for by several at once, one is made once; what failed is
/// tried again the next time.
actor MadeOnce<Key: Hashable & Sendable, Value: Sendable> {
  private var tasks: [Key: Task<Value, any Error>] = [:]

  func value(for key: Key, make: @escaping @Sendable () async throws -> Value) async throws -> Value {
    if let known = tasks[key] { return try await known.value }
    let task = Task { try await make() }
    tasks[key] = task
    do { return try await task.value } catch {
      tasks[key] = nil
      throw error
    }
  }
}
