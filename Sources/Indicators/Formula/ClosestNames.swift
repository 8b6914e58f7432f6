/// Puts the names that a person probably meant first.
enum ClosestNames {
  /// All names, the closest spelling first, alphabetical among equals.
  static func of(_ name: String, among known: [String]) -> [String] {
    let wanted = Array(name.lowercased().prefix(40))
    return known.sorted().map { (name: $0, distance: distance(wanted, Array($0.lowercased().prefix(40)))) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.map(\.name)
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one into the other (optimal string
  /// alignment; Damerau 1964).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var older: [Int] = []
    var row = Array(0...b.count)
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices {
        var least = min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, older[j - 1] + 1) }
        next.append(least)
      }
      (older, row) = (row, next)
    }
    return row[b.count]
  }
}
