/// Puts the names that a person probably meant first.
enum ClosestNames {
  /// All names, the closest spelling first, alphabetical among equals.
  static func of(_ name: String, among known: [String]) -> [String] {
    let wanted = Array(name.lowercased().prefix(40))
    return known.sorted().map { (name: $0, distance: distance(wanted, Array($0.lowercased().prefix(40)))) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.map(\.name)
  }

  /// Insertions, deletions and replacements that turn one into the other (Levenshtein 1966).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (left == right ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
