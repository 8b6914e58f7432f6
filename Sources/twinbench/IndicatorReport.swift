import Essentials
import Indicators
import Scenarios

/// How an indicator came about: its formula with the value of each part, and how far to trust it.
struct IndicatorReport {
  var result: IndicatorResult
  var language: Language

  var text: String {
    var lines = ["\(result.title[language]) (\(result.id)@\(result.version))"]
    lines.append("  " + result.inWords[language])
    for (title, reading, explanation) in [
      (Variant.before.title, result.before, result.explanationBefore),
      (Variant.after.title, result.after, result.explanationAfter),
    ] {
      lines.append("")
      lines.append(
        "  \(title[language]): " + Quantity(reading.value, result.unit).text(decimals: result.decimals, in: language))
      lines += tree(explanation, depth: 2)
    }
    lines.append("")
    lines.append("  " + say("norm: ", "norm: ") + norm)
    lines.append("  " + say("marge: ", "band: ") + words(result.band))
    lines.append("  " + say("marge van het verschil: ", "band of the change: ") + words(result.changeBand))
    for source in result.sources { lines.append("  " + say("bron: ", "source: ") + source[language]) }
    lines.append("  " + say("status: ", "status: ") + words(result.status))
    lines.append("  " + say("laat niet zien: ", "does not show: ") + result.doesNotShow[language])
    for pitfall in result.pitfalls { lines.append("  " + say("let op: ", "mind: ") + pitfall[language]) }
    return lines.joined(separator: "\n")
  }

  private func say(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en)[language] }

  private func number(_ value: Double) -> String { value.text(decimals: 3, trimmed: true, in: language) }

  // MARK: Parts

  /// One line for each part, the parts of a part under it; numbers that stand in the formula itself say nothing new.
  private func tree(_ part: Explanation, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    let situation = part.isBefore ? say(" [nu]", " [now]") : ""
    var line = indent + part.text.split(whereSeparator: \.isNewline).joined(separator: " ") + situation
    if let quantity = part.quantity {
      let isWhole = quantity.value == quantity.value.rounded()
      line += " = " + quantity.text(decimals: isWhole ? 0 : max(result.decimals, 3), in: language)
    } else if let summary = part.summary {
      line += ": " + words(summary, of: part)
    }
    let parts = part.parts.filter { !($0.parts.isEmpty && $0.value != nil && $0.text.first?.isNumber == true) }
    return [line] + parts.flatMap { tree($0, depth: depth + 1) }
  }

  private func words(_ summary: Explanation.Summary, of part: Explanation) -> String {
    let isRaster = part.type == "layer" || part.type == "mask"
    let things = isRaster ? say("cellen", "cells") : say("objecten", "features")
    var words = ["\(number(Double(summary.count))) \(things)"]
    if let yes = summary.yes { words.append(number(Double(yes)) + say(" ja", " yes")) }
    let unit = part.unit.map { $0 == .one ? "" : " \($0.symbol(in: language))" } ?? ""
    if let low = summary.minimum, let high = summary.maximum {
      words.append(number(low) + say(" tot ", " to ") + number(high) + unit)
    }
    if let mean = summary.mean { words.append(say("gemiddeld ", "mean ") + number(mean) + unit) }
    if let area = summary.squareMetres { words.append("\(number(area)) m²") }
    if summary.withoutData > 0 {
      words.append(number(Double(summary.withoutData)) + say(" zonder waarde", " without a value"))
    }
    return words.joined(separator: ", ")
  }

  // MARK: Trust

  private var norm: String {
    guard let row = result.norm else {
      return say("geen voor dit soort gebied", "none for this type of area")
    }
    let type = result.areaType.map { say("gebiedstype", "area type") + " \($0): " } ?? ""
    let limits = [
      say("slechtst", "worst") + " \(number(row.worst))", say("ondergrens", "floor") + " \(number(row.floor))",
      say("basis", "base") + " \(number(row.base))", say("best", "best") + " \(number(row.best))",
    ].joined(separator: ", ")
    return "\(type)\(limits) (\(row.source[language]); \(words(row.status)))"
  }

  private func words(_ band: Band?) -> String {
    guard let band else { return say("niet bekend", "not known") }
    let factor = band.kind == .share ? 100.0 : 1
    let unit = band.kind == .share ? "%" : result.changeUnit.symbol(in: language)
    return "\(number(-band.minus * factor)) / +\(number(band.plus * factor)) \(unit) "
      + "(\(band.source[language]); \(words(band.status)))"
  }

  private func words(_ status: EvidenceStatus) -> String {
    switch status {
    case .verified: say("nagekeken bij de bron", "checked against the source")
    case .oneSource: say("uit één bron", "from one source")
    case .computed: say("zelf berekend", "computed by ourselves")
    case .uncertain: say("onzeker", "uncertain")
    case .teachingValue: say("waarde voor het onderwijs", "value for teaching")
    }
  }
}
