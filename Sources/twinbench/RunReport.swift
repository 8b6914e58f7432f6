import Essentials
import Foundation
import Indicators
import Jobs
import Scenarios

/// The before/after table for a terminal.
struct RunReport {
  var summary: RunSummary
  var language: Language
  var folder: URL
  var seconds: Double

  var text: String {
    func say(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en)[language] }
    var lines = ["\(summary.title[language]) · \(summary.areaTitle[language])"]
    if summary.synthetic {
      lines.append(say("Verzonnen gebied: geen echte plek.", "Made-up area: not a real place."))
    }
    lines.append(summary.events.map { $0[language] }.joined(separator: " + "))
    lines.append("")
    lines.append(table)
    if summary.indicators.contains(where: { $0.after.belowFloor }) {
      lines.append(
        say("! = slechter dan de ondergrens van de norm", "! = worse than the floor of the norm"))
    }
    lines.append(
      say(
        "Getallen zijn afgerond. Waar ze vandaan komen en wat ze niet laten zien: --explain all, of --explain met een id "
          + "uit table.csv.",
        "Numbers are rounded. Where they come from and what they do not show: --explain all, or --explain with an id "
          + "from table.csv."))
    lines.append("")
    for line in summary.cost.lines {
      lines.append(
        "  \(line.count) x \(line.title[language].lowercased()): € \(line.construction.text(decimals: 0, in: language))"
      )
    }
    for warning in summary.warnings { lines.append("\n" + warning.rendered(in: language)) }
    let reused = summary.nodes.count { $0.fromCache }
    let time = seconds.text(decimals: 1, in: language)
    lines.append("")
    lines.append(
      say(
        "Klaar in \(time) s (\(reused) van \(summary.nodes.count) berekeningen stonden klaar).",
        "Done in \(time) s (\(reused) of \(summary.nodes.count) computations were at hand)."))
    lines.append(say("Kaarten, lagen en bon: ", "Maps, layers and receipt: ") + folder.path)
    for map in summary.maps { lines.append("  \(map)") }
    return lines.joined(separator: "\n")
  }

  private var table: String {
    func say(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en)[language] }
    let hasScores = summary.indicators.contains { $0.after.score != nil }
    var head = ["", say("nu", "now"), say("met plan", "with plan"), say("verschil", "change"), ""]
    if hasScores { head.append(say("cijfer", "score")) }
    var rows: [[String]] = []
    var theme: LocalizedText?
    for result in summary.indicators {
      if result.theme != theme {
        rows.append([result.theme[language]])
        theme = result.theme
      }
      func number(_ value: Double) -> String { value.text(decimals: result.decimals, in: language) }
      let unit = result.unit == .one ? "" : " (\(result.unit.symbol(in: language)))"
      var row = [
        "  " + result.title[language] + unit, number(result.before.value), number(result.after.value),
        change(result), result.verdict.title[language],
      ]
      if hasScores { row.append(score(result)) }
      rows.append(row)
    }
    return Console.table([head] + rows)
  }

  /// `−1,1 ± 0,3`: the change with the most that it may be off.
  private func change(_ result: IndicatorResult) -> String {
    func number(_ value: Double) -> String { value.text(decimals: result.decimals, in: language) }
    let text = (result.change > 0 ? "+" : "") + number(result.change)
    guard let range = result.changeRange, result.change != 0 else { return text }
    return text + " ± " + number(max(range.upperBound - result.change, result.change - range.lowerBound))
  }

  /// `6,1 → 7,4`, with a mark below the floor; empty without a norm.
  private func score(_ result: IndicatorResult) -> String {
    guard let before = result.before.score, let after = result.after.score else { return "" }
    return before.text(decimals: 1, in: language) + " → " + after.text(decimals: 1, in: language)
      + (result.after.belowFloor ? " !" : "  ")
  }
}
