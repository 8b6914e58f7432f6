import Essentials

/// The name under which a student hands in: made up, so that nothing about a person is in a submission.
public enum Pseudonym {
  public static let lengths = 2...32

  /// What is wrong with it, or makes it look like a person's own name or address.
  public static func problems(_ text: String) -> [Diagnostic] {
    if text.contains("@") { return [diagnostic("pseudonym.address", .error, Self.address)] }
    // Counted in code points: one letter may carry any number of marks.
    guard lengths.contains(text.unicodeScalars.count),
      text.unicodeScalars.allSatisfy({
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || " ._-".unicodeScalars.contains($0)
      }),
      text.first != " ", text.last != " "
    else { return [diagnostic("pseudonym.form", .error, Self.form)] }
    let words = text.split(separator: " ")
    if words.count > 1, words.allSatisfy({ $0.first?.isUppercase == true }) || words.count > 2 {
      return [diagnostic("pseudonym.name", .warning, Self.name)]
    }
    return []
  }

  private static let address = LocalizedText(
    nl: "De schuilnaam lijkt op een e-mailadres.", en: "The pseudonym looks like an e-mail address.")
  private static let form = LocalizedText(
    nl: "Een schuilnaam heeft 2 tot 32 letters, cijfers, punten, streepjes of spaties.",
    en: "A pseudonym has 2 to 32 letters, digits, dots, dashes or spaces.")
  private static let name = LocalizedText(
    nl: "De schuilnaam lijkt op een echte naam.", en: "The pseudonym looks like a real name.")

  private static func diagnostic(
    _ code: String, _ severity: Diagnostic.Severity, _ what: LocalizedText
  ) -> Diagnostic {
    Diagnostic(
      code, severity: severity, what: what, at: .init(key: "pseudonym"),
      remedy: LocalizedText(
        nl: "Kies een verzonnen naam, zoals 'vlinder-12'.", en: "Choose a made-up name, such as 'butterfly-12'."))
  }
}
