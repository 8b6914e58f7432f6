import Essentials
import Scenarios

/// What can be wrong with exercises, assignments, submissions and answers.
public enum AssessmentError: DiagnosableError {
  // Files of a course
  case unknownKind(Diagnostic.Location, name: String, known: [String])
  case badIdentifier(Diagnostic.Location, String)
  case exerciseTwice(Diagnostic.Location, String)
  case otherIdentifier(Diagnostic.Location, expected: String, found: String)
  case indicatorOrFormula(Diagnostic.Location)
  case valueOrFormula(Diagnostic.Location)
  case absoluteOrRelative(Diagnostic.Location)
  case zeroBelowTolerance(Diagnostic.Location)
  case equalEnds(Diagnostic.Location)
  case unknownIndicator(Diagnostic.Location, String, known: [String])
  case unknownCard(Diagnostic.Location, String, known: [String])
  case noNorm(Diagnostic.Location, String)
  case notOneNumber(Diagnostic.Location)
  case noValue(Diagnostic.Location)
  case formulaUnit(Diagnostic.Location, found: UnitOfMeasure, asked: UnitOfMeasure)
  case notAPlanExercise(Diagnostic.Location, String, known: [String])
  case noReference(Diagnostic.Location, String)
  case sample(ExerciseHeader, SampleAnswer, ExerciseGrade)

  // Answers
  case answerMissing
  case quantityExpected
  case planExpected
  case unitMissing(String, asked: UnitOfMeasure)
  case otherUnit(UnitOfMeasure, asked: UnitOfMeasure)
  case reasoningMissing
  case overLimit(String, count: Int, most: Int)

  // Submissions
  case notASubmission(Diagnostic.Location)
  case otherFormat(Diagnostic.Location, found: JSONValue, known: Int)
  case missingEntry(Diagnostic.Location)
  case strayEntry(Diagnostic.Location)
  case badReceipt(Diagnostic.Location, detail: String)
  case neitherAnswerNorRun(Diagnostic.Location)
  case tooManyEntries(Diagnostic.Location, most: Int)
  case noAnswerYet(String)
  case runWithoutPlan(Diagnostic.Location, exercise: String)
  case unknownExercise(Diagnostic.Location, String, known: [String])
  case otherCourse(submitted: CoursePin, here: CoursePin)
  case otherAssignment(submitted: AssignmentPin, of: CoursePin, here: AssignmentPin, CoursePin?)
  case otherPack(submitted: PackPin?, here: PackPin)
}

extension AssessmentError {
  public var diagnostic: Diagnostic { courseDiagnostic ?? answerDiagnostic ?? submissionDiagnostic }

  private static let changeValue = LocalizedText(nl: "Pas de waarde aan.", en: "Change the value.")

  private static func choose(_ known: [String]) -> LocalizedText {
    known.isEmpty
      ? LocalizedText(nl: "Er is er nog geen: voeg er een toe.", en: "There is none yet: add one.")
      : LocalizedText(
        nl: "Kies uit: \(known.joined(separator: ", ")).", en: "Choose from: \(known.joined(separator: ", ")).")
  }

  // MARK: Files of a course

