/// A bounded dictionary that forgets what was not asked for the longest.
struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var values: [Key: (value: Value, use: Int)] = [:]
  private var uses = 0
  private let most: Int

  init(most: Int) { self.most = most }

  subscript(key: Key) -> Value? {
    mutating get {
      uses += 1
      guard let index = values.index(forKey: key) else { return nil }
      values.values[index].use = uses
      return values.values[index].value
    }
    set {
      uses += 1
      values[key] = newValue.map { ($0, uses) }
      if values.count > most, let oldest = values.min(by: { $0.value.use < $1.value.use }) {
        values[oldest.key] = nil
      }
    }
  }
}
