import Essentials

/// Jobs that cannot be done as asked.
enum TaskError: DiagnosableError {
  case areaTwice(String)
  /// RD New, m.
  case cellOutside(x: Double, y: Double, area: LocalizedText)
  case dataFolderNeeded(String)
  /// West, south, east, north.
  case extentDiffers(stated: [Double], found: [Double])
  case caveatUnknownModel(String, file: String, known: [String])
  case indicatorTwice(String, String, String)
  case missingContent(String)
  case unknownEvent(String, known: [String])
  case twoEventsOfOneKind(String, String)
  case noArea(String)
  case noAssignment(String, course: String, known: [String])
  case packNotInCourse(String, course: String, known: [String])
  case planOutside(String)
  case unknownColourScale(String, known: [String])
  case weatherNotAlone(String)
  case weatherTooLarge(String)

  var diagnostic: Diagnostic {
    switch self {
    case .areaTwice(let file):
      Diagnostic(
        "pack.areaTwice",
        what: LocalizedText(
          nl: "De bron heeft zowel een map area/ als een recept.",
          en: "The source has both a folder area/ and a recipe."),
        at: .init(file: file), remedy: LocalizedText(nl: "Verwijder een van beide.", en: "Remove one of them."))
    case .cellOutside(let x, let y, let area):
      Diagnostic(
        "area.cellOutside",
        what: LocalizedText(
          nl: "De plek (\(x), \(y)) ligt niet in het gebied '\(area.nl)'.",
          en: "The place (\(x), \(y)) does not lie in the area '\(area.en)'."),
        at: .init(key: "x, y"),
        remedy: LocalizedText(nl: "Klik in het gebied.", en: "Click inside the area."))
    case .extentDiffers(let stated, let found):
      Diagnostic(
        "pack.extentDiffers",
        what: LocalizedText(
          nl: "De omvang in pack.yaml (\(Self.listed(stated))) is niet die van de lagen (\(Self.listed(found))).",
          en: "The extent in pack.yaml (\(Self.listed(stated))) is not that of the layers (\(Self.listed(found)))."),
        at: .init(file: "pack.yaml", key: "extent"),
        remedy: LocalizedText(
          nl: "Neem west, south, east en north van de lagen over.",
          en: "Take west, south, east and north from the layers."))
    case .dataFolderNeeded(let file):
      Diagnostic(
        "pack.dataFolderNeeded",
        what: LocalizedText(
          nl: "Dit recept leest echte lagen, maar er is geen map aangewezen.",
          en: "This recipe reads real layers, but no folder was named."),
        at: .init(file: file),
        remedy: LocalizedText(nl: "Geef --data MAP mee.", en: "Add --data FOLDER."))
    case .caveatUnknownModel(let model, let file, let known):
      Diagnostic(
        "pack.caveatUnknownModel",
        what: LocalizedText(
          nl: "De kaart waarschuwt voor model '\(model)', maar dat is er niet.",
          en: "The card warns of model '\(model)', but there is no such model."),
        at: .init(file: file, key: "caveats"),
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .indicatorTwice(let id, let first, let second):
      Diagnostic(
        "pack.indicatorTwice",
        what: LocalizedText(
          nl: "Indicator '\(id)' staat ook in \(first).", en: "Indicator '\(id)' stands in \(first) too."),
        at: .init(file: second, key: "id"),
        remedy: LocalizedText(nl: "Geef een van beide een ander id.", en: "Give one of them another id."))
    case .missingContent(let path):
      Diagnostic(
        "run.missingContent",
        what: LocalizedText(
          nl: "Geen van de pakketten bevat '\(path)'.", en: "None of the packs holds '\(path)'."),
        at: .init(entry: path),
        remedy: LocalizedText(
          nl: "Laat het gebiedspakket bouwen op een basispakket dat dit bevat.",
          en: "Let the area pack build on a base pack that holds it."))
    case .unknownEvent(let id, let known):
      Diagnostic(
        "run.unknownEvent",
        what: LocalizedText(nl: "Gebeurtenis '\(id)' is er niet.", en: "Event '\(id)' is not there."),
        at: .init(key: "events"),
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .twoEventsOfOneKind(let first, let second):
      Diagnostic(
        "run.twoEventsOfOneKind",
        what: LocalizedText(
          nl: "'\(first)' en '\(second)' zijn van dezelfde soort; een scenario heeft er van elke soort hoogstens één.",
          en: "'\(first)' and '\(second)' are of one kind; a scenario has at most one of each kind."),
        at: .init(key: "events"),
        remedy: LocalizedText(
          nl: "Maak voor elk een eigen scenario.", en: "Make a scenario for each."))
    case .noAssignment(let id, let course, let known):
      Diagnostic(
        "course.noAssignment",
        what: LocalizedText(
          nl: "Cursus '\(course)' heeft geen opdracht '\(id)'.", en: "Course '\(course)' has no assignment '\(id)'."),
        at: .init(key: "assignment"),
        remedy: LocalizedText(
          nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", "))."))
    case .packNotInCourse(let pack, let course, let known):
      Diagnostic(
        "course.packNotNamed",
        what: LocalizedText(
          nl: "De opdracht is voor '\(pack)', maar dat staat niet bij de pakketten van '\(course)'.",
          en: "The assignment is for '\(pack)', which is not among the packs of '\(course)'."),
        at: .init(key: "scenario.area"),
        remedy: LocalizedText(
          nl: "Zet het bij 'packs' in course.yaml, of kies uit: \(known.joined(separator: ", ")).",
          en: "Add it to 'packs' in course.yaml, or choose from: \(known.joined(separator: ", "))."))
    case .planOutside(let path):
      Diagnostic(
        "submission.planOutside",
        what: LocalizedText(
          nl: "Plan '\(path)' ligt buiten de map van de inzending.",
          en: "Plan '\(path)' lies outside the submission's folder."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Zet het plan naast submission.yaml.", en: "Put the plan beside submission.yaml."))
    case .noArea(let pack):
      Diagnostic(
        "run.noArea",
        what: LocalizedText(nl: "Pakket '\(pack)' bevat geen gebied.", en: "Pack '\(pack)' holds no area."),
        at: .init(entry: "area/area.yaml"),
        remedy: LocalizedText(nl: "Kies een gebiedspakket.", en: "Choose an area pack."))
    case .unknownColourScale(let id, let known):
      Diagnostic(
        "run.unknownColourScale",
        what: LocalizedText(
          nl: "Een model vraagt om kleurschaal '\(id)', die er niet is.",
          en: "A model asks for the colour scale '\(id)', which is not there."),
        at: .init(key: id),
        remedy: LocalizedText(
          nl: "Kies in de beschrijving van het model uit: \(known.joined(separator: ", ")).",
          en: "Choose in the model's description from: \(known.joined(separator: ", "))."))
    case .weatherNotAlone(let file):
      Diagnostic(
        "weather.notAlone",
        what: LocalizedText(
          nl: "In deze zip zit meer dan één bestand.", en: "There is more than one file in this zip."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Pak de zip uit en wijs het .txt-bestand van één station aan.",
          en: "Unpack the zip and name the .txt file of one station."))
    case .weatherTooLarge(let file):
      Diagnostic(
        "weather.tooLarge",
        what: LocalizedText(nl: "Dit bestand is groter dan 256 MiB.", en: "This file is larger than 256 MiB."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Haal de uurwaarden van één station en tien jaar op.",
          en: "Get the hourly values of one station and ten years."))
    }
  }

  private static func listed(_ numbers: [Double]) -> String { numbers.map { "\($0)" }.joined(separator: ", ") }
}