  private var courseDiagnostic: Diagnostic? {
    switch self {
    case .unknownKind(let place, let name, let known):
      Diagnostic(
        "exercise.unknownKind",
        what: LocalizedText(
          nl: "Een opgave van de soort '\(name)' bestaat niet.", en: "There is no kind of exercise '\(name)'."),
        at: place, remedy: Self.choose(known))
    case .badIdentifier(let place, let text):
      Diagnostic(
        "exercise.badIdentifier",
        what: LocalizedText(nl: "'\(text)' kan geen id zijn.", en: "'\(text)' cannot be an id."), at: place,
        remedy: LocalizedText(
          nl: "Gebruik hoogstens 64 kleine letters, cijfers en streepjes: 'koele-straat'.",
          en: "Use at most 64 small letters, digits and dashes: 'cool-street'."))
    case .exerciseTwice(let place, let id):
      Diagnostic(
        "exercise.twice",
        what: LocalizedText(nl: "'\(id)' komt twee keer voor.", en: "'\(id)' occurs twice."), at: place,
        remedy: LocalizedText(nl: "Geef elk een eigen id.", en: "Give each an id of its own."))
    case .otherIdentifier(let place, let expected, let found):
      Diagnostic(
        "exercise.otherIdentifier",
        what: LocalizedText(
          nl: "Het bestand van opgave '\(expected)' heeft het id '\(found)'.",
          en: "The file of exercise '\(expected)' has the id '\(found)'."), at: place,
        remedy: LocalizedText(
          nl: "Geef het id dezelfde naam als het bestand.", en: "Give the id the same name as the file."))
    case .indicatorOrFormula(let place):
      Diagnostic(
        "exercise.indicatorOrFormula",
        what: LocalizedText(
          nl: "Een onderdeel van 'checks' heeft precies één van 'indicator' en 'formula'.",
          en: "A check has exactly one of 'indicator' and 'formula'."), at: place,
        remedy: LocalizedText(nl: "Laat er één staan.", en: "Leave one of them."))
    case .valueOrFormula(let place):
      Diagnostic(
        "exercise.valueOrFormula",
        what: LocalizedText(
          nl: "Een antwoord heeft precies één van 'value' (met 'source') en 'formula'.",
          en: "An answer has exactly one of 'value' (with 'source') and 'formula'."), at: place,
        remedy: LocalizedText(nl: "Laat er één staan.", en: "Leave one of them."))
    case .absoluteOrRelative(let place):
      Diagnostic(
        "exercise.absoluteOrRelative",
        what: LocalizedText(
          nl: "Een marge heeft precies één van 'absolute' en 'relative'.",
          en: "A tolerance has exactly one of 'absolute' and 'relative'."), at: place,
        remedy: LocalizedText(nl: "Laat er één staan.", en: "Leave one of them."))
    case .zeroBelowTolerance(let place):
      Diagnostic(
        "exercise.zeroBelowTolerance",
        what: LocalizedText(
          nl: "'zeroAt' moet groter zijn dan de waarde waarbij alles telt.",
          en: "'zeroAt' must be larger than the value at which everything counts."), at: place,
        remedy: Self.changeValue)
    case .equalEnds(let place):
      Diagnostic(
        "exercise.equalEnds",
        what: LocalizedText(nl: "'zero' en 'full' zijn gelijk.", en: "'zero' and 'full' are equal."), at: place,
        remedy: LocalizedText(
          nl: "Geef waarden die verschillen; daartussen lopen de punten op.",
          en: "Give values that differ; the points grow between them."))
    case .unknownIndicator(let place, let id, let known):
      Diagnostic(
        "exercise.unknownIndicator",
        what: LocalizedText(
          nl: "Indicator '\(id)' is er niet, of kan met deze gebeurtenissen niet worden berekend.",
          en: "Indicator '\(id)' is not there, or cannot be computed with these events."), at: place,
        remedy: Self.choose(known))
    case .unknownCard(let place, let id, let known):
      Diagnostic(
        "exercise.unknownCard",
        what: LocalizedText(nl: "Maatregelkaart '\(id)' is er niet.", en: "Measure card '\(id)' is not there."),
        at: place, remedy: Self.choose(known))
    case .noNorm(let place, let name):
      Diagnostic(
        "exercise.noNorm",
        what: LocalizedText(
          nl: "'\(name)' heeft geen norm voor dit gebied en dus geen cijfer.",
          en: "'\(name)' has no norm for this area and so no score."), at: place,
        remedy: LocalizedText(nl: "Beoordeel 'value' of 'change'.", en: "Judge 'value' or 'change'."))
    case .notOneNumber(let place):
      Diagnostic(
        "exercise.notOneNumber",
        what: LocalizedText(
          nl: "De formule geeft niet één getal maar een kaart, een lijst of een keuze.",
          en: "The formula does not give one number but a map, a list or a choice."), at: place,
        remedy: LocalizedText(
          nl: "Vat het samen met bijvoorbeeld mean, share, sum of count.",
          en: "Sum it up, for instance with mean, share, sum or count."))
    case .noValue(let place):
      Diagnostic(
        "exercise.noValue",
        what: LocalizedText(
          nl: "De formule geeft geen waarde: er is niets om over te middelen of door te delen.",
          en: "The formula gives no value: there is nothing to average over or to divide by."), at: place,
        remedy: LocalizedText(
          nl: "Controleer of het gebied heeft wat de formule noemt.",
          en: "Check whether the area has what the formula names."))
    case .formulaUnit(let place, let found, let asked):
      Diagnostic(
        "exercise.unit",
        what: LocalizedText(
          nl: "De waarde is in '\(found.symbol)', maar de opgave vraagt '\(asked.symbol)'.",
          en: "The value is in '\(found.symbol)', but the exercise asks for '\(asked.symbol)'."), at: place,
        remedy: LocalizedText(
          nl: "Pas 'unit' aan; een verschil van temperaturen is in K.",
          en: "Change 'unit'; a difference of temperatures is in K."))
    case .notAPlanExercise(let place, let id, let known):
      Diagnostic(
        "exercise.notAPlanExercise",
        what: LocalizedText(
          nl: "'\(id)' is geen opgave van deze opdracht waarbij je een plan inlevert.",
          en: "'\(id)' is no exercise of this assignment that is answered with a plan."), at: place,
        remedy: Self.choose(known))
    case .noReference(let place, let id):
      Diagnostic(
        "exercise.noReference", severity: .note,
        what: LocalizedText(
          nl: "'\(id)' heeft geen voorbeeldplan, dus het goede antwoord is niet nagekeken.",
          en: "'\(id)' has no reference plan, so the right answer was not checked."), at: place,
        remedy: LocalizedText(
          nl: "Teken een goed plan en noem het bij 'reference'.", en: "Draw a good plan and name it at 'reference'."))
    case .sample(let header, let sample, let grade):
      Self.sampleDiagnostic(header, sample, grade)
    default: nil
    }
  }

