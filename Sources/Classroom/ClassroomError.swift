import Essentials

/// What is wrong with the database itself.
public enum ClassroomError: DiagnosableError {
  case unreadable(String, reason: String)
  /// A stored value that this version cannot read.
  case damaged(String)
  case failed(reason: String)
  case diskFull
  case secretDamaged(String)

  public var diagnostic: Diagnostic {
    switch self {
    case .unreadable(let path, let reason):
      Diagnostic(
        "classroom.unreadable",
        what: LocalizedText(
          nl: "De gegevens van de klassen kunnen niet geopend worden: \(reason)",
          en: "The data of the classes cannot be opened: \(reason)"),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Kijk of de schijf vol is en of een andere server deze map gebruikt; zet anders een reservekopie terug.",
          en: "See whether the disk is full and whether another server uses this folder; otherwise restore a backup."))
    case .damaged(let column):
      Diagnostic(
        "classroom.damaged",
        what: LocalizedText(
          nl: "Iets in de gegevens van de klassen kan niet gelezen worden (\(column)).",
          en: "Something in the data of the classes cannot be read (\(column))."),
        at: .init(key: column),
        remedy: LocalizedText(nl: "Zet een reservekopie terug.", en: "Restore a backup."))
    case .failed(let reason):
      Diagnostic(
        "classroom.failed",
        what: LocalizedText(
          nl: "De server kon dit niet opslaan of opzoeken: \(reason)",
          en: "The server could not save this or look it up: \(reason)"),
        remedy: LocalizedText(
          nl: "Er is niets half opgeslagen. Probeer het opnieuw; kijk of de schijf van de server vol is.",
          en: "Nothing was half saved. Try again; see whether the disk of the server is full."))
    case .diskFull:
      Diagnostic(
        "classroom.diskFull",
        what: LocalizedText(
          nl: "De schijf van de server is vol; dit is niet opgeslagen.",
          en: "The disk of the server is full; this was not saved."),
        remedy: LocalizedText(
          nl: "Wat eerder opgeslagen werd, staat er nog. Vraag wie de server beheert om ruimte te maken.",
          en: "What was saved before is still there. Ask whoever runs the server to make room."))
    case .secretDamaged(let path):
      Diagnostic(
        "classroom.secretDamaged",
        what: LocalizedText(
          nl: "De sleutel van de server is beschadigd: er horen 32 bytes in te staan.",
          en: "The key of the server is damaged: it should hold 32 bytes."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Zet hem terug uit een reservekopie. Kan dat niet? Haal het weg; dan gelden er nieuwe terugkomcodes.",
          en: "Restore it from a backup. If there is none: remove the file; new return codes then apply."))
    }
  }
}
