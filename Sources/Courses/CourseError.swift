import Essentials

/// What can be wrong with a course.
public enum CourseError: DiagnosableError, Hashable {
  case fileTooLarge(path: String, limit: Int)
  case noLessons(Diagnostic.Location)
  case identifier(Diagnostic.Location, id: String)
  case listedTwice(Diagnostic.Location, id: String)
  case missingTranslation(Diagnostic.Location, Language)
  case missingLesson(path: String)
  case missingAssignment(path: String)
  case missingExercise(Diagnostic.Location, String)
  case otherIdentifier(Diagnostic.Location, expected: String, found: String)
  case unlisted(path: String)
  case lessonWithoutTitle(path: String)
  case headingOrder(Diagnostic.Location, from: Int, to: Int)
  case headingEmpty(Diagnostic.Location)
  case brokenFigure(Diagnostic.Location, path: String)
  case brokenLink(Diagnostic.Location, path: String)
  case brokenHeading(Diagnostic.Location, heading: String)
  case keyLinked(Diagnostic.Location, path: String)
  case unusedFigure(path: String)
  case vagueLink(Diagnostic.Location, text: String)
  case otherShape(Diagnostic.Location, nl: Int, en: Int)
  case fileName(path: String)
  case placeholder(Diagnostic.Location, text: String)
  /// The first of the errors, when something is asked of a course that has any.
  case refused([Diagnostic])
  case address(String)
  case unknownFormat(String, known: [String])
  case cartridge(rule: String, detail: String)