  private static func sampleDiagnostic(
    _ header: ExerciseHeader, _ sample: SampleAnswer, _ grade: ExerciseGrade
  ) -> Diagnostic {
    let found: LocalizedText =
      switch grade.state {
      case .graded:
        .each { language in
          let points = Wording.number(grade.points, language)
          let reasons = grade.checks.map { $0.reason[language] }.joined(separator: " ")
          return LocalizedText(nl: "\(points) punten (\(reasons))", en: "\(points) points (\(reasons))")[language]
        }
      case .invalid:
        .each { language in
          let why = grade.problems.map { $0.what[language] }.joined(separator: " ")
          return LocalizedText(nl: "ongeldig (\(why))", en: "invalid (\(why))")[language]
        }
      case .missing: LocalizedText(nl: "geen antwoord", en: "no answer")
      }
    let expected = sample.expectation.text
    return Diagnostic(
      "exercise.sample",
      what: LocalizedText(
        nl: "Opgave '\(header.id)', proefantwoord '\(sample.name)': verwacht \(expected.nl), gekregen \(found.nl).",
        en: "Exercise '\(header.id)', sample answer '\(sample.name)': expected \(expected.en), got \(found.en)."),
      at: header.location,
      remedy: LocalizedText(
        nl: "Pas de grenzen, de punten of het voorbeeldplan aan.",
        en: "Change the ends, the points or the reference plan."))
  }

  // MARK: Answers

