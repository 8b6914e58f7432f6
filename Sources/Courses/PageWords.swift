import Essentials
import Foundation

/// The words of pages that no author writes.
enum PageWords {
  static let externalNote = LocalizedText(nl: "(andere website)", en: "(other website)")
  static let handIn = LocalizedText(nl: "Maken en inleveren", en: "Doing it and handing in")
  static let conditions = LocalizedText(nl: "Voorwaarden", en: "Conditions")
  static let criteria = LocalizedText(nl: "Waar we naar kijken", en: "What we look at")
  static let criterion = LocalizedText(nl: "Onderdeel", en: "Part")
  static let target = LocalizedText(nl: "Alle punten bij", en: "All points for")
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
      LocalizedText(
        nl: "Maak een map. Daarin bewaar je alles. Je werkt met het gebied \(area).",
        en: "Make a folder. You keep everything in it. You work with the area \(area)."),
      LocalizedText(
        nl:
          "Schrijf je antwoorden in het bestand submission.yaml, in de volgorde waarin je werkt. Hieronder staat hoe.",
        en: "Write your answers in the file submission.yaml, in the order in which you work. See below how."),
      LocalizedText(
        nl: "Geef de map aan je docent. Die maakt er met Twinbench één bestand van en rekent alles na.",
        en: "Give the folder to your teacher, who makes one file of it with Twinbench and computes everything again."),
      LocalizedText(
        nl: "Op elke computer komen daar dezelfde punten uit.", en: "The points are the same on any computer."),
    ]
  }

  static let writtenForm = LocalizedText(
    nl:
      "Zo ziet submission.yaml eruit. Vul in wat op de puntjes hoort. Als 'pseudonym' verzin je een naam: niet je eigen "
      + "naam.",
    en: "This is what submission.yaml looks like. Fill in the dots. As 'pseudonym' you make up a name: not your own.")

  static let handInByLink = LocalizedText(
    nl: "Open de opdracht met de link bij deze cursus. Je antwoorden en je punten staan daarna in Twinbench.",
    en: "Open the assignment with the link in this course. Your answers and your points are then in Twinbench.")
}
