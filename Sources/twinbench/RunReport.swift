import Essentials
import Foundation
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
    let head = ["", say("nu", "now"), say("met plan", "with plan"), say("verschil", "change"), ""]
    let rows = summary.figures.map { figure in
      [
        figure.title[language] + (figure.unit.isEmpty ? "" : " (\(figure.unit))"),
        number(figure.before, figure.decimals), number(figure.after, figure.decimals),
        (figure.change > 0 ? "+" : "") + number(figure.change, figure.decimals), mark(figure),
      ]
    }
    lines.append(Console.table([head] + rows))
    lines.append("")
    for line in summary.cost.lines {
      let money = number(line.construction, 0)
      lines.append("  \(line.count) x \(line.title[language].lowercased()): € \(money)")
    }
    for warning in summary.warnings { lines.append("\n" + warning.rendered(in: language)) }
    let reused = summary.nodes.count { $0.fromCache }
    lines.append("")
    lines.append(
      say(
        "Klaar in \(number(seconds, 1)) s (\(reused) van \(summary.nodes.count) berekeningen stonden klaar).",
        "Done in \(number(seconds, 1)) s (\(reused) of \(summary.nodes.count) computations were at hand)."))
    lines.append(say("Kaarten, lagen en bon: ", "Maps, layers and receipt: ") + folder.path)
    for map in summary.maps { lines.append("  \(map)") }
    return lines.joined(separator: "\n")
  }

  /// Whether the plan helps, by the direction of the figure; money has no better or worse here.
  private func mark(_ figure: Figure) -> String {
    if figure.unit == "€" || number(figure.change, figure.decimals) == number(0, figure.decimals) { return "" }
    let better = figure.direction == .lowerIsBetter ? figure.change < 0 : figure.change > 0
    return better
      ? LocalizedText(nl: "beter", en: "better")[language] : LocalizedText(nl: "slechter", en: "worse")[language]
  }

  private func number(_ value: Double, _ decimals: Int) -> String { value.text(decimals: decimals, in: language) }
}
