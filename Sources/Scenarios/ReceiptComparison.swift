import Areas
import Essentials
import ModelKit

extension RunReceipt {
  /// Why this run is not the one of `other`: each input that differs, by name, with what it is here and there. Only
  /// when all inputs are equal are results that differ named: then the same inputs gave another result.
  /// - Returns: nothing for equal receipts.
  public func differences(from other: RunReceipt) -> [Diagnostic] {
    var comparison = ReceiptComparison(here: self, there: other)
    comparison.compareInputs()
    if comparison.found.isEmpty { comparison.compareResults() }
    return comparison.found
  }
}

/// Two receipts side by side.
private struct ReceiptComparison {
  let here: RunReceipt
  let there: RunReceipt
  var found: [Diagnostic] = []

  init(here: RunReceipt, there: RunReceipt) {
    self.here = here
    self.there = there
  }

  /// Notes that `subject` is `mine` here and `theirs` in the other receipt; nil where it is absent.
  private mutating func note(
    _ code: String, _ subject: LocalizedText, _ mine: String?, _ theirs: String?, key: String? = nil,
    remedy: LocalizedText
  ) {
    let absent = LocalizedText(nl: "afwezig", en: "absent")
    found.append(
      Diagnostic(
        "receipt.\(code)",
        what: LocalizedText(
          nl:
            "\(subject.nl) verschilt: in deze berekening \(mine ?? absent.nl), in de andere bon \(theirs ?? absent.nl).",
          en: "\(subject.en) differs: \(mine ?? absent.en) in this run, \(theirs ?? absent.en) in the other receipt."),
        at: .init(key: key), remedy: remedy))
  }

  private static func short(_ digest: Digest) -> String { String(digest.hex.prefix(16)) }

  // MARK: Inputs

  mutating func compareInputs() {
    if here.engine != there.engine {
      note(
        "engine", LocalizedText(nl: "De versie van de rekenmotor", en: "The version of the engine"), here.engine,
        there.engine,
        remedy: LocalizedText(
          nl: "Gebruik Twinbench met rekenmotor \(there.engine).", en: "Use Twinbench with engine \(there.engine)."))
    }
    compareModels()
    if here.level != there.level {
      note(
        "level", LocalizedText(nl: "Het rekenniveau", en: "The level"), here.level.rawValue, there.level.rawValue,
        remedy: Self.sameScenario)
    }
    comparePacks()
    if here.landCoverTable != there.landCoverTable {
      note(
        "landCoverTable", LocalizedText(nl: "De tabel met bodemklassen", en: "The land-cover table"),
        Self.short(here.landCoverTable), Self.short(there.landCoverTable), key: "data/landcover.yaml",
        remedy: Self.samePack)
    }
    if here.areaType != there.areaType {
      note(
        "areaType", LocalizedText(nl: "Het gebiedstype", en: "The area type"), here.areaType, there.areaType,
        key: "areaType", remedy: Self.samePack)
    }
    compareEvents()
    compareParameters()
    compareCards()
    comparePlans()
    compareIndicatorCards()
    // Whatever else went in is in the keys of the nodes.
    if found.isEmpty, here.scenarioDigest != there.scenarioDigest {
      note(
        "scenario", LocalizedText(nl: "Het scenario", en: "The scenario"), Self.short(here.scenarioDigest),
        Self.short(there.scenarioDigest), remedy: Self.sameScenario)
    }
  }

  private static let sameScenario = LocalizedText(
    nl: "Reken hetzelfde scenario door.", en: "Run the same scenario.")
  private static let samePack = LocalizedText(
    nl: "Gebruik dezelfde pakketten.", en: "Use the same packs.")