  private var answerDiagnostic: Diagnostic? {
    switch self {
    case .answerMissing:
      Diagnostic(
        "answer.missing", what: LocalizedText(nl: "Er is geen antwoord ingevuld.", en: "No answer was given."),
        remedy: LocalizedText(nl: "Vul een antwoord in.", en: "Give an answer."))
    case .quantityExpected:
      Diagnostic(
        "answer.quantityExpected",
        what: LocalizedText(
          nl: "Hier hoort een getal met een eenheid, geen plan.", en: "A number with a unit belongs here, not a plan."),
        remedy: LocalizedText(nl: "Schrijf bijvoorbeeld '1,5 m'.", en: "Write for instance '1.5 m'."))
    case .planExpected:
      Diagnostic(
        "answer.planExpected",
        what: LocalizedText(
          nl: "Hier hoort een plan, geen getal of tekst.", en: "A plan belongs here, not a number or a text."),
        remedy: LocalizedText(nl: "Lever een plan in als GeoJSON.", en: "Hand in a plan as GeoJSON."))
    case .unitMissing(let text, let asked):
      Diagnostic(
        "answer.unitMissing",
        what: LocalizedText(nl: "Bij '\(text)' staat geen eenheid.", en: "There is no unit with '\(text)'."),
        remedy: .each { language in
          let unit = asked.symbol(in: language)
          return LocalizedText(
            nl: "Schrijf de eenheid erbij, bijvoorbeeld '\(text) \(unit)'.",
            en: "Write the unit with it, for instance '\(text) \(unit)'.")[language]
        })
    case .otherUnit(let found, let asked):
      Diagnostic(
        "answer.otherUnit",
        what: .each { language in
          let (found, asked) = (found.symbol(in: language), asked.symbol(in: language))
          return LocalizedText(
            nl: "Je antwoord is in '\(found)'; dat is niet om te rekenen naar '\(asked)'.",
            en: "Your answer is in '\(found)'; that cannot be converted to '\(asked)'.")[language]
        },
        remedy: LocalizedText(
          nl: "Kijk nog eens wat er wordt gevraagd.", en: "Look again at what is asked."))
    case .reasoningMissing:
      Diagnostic(
        "answer.reasoningMissing",
        what: LocalizedText(nl: "Je hebt niet opgeschreven waarom.", en: "You did not write down why."),
        remedy: LocalizedText(nl: "Schrijf je reden bij 'reasoning'.", en: "Write your reason at 'reasoning'."))
    case .overLimit(let card, let count, let most):
      Diagnostic(
        "answer.overLimit",
        what: LocalizedText(
          nl: "Het plan heeft \(count) keer '\(card)'; hoogstens \(most) mag.",
          en: "The plan has \(count) of '\(card)'; at most \(most) are allowed."),
        remedy: LocalizedText(nl: "Haal er een paar weg.", en: "Take some away."))
    default: nil
    }
  }

  // MARK: Submissions

