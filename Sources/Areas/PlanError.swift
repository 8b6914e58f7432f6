import Essentials

/// Operations and plans that cannot be accepted.
public enum PlanError: DiagnosableError {
  case staleBase(Int, revision: Int)
  case measureExists(String)
  case noSuchMeasure(String)
  case noSuchOperation(String)
  case idReused(String)
  case badBatch
  case unknownCard(CardReference, measure: String, known: [String])
  case unknownProperty(String, measure: String, known: [String])
  case propertyOutOfRange(String, measure: String, value: Double, range: ClosedRange<Double>)
  case wrongGeometry(measure: String, expected: MeasureCard.GeometryKind)
  case invalidGeometry(measure: String, reason: LocalizedText)
  case outsideArea(measure: String)
  case coversNothing(measure: String)
  case wrongSpot(measure: String, card: LocalizedText, found: LocalizedText, allowed: [LocalizedText])
  case overlap(measure: String, other: String, squareMetres: Double)
  case badFeature(Diagnostic.Location, problem: LocalizedText)
  case badLog(line: Int, file: String)

  public var diagnostic: Diagnostic {
    switch self {
    case .staleBase(let base, let revision):
      Diagnostic(
        "plan.staleBase",
        what: LocalizedText(
          nl: "De bewerking gaat uit van versie \(base), maar het plan is bij versie \(revision).",
          en: "The operation builds on revision \(base), but the plan is at revision \(revision)."),
        remedy: LocalizedText(nl: "Haal het plan opnieuw op.", en: "Fetch the plan again."))
    case .measureExists(let id):
      Diagnostic(
        "plan.measureExists",
        what: LocalizedText(nl: "Maatregel '\(id)' bestaat al.", en: "Measure '\(id)' exists already."),
        at: .init(key: id),
        remedy: LocalizedText(nl: "Geef een nieuw id.", en: "Give a new id."))
    case .noSuchMeasure(let id):
      Diagnostic(
        "plan.noSuchMeasure",
        what: LocalizedText(nl: "Maatregel '\(id)' is er niet (meer).", en: "Measure '\(id)' is not there (any more)."),
        at: .init(key: id),
        remedy: LocalizedText(nl: "Haal het plan opnieuw op.", en: "Fetch the plan again."))
    case .noSuchOperation(let id):
      Diagnostic(
        "plan.noSuchOperation",
        what: LocalizedText(nl: "Bewerking '\(id)' is er niet.", en: "Operation '\(id)' is not there."),
        at: .init(key: id), remedy: LocalizedText(nl: "Haal het plan opnieuw op.", en: "Fetch the plan again."))
    case .idReused(let id):
      Diagnostic(
        "plan.idReused",
        what: LocalizedText(
          nl: "Bewerking '\(id)' staat al in het plan, met een andere inhoud.",
          en: "Operation '\(id)' is in the plan already, with other content."),
        at: .init(key: id), remedy: LocalizedText(nl: "Maak een nieuw id.", en: "Make a new id."))
    case .badBatch:
      Diagnostic(
        "plan.badBatch",
        what: LocalizedText(
          nl: "Een reeks bestaat uit wijzigingen van maatregelen, minstens een, zonder 'undo' of een reeks daarin.",
          en: "A batch consists of changes of measures, at least one, without 'undo' or a batch among them."),
        remedy: LocalizedText(nl: "Stuur die bewerkingen los.", en: "Send those operations by themselves."))
    case .unknownCard(let card, let measure, let known):
      Diagnostic(
        "plan.unknownCard",
        what: LocalizedText(
          nl: "Maatregel '\(measure)' gebruikt de kaart '\(card)', die er niet is.",
          en: "Measure '\(measure)' uses the card '\(card)', which is not there."),
        at: .init(key: measure),
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .unknownProperty(let property, let measure, let known):
      Diagnostic(
        "plan.unknownProperty",
        what: LocalizedText(
          nl: "Maatregel '\(measure)' heeft geen eigenschap '\(property)'.",
          en: "Measure '\(measure)' has no property '\(property)'."),
        at: .init(key: measure),
        remedy: LocalizedText(
          nl: "Bekend zijn: \(known.joined(separator: ", ")).", en: "Known are: \(known.joined(separator: ", "))."))
    case .propertyOutOfRange(let property, let measure, let value, let range):
      Diagnostic(
        "plan.propertyOutOfRange",
        what: LocalizedText(
          nl: "Maatregel '\(measure)': \(property) is \(value), buiten \(range.lowerBound) tot \(range.upperBound).",
          en: "Measure '\(measure)': \(property) is \(value), outside \(range.lowerBound) to \(range.upperBound)."),
        at: .init(key: "\(measure).\(property)"),
        remedy: LocalizedText(nl: "Kies een waarde daarbinnen.", en: "Choose a value within it."))
    case .wrongGeometry(let measure, let expected):
      Diagnostic(
        "plan.wrongGeometry",
        what: LocalizedText(
          nl: "Maatregel '\(measure)' moet een \(expected == .point ? "punt" : "vlak") zijn.",
          en: "Measure '\(measure)' must be a \(expected == .point ? "point" : "polygon")."),
        at: .init(key: measure), remedy: LocalizedText(nl: "Teken hem opnieuw.", en: "Draw it again."))
    case .invalidGeometry(let measure, let reason):
      Diagnostic(
        "plan.invalidGeometry",
        what: LocalizedText(
          nl: "De vorm van maatregel '\(measure)' klopt niet: \(reason.nl)",
          en: "The shape of measure '\(measure)' is not valid: \(reason.en)"),
        at: .init(key: measure),
        remedy: LocalizedText(
          nl: "Teken het vlak zonder dat de rand zichzelf kruist.", en: "Draw the area without crossing its own edge."))
    case .coversNothing(let measure):
      Diagnostic(
        "plan.coversNothing",
        what: LocalizedText(
          nl: "Maatregel '\(measure)' is zo klein of smal dat hij geen enkele rekencel bedekt.",
          en: "Measure '\(measure)' is so small or narrow that it covers not one cell of the grid."),
        at: .init(key: measure),
        remedy: LocalizedText(nl: "Teken hem groter of verwijder hem.", en: "Draw it larger or remove it."))
    case .outsideArea(let measure):
      Diagnostic(
        "plan.outsideArea",
        what: LocalizedText(
          nl: "Maatregel '\(measure)' ligt (deels) buiten het gebied.",
          en: "Measure '\(measure)' lies (partly) outside the area."),
        at: .init(key: measure),
        remedy: LocalizedText(nl: "Zet de maatregel binnen het gebied.", en: "Put the measure inside the area."))
    case .wrongSpot(let measure, let card, let found, let allowed):
      Diagnostic(
        "plan.wrongSpot",
        what: LocalizedText(
          nl: "\(card.nl) '\(measure)' kan hier niet: hier ligt \(found.nl.lowercased()).",
          en: "\(card.en) '\(measure)' cannot stand here: this is \(found.en.lowercased())."),
        at: .init(key: measure),
        remedy: LocalizedText(
          nl: "Het kan op: \(allowed.map { $0.nl.lowercased() }.joined(separator: ", ")).",
          en: "It may stand on: \(allowed.map { $0.en.lowercased() }.joined(separator: ", "))."))
    case .overlap(let measure, let other, let squareMetres):
      Diagnostic(
        "plan.overlap",
        what: LocalizedText(
          nl: "Maatregel '\(measure)' overlapt '\(other)' (\(squareMetres.text(decimals: 1, in: .nl)) m²).",
          en: "Measure '\(measure)' overlaps '\(other)' (\(squareMetres.text(decimals: 1, in: .en)) m²)."),
        at: .init(key: measure),
        remedy: LocalizedText(
          nl: "Verplaats of verklein een van beide.", en: "Move one of them or make it smaller."))
    case .badFeature(let place, let problem):
      Diagnostic(
        "plan.badFeature", what: problem, at: place,
        remedy: LocalizedText(
          nl: "Zie docs/plan-format.md voor de eigenschappen van een maatregel.",
          en: "See docs/plan-format.md for the properties of a measure."))
    case .badLog(let line, let file):
      Diagnostic(
        "plan.badLog",
        what: LocalizedText(nl: "Deze regel is geen planbewerking.", en: "This line is not a plan operation."),
        at: .init(file: file, line: line),
        remedy: LocalizedText(
          nl: "Herstel de regel of verwijder alles vanaf hier.", en: "Mend the line or remove everything from here on.")
      )
    }
  }
}
