import Essentials

/// Events that cannot be used as they are written.
public enum EventError: DiagnosableError {
  case ragged(Diagnostic.Location)
  case unknownKind(String, event: String, known: [String])
  case unknownBase(Diagnostic.Location, String, known: [String])
  case unknownQuantity(Diagnostic.Location, name: String, known: [String])
  case changesNothing(Diagnostic.Location)
  case idTaken(String, by: String)

  public var diagnostic: Diagnostic {
    switch self {
    case .ragged(let place):
      Diagnostic(
        "event.ragged",
        what: LocalizedText(
          nl: "De reeksen zijn leeg of niet even lang.", en: "The series are empty or not of one length."),
        at: place,
        remedy: LocalizedText(nl: "Geef elke reeks evenveel waarden.", en: "Give every series as many values."))
    case .unknownKind(let kind, let event, let known):
      Diagnostic(
        "event.unknownKind",
        what: LocalizedText(
          nl: "Gebeurtenis '\(event)' is van de soort '\(kind)', en daar is geen model voor.",
          en: "Event '\(event)' is of kind '\(kind)', for which there is no model."),
        at: .init(key: "kind"),
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .unknownBase(let place, let base, let known):
      Diagnostic(
        "event.unknownBase",
        what: LocalizedText(
          nl: "Dit is een variant van gebeurtenis '\(base)', en die is er niet, of is zelf een variant.",
          en: "This is a variant of event '\(base)', which is not there or is a variant itself."),
        at: place,
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .unknownQuantity(let place, let name, let known):
      Diagnostic(
        "event.unknownQuantity",
        what: LocalizedText(
          nl: "'\(name)' is geen reeks of parameter die hier veranderd kan worden.",
          en: "'\(name)' is no series or parameter that can be changed here."),
        at: place,
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .changesNothing(let place):
      Diagnostic(
        "event.changesNothing",
        what: LocalizedText(nl: "Deze variant verandert niets.", en: "This variant changes nothing."), at: place,
        remedy: LocalizedText(
          nl: "Zeg met 'shift' wat erbij komt, of met 'set' wat ervoor in de plaats komt.",
          en: "Say with 'shift' what is added, or with 'set' what takes its place."))
    case .idTaken(let id, let event):
      Diagnostic(
        "event.idTaken",
        what: LocalizedText(
          nl: "Gebeurtenis '\(event)' geeft door 'alsoFor' ook gebeurtenis '\(id)', maar die is er al.",
          en: "Event '\(event)' gives event '\(id)' too, by 'alsoFor', but that is there already."),
        at: .init(key: "alsoFor"),
        remedy: LocalizedText(
          nl: "Geef de andere gebeurtenis een ander id, of haal haar soort weg bij 'alsoFor'.",
          en: "Give the other event another id, or take its kind out of 'alsoFor'."))
    }
  }
}
