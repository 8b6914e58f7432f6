import Essentials

/// What is wrong with the database itself.
public enum ClassroomError: DiagnosableError {
  case unreadable(String, reason: String)
  /// A stored value that this version cannot read.
  case damaged(String)

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
    }
  }
}
