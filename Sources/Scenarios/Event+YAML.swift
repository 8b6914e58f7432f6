import Essentials

extension Event {
  /// The event as a file of `data/events/`; read back it is the same event.
  ///
  /// - Parameters:
  ///   - leading: names of series that stand first, in this order; the others follow by name.
  ///   - note: a line of explanation on top.
  public func yaml(leading: [String] = [], note: String? = nil) -> String {
    func text(_ text: LocalizedText) -> String {
      "{nl: \(JSONValue.quoted(text.nl)), en: \(JSONValue.quoted(text.en))}"
    }
    func number(_ value: Double) -> String {
      let text = "\(value)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    var lines = note.map { ["# " + $0.split(whereSeparator: \.isNewline).joined(separator: " ")] } ?? []
    lines += [
      "id: \(JSONValue.quoted(id))", "version: \(JSONValue.quoted(version))", "kind: \(JSONValue.quoted(kind))",
    ]
    if let alsoFor { lines.append("alsoFor: [\(alsoFor.map(JSONValue.quoted).joined(separator: ", "))]") }
    lines += [
      "title: \(text(title))", "description: \(text(description))", "source: \(text(source))",
      "status: \(status.rawValue)",
    ]
    lines.append(parameters.isEmpty ? "parameters: {}" : "parameters:")
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) { lines.append("  \(name): \(number(value))") }
    if !series.isEmpty { lines.append("series:") }
    for name in leading.filter({ series[$0] != nil }) + series.keys.sorted().filter({ !leading.contains($0) }) {
      lines.append("  \(name): [\((series[name] ?? []).map(number).joined(separator: ", "))]")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
