import Essentials
import Grids
import ModelKit

extension StreetClimate {
  /// Where sky view, or shade in an hour of the day that counts, is incomplete near the edge: 1, else 0; and what to
  /// say of it.
  package var incompleteness: (quality: Grid<Float>, warnings: [Diagnostic]) {
    let relief = surface.relief
    let quality = surface.incompleteness(
      reach: values.skyReach,
      shadows: hours.filter { $0.counts && !$0.isNight }.map { $0.sun.way(toHeight: relief) }
    ).inFrame(kinds.frame)
    let isNarrow = hasSurroundings && GridReduction.sum(quality) > 0
    return (quality, isNarrow ? [Self.narrowContextWarning] : [])
  }

  /// The output of a model that tells it.
  package static let qualityLayer = LayerDescription(
    "quality", unit: "1",
    title: LocalizedText(nl: "1 = schaduw of hemelfactor onvolledig", en: "1 = shade or sky view incomplete"))

  private static let narrowContextWarning = Diagnostic(
    "heat.contextNarrow", severity: .note,
    what: LocalizedText(
      nl: "Bij de rand zijn schaduw of hemelfactor onvolledig, want de omgeving is daar smal.",
      en: "Near the edge shade or sky view is incomplete, since the surroundings are narrow there."),
    remedy: LocalizedText(
      nl: "Trek uit de grijze cellen geen conclusies.", en: "Draw no conclusions from the grey cells."))
}
