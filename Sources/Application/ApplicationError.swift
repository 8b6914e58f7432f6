import Essentials

/// What the use cases themselves can find wrong.
public enum ApplicationError: DiagnosableError {
  case workerMissing(String)
  case packNotInstalled(String, known: [String])
  case badPackName(String)
  case courseNotInstalled(String)
  case dependencyNotInstalled(String, neededBy: String)
  case dependencyChanged(String, expected: Digest, found: Digest)
  case sourceMissing(String)
  case wrongEngine(String, needs: String, here: String)
  case outputTaken(String)
  case fileTaken(String)
  case planOutside(String, scenario: String)
  case planTooLarge(String)
  case courseTooLarge(String)
  case noExamplePlan(String, file: String)
  case templatesMissing(String)
  case badAnswer

  public var diagnostic: Diagnostic {
    switch self {
    case .workerMissing(let path):
      Diagnostic(
        "application.workerMissing",
        what: LocalizedText(
          nl: "Het rekenprogramma twinbench-worker is er niet.", en: "The worker program twinbench-worker is missing."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Bouw het met scripts/build, of wijs het aan met TWINBENCH_WORKER.",
          en: "Build it with scripts/build, or name it in TWINBENCH_WORKER."))
    case .packNotInstalled(let name, let known):
      Diagnostic(
        "application.packNotInstalled",
        what: LocalizedText(nl: "Pakket '\(name)' is niet geïnstalleerd.", en: "Pack '\(name)' is not installed."),
        at: .init(key: name),
        remedy: LocalizedText(
          nl: "Installeer het met 'twinbench pack install'. Er is: \(Self.listed(known, none: "niets")).",
          en: "Install it with 'twinbench pack install'. There is: \(Self.listed(known, none: "nothing"))."))
    case .courseNotInstalled(let name):
      Diagnostic(
        "application.courseNotInstalled",
        what: LocalizedText(
          nl: "De inzending hoort bij cursus '\(name)', en die is niet geïnstalleerd.",
          en: "The submission belongs to course '\(name)', which is not installed."),
        at: .init(key: name),
        remedy: LocalizedText(
          nl: "Wijs de cursus aan met --course, of installeer het .twincourse-bestand met 'twinbench pack install'.",
          en: "Name the course with --course, or install the .twincourse file with 'twinbench pack install'."))
    case .badPackName(let text):
      Diagnostic(
        "application.badPackName",
        what: LocalizedText(nl: "'\(text)' is geen goede naam.", en: "'\(text)' is not a good name."),
        at: .init(key: text),
        remedy: LocalizedText(
          nl: "Schrijf uitgever/naam of uitgever/naam@versie, in kleine letters en zonder spaties.",
          en: "Write publisher/name or publisher/name@version, in small letters and without spaces."))
    case .dependencyNotInstalled(let name, let neededBy):
      Diagnostic(
        "application.dependencyNotInstalled",
        what: LocalizedText(
          nl: "'\(neededBy)' heeft pakket '\(name)' nodig, en dat is niet geïnstalleerd.",
          en: "'\(neededBy)' needs pack '\(name)', which is not installed."),
        at: .init(key: name),
        remedy: LocalizedText(nl: "Installeer het eerst.", en: "Install it first."))
    case .dependencyChanged(let name, let expected, let found):
      Diagnostic(
        "application.dependencyChanged",
        what: LocalizedText(
          nl:
            "Pakket '\(name)' is een ander dan waarmee gebouwd is (\(expected.hex.prefix(12)), hier \(found.hex.prefix(12))).",
          en:
            "Pack '\(name)' is not the one it was built with (\(expected.hex.prefix(12)), here \(found.hex.prefix(12)))."
        ),
        at: .init(key: name),
        remedy: LocalizedText(
          nl: "Installeer de juiste versie of bouw het gebiedspakket opnieuw.",
          en: "Install the right version or build the area pack anew."))
    case .sourceMissing(let path):
      Diagnostic(
        "application.sourceMissing",
        what: LocalizedText(
          nl: "Hier is geen pakketbron (pack.yaml).", en: "There is no pack source (pack.yaml) here."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Wijs een map aan waarin pack.yaml staat.", en: "Name a folder that holds pack.yaml."))
    case .wrongEngine(let pack, let needs, let here):
      Diagnostic(
        "application.wrongEngine",
        what: LocalizedText(
          nl: "Pakket '\(pack)' is gemaakt voor Twinbench \(needs); dit is \(here).",
          en: "Pack '\(pack)' was made for Twinbench \(needs); this is \(here)."),
        at: .init(key: "engine"),
        remedy: LocalizedText(
          nl: "Gebruik een andere versie van het pakket of van Twinbench.",
          en: "Use another version of the pack or of Twinbench."))
    case .outputTaken(let path):
      Diagnostic(
        "application.outputTaken",
        what: LocalizedText(
          nl: "Hier staat al iets anders; dat wordt niet overschreven.",
          en: "Something else is here already; it is not overwritten."),
        at: .init(file: path),
        remedy: LocalizedText(nl: "Kies een andere naam of map.", en: "Choose another name or folder."))
    case .fileTaken(let path):
      Diagnostic(
        "application.fileTaken",
        what: LocalizedText(
          nl: "Hier staat al iets dat geen pakket, cursus of inzending is; dat wordt niet overschreven.",
          en: "Something that is no pack, course or submission is here already; it is not overwritten."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Kies met --output een andere naam.", en: "Choose another name with --output."))
    case .planOutside(let name, let scenario):
      Diagnostic(
        "application.planOutside",
        what: LocalizedText(
          nl: "Plan '\(name)' ligt buiten de map van het scenario.",
          en: "Plan '\(name)' lies outside the scenario's folder."),
        at: .init(file: scenario, key: "plan"),
        remedy: LocalizedText(
          nl: "Zet het plan naast het scenario en noem de naam van het bestand.",
          en: "Put the plan beside the scenario and give the name of the file."))
    case .planTooLarge(let path):
      Diagnostic(
        "application.planTooLarge",
        what: LocalizedText(nl: "Het plan is groter dan 64 MiB.", en: "The plan is larger than 64 MiB."),
        at: .init(file: path),
        remedy: LocalizedText(nl: "Splits het plan.", en: "Split the plan."))
    case .courseTooLarge(let folder):
      Diagnostic(
        "application.courseTooLarge",
        what: LocalizedText(
          nl: "Deze map heeft te veel bestanden voor een cursus.", en: "This folder has too many files for a course."),
        at: .init(file: folder),
        remedy: LocalizedText(nl: "Wijs de map met course.yaml aan.", en: "Name the folder with course.yaml."))
    case .noExamplePlan(let pack, let file):
      Diagnostic(
        "application.noExamplePlan",
        what: LocalizedText(
          nl: "'\(pack)' heeft geen gebied met een voorbeeldplan.", en: "'\(pack)' has no area with an example plan."),
        at: .init(entry: file),
        remedy: LocalizedText(
          nl: "Kies een gebiedspakket met '\(file)'.", en: "Choose an area pack with '\(file)'."))
    case .templatesMissing(let folder):
      Diagnostic(
        "application.templatesMissing",
        what: LocalizedText(nl: "De voorbeelden zijn er niet.", en: "The templates are not there."),
        at: .init(file: folder),
        remedy: LocalizedText(
          nl: "Bouw het programma met scripts/build, of wijs ze aan met TWINBENCH_TEMPLATES.",
          en: "Build the program with scripts/build, or name them in TWINBENCH_TEMPLATES."))
    case .badAnswer:
      Diagnostic(
        "application.badAnswer",
        what: LocalizedText(
          nl: "Het rekenproces gaf een antwoord dat hier niet past.",
          en: "The worker gave an answer that does not fit."),
        remedy: LocalizedText(
          nl: "Bouw twinbench en twinbench-worker samen opnieuw.",
          en: "Build twinbench and twinbench-worker anew, together."))
    }
  }

  private static func listed(_ names: [String], none: String) -> String {
    names.isEmpty ? none : names.joined(separator: ", ")
  }
}
