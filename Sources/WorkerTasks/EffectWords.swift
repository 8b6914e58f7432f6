import Areas
import Essentials
import ModelKit
import Scenarios

extension MeasureCard {
  /// What each effect does, as a student reads it; a card may have none, and says so.
  func effectLines(_ classes: LandCoverTable) -> [LocalizedText] {
    guard !effects.isEmpty else {
      return [
        LocalizedText(
          nl: "Niets: de modellen zien geen verschil.", en: "Nothing: the models see no difference.")
      ]
    }
    return effects.map { effect in
      LocalizedText(nl: words(effect, classes, .nl), en: words(effect, classes, .en))
    }
  }

  private func words(_ effect: Effect, _ classes: LandCoverTable, _ language: Language) -> String {
    func text(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en)[language] }
    if effect.layer == "landCover" {
      let title = effect.landCoverClass.flatMap { classes.landCoverClass(id: $0)?.title[language] } ?? ""
      return text("De grond wordt: \(title)", "The ground becomes: \(title)")
    }
    // Every layer that an effect may change is an input of some model, which says what it is called.
    let layer = Engine.models.flatMap { $0.description.inputs + $0.description.optionalInputs }
      .first { $0.id == effect.layer }
    let title = layer?.title[language] ?? effect.layer
    let value = amount(effect.value, layer?.unit ?? "", language)
    var words: String
    switch (effect.shape, effect.operation) {
    case (.basin(let slope), _):
      let side = slope.text(decimals: 1, trimmed: true, in: language)
      words = text(
        "een kuil, \(value) onder het laagste punt, met taluds van 1 op \(side)",
        "a hollow, \(value) below the lowest point, with sides of 1 in \(side)")
    case (_, .set): words = text("wordt \(value)", "becomes \(value)")
    case (_, .add): words = text("\(value) erbij", "\(value) more")
    case (_, .max): words = text("wordt minstens \(value)", "becomes at least \(value)")
    case (_, .min): words = text("wordt hoogstens \(value)", "becomes at most \(value)")
    }
    if case .dome(let share) = effect.shape {
      let rim = (share * 100).text(decimals: 0, in: language)
      words += text(" in het midden, aan de rand \(rim) % daarvan", " in the middle, \(rim) % of that at the rim")
    }
    if let diameter = effect.diameter {
      let width = amount(diameter, "m", language)
      words += text(", over een breedte van \(width)", ", over a width of \(width)")
    }
    return "\(title): \(words)"
  }

  private func amount(_ amount: Amount, _ unit: String, _ language: Language) -> String {
    switch amount {
    case .constant(let value): return Self.quantity(value, unit, language)
    case .property(let id):
      guard let property = properties.first(where: { $0.id == id }) else { return id }
      let least = property.minimum.text(decimals: 2, trimmed: true, in: language)
      let most = Self.quantity(property.maximum, property.unit, language)
      return LocalizedText(
        nl: "wat je kiest bij '\(property.title.nl)' (\(least) tot \(most))",
        en: "what you choose at '\(property.title.en)' (\(least) to \(most))")[language]
    }
  }

  /// A share as a percentage, everything else with its unit.
  private static func quantity(_ value: Double, _ unit: String, _ language: Language) -> String {
    if unit == "1" { return (value * 100).text(decimals: 0, in: language) + " %" }
    let number = value.text(decimals: 3, trimmed: true, in: language)
    return unit.isEmpty ? number : "\(number) \(unit)"
  }
}
