import Essentials
import Indicators

/// What may be said of the change of an indicator.
public enum Verdict: String, CaseIterable, Codable, Sendable {
  case better, worse
  /// It rounds to no change.
  case same
  /// Smaller than what the change may be off: neither better nor worse can be said.
  case withinBand
  /// The card says of no direction that it is better.
  case undirected

  public var title: LocalizedText {
    switch self {
    case .better: LocalizedText(nl: "beter", en: "better")
    case .worse: LocalizedText(nl: "slechter", en: "worse")
    case .same: LocalizedText(nl: "gelijk", en: "same")
    case .withinBand: LocalizedText(nl: "binnen de marge", en: "within the band")
    case .undirected: LocalizedText(verbatim: "")
    }
  }
}

extension IndicatorResult {
  /// Better or worse, where that can be said of the change.
  public var verdict: Verdict {
    if change.text(decimals: decimals, in: .en) == 0.0.text(decimals: decimals, in: .en) { return .same }
    if better == .context { return .undirected }
    if changeRange?.contains(0) == true { return .withinBand }
    return (better == .lower) == (change < 0) ? .better : .worse
  }
}