  private mutating func compareModels() {
    func versions(_ receipt: RunReceipt) -> [String: String] {
      Dictionary(receipt.nodes.map { ($0.model, $0.modelVersion) }, uniquingKeysWith: { first, _ in first })
    }
    let (mine, theirs) = (versions(here), versions(there))
    for id in mine.keys.sorted() {
      guard let version = mine[id], let other = theirs[id], version != other else { continue }
      note(
        "model", LocalizedText(nl: "De versie van model '\(id)'", en: "The version of model '\(id)'"), version, other,
        key: id,
        remedy: LocalizedText(
          nl: "Gebruik Twinbench met model '\(id)' \(other).", en: "Use Twinbench with model '\(id)' \(other)."))
    }
  }

  private mutating func comparePacks() {
    func byName(_ receipt: RunReceipt) -> [String: PackPin] {
      Dictionary(receipt.packs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    func shown(_ pin: PackPin) -> String { "\(pin.version) (\(Self.short(pin.digest)))" }
    let (mine, theirs) = (byName(here), byName(there))
    for name in Set(mine.keys).union(theirs.keys).sorted() where mine[name] != theirs[name] {
      let wanted = theirs[name].map { "\(name)@\($0.version)" } ?? name
      note(
        "pack", LocalizedText(nl: "Pakket '\(name)'", en: "Pack '\(name)'"), mine[name].map(shown),
        theirs[name].map(shown), key: name,
        remedy: LocalizedText(
          nl: "Installeer \(wanted) uit dezelfde bron en draai het opnieuw.",
          en: "Install \(wanted) from the same source and run it again."))
    }
  }

  private mutating func compareEvents() {
    func byID(_ receipt: RunReceipt) -> [String: RunReceipt.EventPin] {
      Dictionary(receipt.events.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    func shown(_ event: RunReceipt.EventPin) -> String { "\(event.version) (\(Self.short(event.digest)))" }
    let (mine, theirs) = (byID(here), byID(there))
    for id in Set(mine.keys).union(theirs.keys).sorted() where mine[id] != theirs[id] {
      note(
        "event", LocalizedText(nl: "Gebeurtenis '\(id)'", en: "Event '\(id)'"), mine[id].map(shown),
        theirs[id].map(shown), key: id, remedy: Self.sameScenario)
    }
  }

  private mutating func compareParameters() {
    for model in Set(here.parameters.keys).union(there.parameters.keys).sorted() {
      let (mine, theirs) = (here.parameters[model] ?? [:], there.parameters[model] ?? [:])
      for id in Set(mine.keys).union(theirs.keys).sorted() where mine[id] != theirs[id] {
        note(
          "parameter", LocalizedText(nl: "Parameter '\(model).\(id)'", en: "Parameter '\(model).\(id)'"),
          mine[id].map { "\($0)" }, theirs[id].map { "\($0)" }, key: "\(model).\(id)", remedy: Self.sameScenario)
      }
    }
  }

  private mutating func compareCards() {
    for card in Set(here.cards.keys).intersection(there.cards.keys).sorted() {
      guard let mine = here.cards[card], let theirs = there.cards[card], mine != theirs else { continue }
      note(
        "measureCard", LocalizedText(nl: "Maatregelkaart '\(card)'", en: "Measure card '\(card)'"), Self.short(mine),
        Self.short(theirs), key: card, remedy: Self.samePack)
    }
  }

  private mutating func comparePlans() {
    // A measure with another version of its card has another digest too; the card tells more.
    guard !found.contains(where: { $0.code == "receipt.measureCard" }) else { return }
    let (mine, theirs) = (here.plan, there.plan)
    if mine.count != theirs.count {
      note(
        "plan", LocalizedText(nl: "Het aantal maatregelen van het plan", en: "The number of measures of the plan"),
        "\(mine.count)", "\(theirs.count)", key: "plan",
        remedy: LocalizedText(nl: "Reken hetzelfde plan door.", en: "Run the same plan."))
    }
    guard let index = zip(mine, theirs).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset else {
      return
    }
    func shown(_ measure: RunReceipt.PlannedMeasure) -> String { "\(measure.card) (\(Self.short(measure.digest)))" }
    note(
      "plan", LocalizedText(nl: "Maatregel \(index + 1) van het plan", en: "Measure \(index + 1) of the plan"),
      shown(mine[index]), shown(theirs[index]), key: "plan",
      remedy: LocalizedText(nl: "Reken hetzelfde plan door.", en: "Run the same plan."))
  }

  private mutating func compareIndicatorCards() {
    let (mine, theirs) = (here.indicatorCards, there.indicatorCards)
    for card in Set(mine.keys).union(theirs.keys).sorted() where mine[card] != theirs[card] {
      note(
        "indicatorCard", LocalizedText(nl: "Indicatorkaart '\(card)'", en: "Indicator card '\(card)'"),
        mine[card].map(Self.short), theirs[card].map(Self.short), key: card, remedy: Self.samePack)
    }
  }

  // MARK: Results

  private static let sameInputs = LocalizedText(
    nl: "De invoer is gelijk en de uitkomst niet: meld dit als fout van Twinbench of van de machine.",
    en: "The inputs are equal and the result is not: report this as a fault of Twinbench or of the machine.")

  mutating func compareResults() {
    if here.nodes.count != there.nodes.count {
      note(
        "nodes", LocalizedText(nl: "Het aantal berekeningen", en: "The number of computations"), "\(here.nodes.count)",
        "\(there.nodes.count)", remedy: Self.sameInputs)
    }
    for (mine, theirs) in zip(here.nodes, there.nodes) where mine != theirs { compare(mine, theirs) }
    for id in Set(here.indicators.keys).union(there.indicators.keys).sorted()
    where here.indicators[id] != there.indicators[id] {
      func shown(_ value: RunReceipt.IndicatorValue) -> String { "\(value.before) → \(value.after)" }
      note(
        "indicator", LocalizedText(nl: "Indicator '\(id)'", en: "Indicator '\(id)'"), here.indicators[id].map(shown),
        there.indicators[id].map(shown), key: id, remedy: Self.sameInputs)
    }
    if here.warnings != there.warnings {
      note(
        "warnings", LocalizedText(nl: "De lijst met waarschuwingen", en: "The list of warnings"),
        "\(here.warnings.count)", "\(there.warnings.count)", remedy: Self.sameInputs)
    }
  }

  private mutating func compare(_ mine: RunReceipt.Node, _ theirs: RunReceipt.Node) {
    let place = LocalizedText(
      nl: "van '\(mine.event)', \(mine.variant.title.nl)", en: "of '\(mine.event)', \(mine.variant.title.en)")
    func named(_ nl: String, _ en: String) -> LocalizedText {
      LocalizedText(nl: "\(nl) \(place.nl)", en: "\(en) \(place.en)")
    }
    if mine.key != theirs.key {
      note(
        "node", named("De invoer van model '\(mine.model)'", "The input of model '\(mine.model)'"),
        Self.short(mine.key), Self.short(theirs.key), key: mine.event, remedy: Self.sameInputs)
    }
    for id in Set(mine.layers.keys).union(theirs.layers.keys).sorted() where mine.layers[id] != theirs.layers[id] {
      note(
        "layer", named("Laag '\(id)'", "Layer '\(id)'"), mine.layers[id].map(Self.short),
        theirs.layers[id].map(Self.short), key: id, remedy: Self.sameInputs)
    }
    for id in Set(mine.scalars.keys).union(theirs.scalars.keys).sorted() where mine.scalars[id] != theirs.scalars[id] {
      note(
        "scalar", named("Getal '\(id)'", "Number '\(id)'"), mine.scalars[id].map { "\($0)" },
        theirs.scalars[id].map { "\($0)" }, key: id, remedy: Self.sameInputs)
    }
    if mine.balance != theirs.balance {
      let index = zip(mine.balance, theirs.balance).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      func shown(_ terms: [BalanceTerm]) -> String {
        index.map { "\(terms[$0].id) = \(terms[$0].value)" } ?? "\(terms.count)"
      }
      note(
        "balance", named("De balans", "The balance"), shown(mine.balance), shown(theirs.balance), key: mine.event,
        remedy: Self.sameInputs)
    }
  }
}
