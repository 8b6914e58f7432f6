extension Diagnostic {
  /// The first of several problems, with the others named in its sentence, so that a person can mend all at once.
  ///
  /// - Parameter most: how many of the others are spelled out; the rest are counted.
  public static func first(of problems: [Diagnostic], most: Int = 8) -> Diagnostic? {
    guard var first = problems.first else { return nil }
    let others = problems.dropFirst()
    guard !others.isEmpty else { return first }
    func told(_ language: Language) -> String {
      others.prefix(most).map { other in
        let place = [other.location.file, other.location.line.map { "\($0)" }].compactMap { $0 }
          .joined(separator: ":")
        return (place.isEmpty ? "" : "\(place): ") + other.what[language]
      }.joined(separator: " ")
    }
    let rest = others.count - min(most, others.count)
    first.what.nl += " Ook: " + told(.nl) + (rest > 0 ? " En nog \(rest)." : "")
    first.what.en += " Also: " + told(.en) + (rest > 0 ? " And \(rest) more." : "")
    return first
  }
}