  private var submissionDiagnostic: Diagnostic {
    switch self {
    case .otherFormat(let place, let found, let known):
      Diagnostic(
        "submission.otherFormat",
        what: .each { language in
          let found = found.numberValue.map { Wording.number($0, language) } ?? "?"
          return LocalizedText(
            nl: "De inzending heeft formaatversie \(found); deze Twinbench leest versie \(known).",
            en: "The submission has format version \(found); this Twinbench reads version \(known).")[language]
        }, at: place,
        remedy: LocalizedText(
          nl: "Gebruik de Twinbench waarmee de inzending is gemaakt, of maak de inzending opnieuw.",
          en: "Use the Twinbench with which the submission was made, or make it again."))
    case .missingEntry(let place):
      Diagnostic(
        "submission.missingEntry",
        what: LocalizedText(
          nl: "Dit bestand ontbreekt in de inzending.", en: "This file is missing in the submission."),
        at: place, remedy: Self.packAgain)
    case .strayEntry(let place):
      Diagnostic(
        "submission.strayEntry",
        what: LocalizedText(
          nl: "Dit bestand hoort niet in de inzending: niets verwijst ernaar.",
          en: "This file does not belong in the submission: nothing refers to it."), at: place,
        remedy: Self.packAgain)
    case .badReceipt(let place, let detail):
      Diagnostic(
        "submission.badReceipt",
        what: LocalizedText(
          nl: "Dit is geen bon van een berekening: \(detail)", en: "This is no receipt of a run: \(detail)"), at: place,
        remedy: Self.packAgain)
    case .neitherAnswerNorRun(let place):
      Diagnostic(
        "submission.neitherAnswerNorRun",
        what: LocalizedText(
          nl: "Een stap is een antwoord ('answer') of een berekening ('run'), precies één van beide.",
          en: "A step is an answer ('answer') or a run ('run'), exactly one of both."), at: place,
        remedy: LocalizedText(nl: "Laat er één staan.", en: "Leave one of them."))
    case .tooManyEntries(let place, let most):
      Diagnostic(
        "submission.tooManyEntries",
        what: LocalizedText(nl: "Er zijn meer dan \(most) stappen.", en: "There are more than \(most) steps."),
        at: place, remedy: LocalizedText(nl: "Laat oude stappen weg.", en: "Leave out old steps."))
    case .noAnswerYet(let exercise):
      Diagnostic(
        "submission.noAnswerYet", severity: .note,
        what: LocalizedText(
          nl: "Bij deze opgave staat nog geen antwoord.", en: "There is no answer to this exercise yet."),
        at: .init(key: exercise),
        remedy: LocalizedText(
          nl: "Voeg het toe aan submission.yaml, of lever zonder dit antwoord in.",
          en: "Add it to submission.yaml, or hand in without this answer."))
    case .runWithoutPlan(let place, let exercise):
      Diagnostic(
        "submission.runWithoutPlan",
        what: LocalizedText(
          nl: "Hier staat 'run: \(exercise)', maar er is nog geen plan om door te rekenen.",
          en: "Here stands 'run: \(exercise)', but there is no plan to run yet."), at: place,
        remedy: LocalizedText(
          nl: "Zet het antwoord met het plan erboven.", en: "Put the answer with the plan above it."))
    case .unknownExercise(let place, let id, let known):
      Diagnostic(
        "submission.unknownExercise",
        what: LocalizedText(
          nl: "Opgave '\(id)' is er niet.", en: "There is no exercise '\(id)'."), at: place,
        remedy: Self.choose(known))
    case .otherCourse(let submitted, let here):
      Diagnostic(
        "submission.otherCourse",
        what: LocalizedText(
          nl: "De inzending is voor cursus \(submitted.name); hier is het \(here.name).",
          en: "The submission is for course \(submitted.name); here it is \(here.name)."),
        at: .init(entry: Submission.mainFile, key: "course"),
        remedy: LocalizedText(
          nl: "Kijk de inzending na met die cursus, of laat de student opnieuw inleveren.",
          en: "Grade it with that course, or have it handed in again."))
    case .otherAssignment(let submitted, let course, let here, let courseHere):
      Diagnostic(
        "submission.otherAssignment",
        what: .each { language in
          let (made, present) = (Self.name(submitted, course, here), Self.name(here, courseHere, submitted))
          return LocalizedText(
            nl: "De inzending is voor opdracht \(made[language]); hier is het \(present[language]).",
            en: "The submission is for assignment \(made[language]); here it is \(present[language]).")[language]
        }, at: .init(entry: Submission.mainFile, key: "assignment"),
        remedy: LocalizedText(
          nl: "Kijk de inzending na met cursus \(course.name)@\(course.version), of laat de student opnieuw inleveren.",
          en: "Grade it with course \(course.name)@\(course.version), or have it handed in again."))
    case .otherPack(let submitted, let here):
      Diagnostic(
        "submission.otherPack",
        what: LocalizedText(
          nl:
            "De inzending is gemaakt met \(submitted.map { Self.name($0, here) } ?? "een ander pakket dan \(here.name)"); "
            + "hier is \(Self.name(here, submitted)).",
          en:
            "The submission was made with \(submitted.map { Self.name($0, here) } ?? "another pack than \(here.name)"); "
            + "here is \(Self.name(here, submitted))."),
        at: .init(entry: Submission.mainFile, key: "packs"),
        remedy: LocalizedText(
          nl: "Installeer het pakket waarmee de inzending is gemaakt.", en: "Install the pack with which it was made."))
    default:
      Diagnostic(
        "submission.notASubmission",
        what: LocalizedText(nl: "Dit is geen inzending.", en: "This is not a submission."), at: place,
        remedy: LocalizedText(
          nl: "Kies een bestand dat op .twinsubmission eindigt.", en: "Choose a file that ends in .twinsubmission."))
    }
  }

  private var place: Diagnostic.Location {
    if case .notASubmission(let place) = self { place } else { Diagnostic.Location() }
  }

  private static let packAgain = LocalizedText(
    nl: "Maak de inzending opnieuw met 'twinbench submission pack'.",
    en: "Make the submission again with 'twinbench submission pack'.")

  /// The same for an assignment, with the course that it is from.
  private static func name(_ pin: AssignmentPin, _ course: CoursePin?, _ other: AssignmentPin) -> LocalizedText {
    var name = "\(pin.id)@\(pin.version)"
    if other.id == pin.id, other.version == pin.version { name += " (\(pin.digest.hex.prefix(12)))" }
    guard let course else { return LocalizedText(nl: name, en: name) }
    let place = "\(course.name)@\(course.version)"
    return LocalizedText(nl: "\(name) van \(place)", en: "\(name) of \(place)")
  }

  /// `name@version`, with the digest where the version alone does not tell the two apart.
  private static func name(_ pin: PackPin, _ other: PackPin?) -> String {
    let name = "\(pin.name)@\(pin.version)"
    guard let other, other.name == pin.name, other.version == pin.version else { return name }
    return "\(name) (\(pin.digest.hex.prefix(12)))"
  }
}
