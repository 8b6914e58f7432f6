import Essentials
import Foundation

/// The words of pages that no author writes.
enum PageWords {
  static let externalNote = LocalizedText(nl: "(andere website)", en: "(other website)")
  static let handIn = LocalizedText(nl: "Maken en inleveren", en: "Doing it and handing in")
  static let conditions = LocalizedText(nl: "Voorwaarden", en: "Conditions")
  static let criteria = LocalizedText(nl: "Waar we naar kijken", en: "What we look at")
  static let criterion = LocalizedText(nl: "Onderdeel", en: "Part")
  static let target = LocalizedText(nl: "Alle punten bij", en: "Full marks for")
  static let pointsHeading = LocalizedText(nl: "Punten", en: "Points")
  static let version = LocalizedText(nl: "versie", en: "version")
  static let madeBy = LocalizedText(nl: "Gemaakt door", en: "Made by")
  static let licence = LocalizedText(nl: "Licentie:", en: "Licence:")
  static let packsUsed = LocalizedText(nl: "Gebruikt de pakketten", en: "Uses the packs")
  static let lesson = LocalizedText(nl: "Les", en: "Lesson")
  static let lessons = LocalizedText(nl: "Lessen", en: "Lessons")
  static let assignment = LocalizedText(nl: "Opdracht", en: "Assignment")
  static let assignments = LocalizedText(nl: "Opdrachten", en: "Assignments")
  static let contents = LocalizedText(nl: "Inhoud", en: "Contents")
  static let goals = LocalizedText(nl: "Na deze cursus kun je", en: "After this course you can")
  static let audience = LocalizedText(nl: "Voor wie", en: "For whom")
  static let duration = LocalizedText(nl: "Hoe lang", en: "How long")
  static let previous = LocalizedText(nl: "Vorige", en: "Previous")
  static let next = LocalizedText(nl: "Volgende", en: "Next")
  static let skip = LocalizedText(nl: "Naar de inhoud", en: "Skip to content")
  static let neighbours = LocalizedText(nl: "Vorige en volgende", en: "Previous and next")
  static let languages = LocalizedText(nl: "Taal", en: "Language")
  static let start = LocalizedText(nl: "Begin", en: "Start")
  static let ownName = LocalizedText(nl: "Nederlands", en: "English")
  static let questions = LocalizedText(nl: "Vragen vooraf", en: "Questions beforehand")
  static let openAssignment = LocalizedText(nl: "Open de opdracht in Twinbench", en: "Open the assignment in Twinbench")

  static func number(_ value: Double, _ language: Language) -> String {
    value.text(decimals: 2, trimmed: true, in: language)
  }

  static func points(_ value: Double, _ language: Language) -> String {
    let number = number(value, language)
    return switch language {
    case .nl: value == 1 ? "1 punt" : "\(number) punten"
    case .en: value == 1 ? "1 point" : "\(number) points"
    }
  }

  static func hours(_ value: Double, _ language: Language) -> String {
    "\(number(value, language)) " + LocalizedText(nl: "uur", en: value == 1 ? "hour" : "hours")[language]
  }

  /// How to do an assignment where there is no server to link to. Students work with the area, not with the course's
  /// own file, since that holds the answers.
  static func handInByHand(area: String) -> [LocalizedText] {
    [
      LocalizedText(nl: "Open in Twinbench het gebied \(area).", en: "Open the area \(area) in Twinbench."),
      LocalizedText(
        nl: "Geef je antwoorden en maak je plan. Bewaar alles in één map.",
        en: "Give your answers and make your plan. Keep all of it in one folder."),
      LocalizedText(
        nl: "Maak er met Twinbench een bestand van dat eindigt op .twinsubmission, en geef dat aan je docent.",
        en: "Let Twinbench make a file of it that ends in .twinsubmission, and give that to your teacher."),
      LocalizedText(
        nl: "Je docent rekent het na. Op elke computer komt daar hetzelfde cijfer uit.",
        en: "Your teacher computes it again. The mark is the same on any computer."),
    ]
  }

  static let handInByLink = LocalizedText(
    nl: "Open de opdracht met de link bij deze cursus. Je antwoorden en je cijfer staan daarna in Twinbench.",
    en: "Open the assignment with the link in this course. Your answers and your mark are then in Twinbench.")
}