  public var diagnostic: Diagnostic {
    switch self {
    case .fileTooLarge(let path, let limit):
      Diagnostic(
        "course.fileTooLarge",
        what: LocalizedText(
          nl: "Dit bestand is groter dan \(limit) bytes.", en: "This file is larger than \(limit) bytes."),
        at: .init(file: path),
        remedy: LocalizedText(nl: "Maak het kleiner of splits het.", en: "Make it smaller or split it."))
    case .noLessons(let place):
      Diagnostic(
        "course.noLessons",
        what: LocalizedText(nl: "De cursus heeft geen les.", en: "The course has no lesson."), at: place,
        remedy: LocalizedText(
          nl: "Noem minstens één les, en schrijf lessons/ID.nl.md en lessons/ID.en.md.",
          en: "Name at least one lesson, and write lessons/ID.nl.md and lessons/ID.en.md."))
    case .identifier(let place, let id):
      Diagnostic(
        "course.identifier",
        what: LocalizedText(nl: "'\(id)' kan geen id zijn.", en: "'\(id)' cannot be an id."), at: place,
        remedy: LocalizedText(
          nl: "Gebruik kleine letters a-z, cijfers en losse streepjes, hooguit 64 tekens.",
          en: "Use lower-case letters a-z, digits and single hyphens, 64 characters at most."))
    case .listedTwice(let place, let id):
      Diagnostic(
        "course.listedTwice",
        what: LocalizedText(nl: "'\(id)' staat er twee keer.", en: "'\(id)' is listed twice."), at: place,
        remedy: LocalizedText(nl: "Haal er een weg.", en: "Remove one of them."))
    case .missingTranslation(let place, let language):
      Diagnostic(
        "course.missingTranslation",
        what: LocalizedText(
          nl: "De vertaling ontbreekt: \(language == .nl ? "Nederlands" : "Engels").",
          en: "The translation is missing: \(language == .nl ? "Dutch" : "English")."),
        at: place,
        remedy: LocalizedText(nl: "Schrijf de tekst ook in die taal.", en: "Write the text in that language too."))
    case .missingLesson(let path):
      Diagnostic(
        "course.missingLesson",
        what: LocalizedText(
          nl: "course.yaml noemt deze les, maar er is geen bestand in het Nederlands of Engels.",
          en: "course.yaml names this lesson, but there is no file in Dutch or English."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Maak het bestand of haal de les uit course.yaml.",
          en: "Make the file or take the lesson out of course.yaml."))
    case .missingExercise(let place, let id):
      Diagnostic(
        "course.missingExercise",
        what: LocalizedText(
          nl: "De opdracht noemt opgave '\(id)', maar exercises/\(id).yaml is er niet.",
          en: "The assignment names exercise '\(id)', but there is no exercises/\(id).yaml."),
        at: place,
        remedy: LocalizedText(
          nl: "Maak het bestand of haal de opgave uit de lijst.",
          en: "Make the file or take the exercise off the list."))
    case .missingAssignment(let path):
      Diagnostic(
        "course.missingAssignment",
        what: LocalizedText(
          nl: "course.yaml noemt deze opdracht, maar het bestand is er niet.",
          en: "course.yaml names this assignment, but the file is not there."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Maak het bestand of haal de opdracht uit course.yaml.",
          en: "Make the file or take the assignment out of course.yaml."))
    case .otherIdentifier(let place, let expected, let found):
      Diagnostic(
        "course.otherIdentifier",
        what: LocalizedText(
          nl: "Dit bestand heet \(expected).yaml, maar er staat id: \(found).",
          en: "This file is called \(expected).yaml, but it says id: \(found)."),
        at: place, remedy: LocalizedText(nl: "Maak beide gelijk.", en: "Make the two equal."))
    case .unlisted(let path):
      Diagnostic(
        "course.unlisted", severity: .warning,
        what: LocalizedText(
          nl: "De cursus noemt dit bestand nergens.", en: "The course names this file nowhere."), at: .init(file: path),
        remedy: LocalizedText(
          nl: "Noem een les of opdracht in course.yaml en een opgave in de opdracht, of verwijder het bestand.",
          en: "Name a lesson or assignment in course.yaml and an exercise in its assignment, or remove the file."))
    case .lessonWithoutTitle(let path):
      Diagnostic(
        "course.lessonWithoutTitle",
        what: LocalizedText(nl: "De les begint niet met een titel.", en: "The lesson does not begin with a title."),
        at: .init(file: path, line: 1),
        remedy: LocalizedText(
          nl: "Begin met een regel als '# Hitte in de straat'; dat is de enige kop met één #.",
          en: "Begin with a line such as '# Heat in the street'; it is the only heading with one #."))
    case .headingOrder(let place, let from, let to):
      Diagnostic(
        "course.headingOrder",
        what: LocalizedText(
          nl: "Na een kop van niveau \(from) komt een kop van niveau \(to).",
          en: "A heading of level \(from) is followed by one of level \(to)."),
        at: place,
        remedy: LocalizedText(
          nl: "Sla geen niveau over en gebruik niveau 1 alleen voor de titel.",
          en: "Skip no level, and use level 1 for the title only."))
    case .headingEmpty(let place):
      Diagnostic(
        "course.headingEmpty", what: LocalizedText(nl: "Deze kop is leeg.", en: "This heading is empty."), at: place,
        remedy: LocalizedText(nl: "Schrijf er tekst in of haal hem weg.", en: "Give it a text or remove it."))
    case .brokenFigure(let place, let path):
      Diagnostic(
        "course.brokenFigure",
        what: LocalizedText(nl: "De figuur \(path) bestaat niet.", en: "There is no figure \(path)."), at: place,
        remedy: LocalizedText(
          nl: "Verwijs naar een bestand in de map figures, zoals ../figures/schaduw.nl.svg.",
          en: "Refer to a file in the folder figures, such as ../figures/shade.en.svg."))
    case .brokenLink(let place, let path):
      Diagnostic(
        "course.brokenLink",
        what: LocalizedText(
          nl: "\(path) is geen les of opdracht van deze cursus.",
          en: "\(path) is no lesson or assignment of this course."),
        at: place,
        remedy: LocalizedText(
          nl: "Verwijs naar ID.nl.md (een les) of ../assignments/ID.yaml (een opdracht).",
          en: "Refer to ID.en.md (a lesson) or ../assignments/ID.yaml (an assignment)."))
    case .brokenHeading(let place, let heading):
      Diagnostic(
        "course.brokenHeading",
        what: LocalizedText(nl: "Er is geen kop #\(heading).", en: "There is no heading #\(heading)."), at: place,
        remedy: LocalizedText(
          nl: "Schrijf de kop in kleine letters met streepjes voor de spaties.",
          en: "Write the heading in lower case with hyphens for spaces."))
    case .keyLinked(let place, let path):
      Diagnostic(
        "course.keyLinked",
        what: LocalizedText(
          nl: "\(path) hoort bij de antwoorden en mag niet in een les.",
          en: "\(path) belongs to the answers and may not be in a lesson."),
        at: place, remedy: LocalizedText(nl: "Verwijs naar de opdracht.", en: "Refer to the assignment."))
    case .unusedFigure(let path):
      Diagnostic(
        "course.unusedFigure", severity: .warning,
        what: LocalizedText(nl: "Geen les gebruikt deze figuur.", en: "No lesson uses this figure."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Gebruik de figuur of verwijder het bestand.", en: "Use the figure or remove the file."))
    case .vagueLink(let place, let text):
      Diagnostic(
        "course.vagueLink", severity: .warning,
        what: LocalizedText(
          nl: "De linktekst '\(text)' zegt niet waar de link heen gaat.",
          en: "The link text '\(text)' does not say where the link goes."),
        at: place,
        remedy: LocalizedText(
          nl: "Schrijf wat iemand daar vindt; een schermlezer leest links los van de zin voor.",
          en: "Write what one finds there; a screen reader reads links apart from their sentence."))
    case .otherShape(let place, let nl, let en):
      Diagnostic(
        "course.otherShape", severity: .warning,
        what: LocalizedText(
          nl: "De Nederlandse les heeft \(nl) koppen, de Engelse \(en).",
          en: "The Dutch lesson has \(nl) headings, the English one \(en)."),
        at: place,
        remedy: LocalizedText(
          nl: "Kijk of in een van beide een deel ontbreekt.", en: "See whether a part is missing in one of them."))
    case .fileName(let path):
      Diagnostic(
        "course.fileName",
        what: LocalizedText(
          nl: "Deze bestandsnaam overleeft niet elke leeromgeving.",
          en: "This file name does not survive every learning environment."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Gebruik letters a-z, cijfers, punt en streepje, zonder spaties of accenten.",
          en: "Use letters a-z, digits, dot and hyphen, without spaces or accents."))
    case .placeholder(let place, let text):
      Diagnostic(
        "course.placeholder",
        what: LocalizedText(
          nl: "Hier staat nog een in te vullen plek: \(text)", en: "Here is still a blank to fill in: \(text)"),
        at: place, remedy: LocalizedText(nl: "Vul de tekst in.", en: "Fill in the text."))
    case .refused(let problems):
      Diagnostic.first(of: problems)
        ?? Diagnostic(
          "course.refused", what: LocalizedText(nl: "De cursus heeft fouten.", en: "The course has errors."),
          remedy: LocalizedText(nl: "Controleer de cursus.", en: "Check the course."))
    case .address(let text):
      Diagnostic(
        "course.address",
        what: LocalizedText(
          nl: "'\(text)' is geen adres van een server.", en: "'\(text)' is not the address of a server."),
        remedy: LocalizedText(
          nl: "Schrijf het als https://twinbench.school.nl, zonder vraagteken of #.",
          en: "Write it as https://twinbench.school.nl, without question mark or #."))
    case .unknownFormat(let name, let known):
      Diagnostic(
        "course.unknownFormat",
        what: LocalizedText(
          nl: "Twinbench kan niet exporteren naar '\(name)'.", en: "Twinbench cannot export to '\(name)'."),
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .cartridge(let rule, let detail):
      Diagnostic(
        "course.cartridge.\(rule)",
        what: LocalizedText(
          nl: "Het pakket zou regel '\(rule)' van Common Cartridge breken: \(detail)",
          en: "The cartridge would break rule '\(rule)' of Common Cartridge: \(detail)"),
        remedy: LocalizedText(
          nl: "Meld dit met de cursus erbij; de cursus zelf is niet fout.",
          en: "Report this together with the course; the course itself is not at fault."))
    }
  }
}
