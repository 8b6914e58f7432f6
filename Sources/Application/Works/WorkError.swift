import Essentials

/// What the workbench refuses, and why.
public enum WorkError: DiagnosableError {
  /// There is none, or it is somebody else's: a stranger learns nothing from the difference.
  case notFound
  case readOnly
  case closed
  case ownWorkInUse
  case noSuchTeam
  case badName(most: Int)
  case badIdentifier(String)
  case lastPlan
  case tooManyPlans(most: Int)
  case tooManyMeasures(most: Int)
  case tooManyVertices(measure: String, most: Int)
  case tooManyOperations(most: Int)
  case historyTooLarge
  case tooManyAnswers(most: Int)
  /// The plan cannot stand so.
  case refused([Diagnostic])
  /// Results stay hidden until these exercises are answered.
  case withheld([String], titles: [LocalizedText])
  case locked(String)
  case unknownExercise(String)
  case answerEmpty
  case answerTooLong(most: Int)
  case predictionNeedsPlan
  case planNotRun
  case unknownLayer(String, known: [String])
  case busy
  case courseNotShown(String)

  public var diagnostic: Diagnostic {
    switch self {
    case .notFound:
      text(
        "work.notFound", "Dit is er niet, of het is niet van jou.", "This is not there, or it is not yours.",
        "Ga terug naar je overzicht.", "Go back to your overview.")
    case .readOnly:
      text(
        "work.readOnly", "Je kunt dit werk bekijken, maar niet veranderen.",
        "You can look at this work, but not change it.", "Alleen wie het maakt, kan het veranderen.",
        "Only those who make it can change it.")
    case .closed:
      text(
        "work.closed", "De docent heeft deze opdracht gesloten.", "The teacher has closed this assignment.",
        "Vraag je docent of de opdracht weer open kan.", "Ask your teacher to open the assignment again.")
    case .ownWorkInUse:
      text(
        "work.ownWorkInUse", "Je bent al met deze opdracht begonnen, dus je kunt niet meer bij een ander team.",
        "You have begun this assignment already, so you cannot join another team any more.",
        "Ga verder met je eigen werk, of vraag je docent.", "Go on with your own work, or ask your teacher.")
    case .noSuchTeam:
      text(
        "work.noSuchTeam", "Er is in jouw klas geen team met deze code.",
        "There is no team with this code in your class.",
        "Kijk de code na bij je klasgenoot.", "Check the code with your classmate.")
    case .badName(let most):
      text(
        "work.badName", "Een naam heeft 1 tot \(most) zichtbare tekens.", "A name has 1 to \(most) visible characters.",
        "Kies een andere naam.", "Choose another name.")
    case .badIdentifier(let id):
      text(
        "work.badIdentifier", "'\(id)' is geen goed id.", "'\(id)' is not a good id.",
        "Gebruik 1 tot 64 letters, cijfers en streepjes; voor een bewerking minstens 8.",
        "Use 1 to 64 letters, digits and dashes; for an operation at least 8.")
    case .lastPlan:
      text(
        "work.lastPlan", "Dit is je laatste plan. Dat kun je niet weggooien.",
        "This is your last plan. You cannot throw it away.", "Maak eerst een ander plan.", "Make another plan first.")
    case .tooManyPlans(let most):
      text(
        "work.tooManyPlans", "Een werk heeft hoogstens \(most) plannen.", "A work has at most \(most) plans.",
        "Ga verder met een plan dat er al is.", "Go on with a plan that is there.")
    case .tooManyMeasures(let most):
      text(
        "work.tooManyMeasures", "Een plan heeft hoogstens \(most) maatregelen.", "A plan has at most \(most) measures.",
        "Verwijder er eerst een paar, of teken grotere vlakken.", "Remove some first, or draw larger areas.")
    case .tooManyVertices(let measure, let most):
      text(
        "work.tooManyVertices", "De vorm van '\(measure)' heeft meer dan \(most) hoekpunten.",
        "The shape of '\(measure)' has more than \(most) corners.", "Teken een eenvoudiger vorm.",
        "Draw a simpler shape.", key: measure)
    case .tooManyOperations(let most):
      text(
        "work.tooManyOperations", "Dit plan is al \(most) keer veranderd.",
        "This plan has been changed \(most) times already.", "Maak een kopie en ga daarmee verder.",
        "Make a copy and go on with that.")
    case .historyTooLarge:
      text(
        "work.historyTooLarge", "Dit plan heeft een te grote geschiedenis.", "The history of this plan is too large.",
        "Maak een kopie en ga daarmee verder.", "Make a copy and go on with that.")
    case .tooManyAnswers(let most):
      text(
        "work.tooManyAnswers", "In dit werk zijn al \(most) keer antwoorden gegeven.",
        "Answers were given \(most) times in this work already.",
        "Lever je werk in zoals het is, of vraag je docent.", "Hand your work in as it is, or ask your teacher.")
    case .refused(let problems):
      Diagnostic.first(of: problems) ?? WorkError.notFound.diagnostic
    case .withheld(let exercises, let titles):
      text(
        "work.withheld", "Je ziet de uitkomst pas als je je voorspelling hebt gegeven.",
        "You see the result once you have given your prediction.",
        "Beantwoord eerst: \(titles.map(\.nl).joined(separator: ", ")).",
        "Answer first: \(titles.map(\.en).joined(separator: ", ")).",
        key: exercises.first)
    case .locked(let exercise):
      text(
        "work.locked", "Je hebt de uitkomst al gezien, dus je voorspelling ligt vast.",
        "You have seen the result, so your prediction is fixed.",
        "Leg bij je uitleg uit wat je nu anders zou zeggen.", "Explain in your reasoning what you would say now.",
        key: exercise)
    case .unknownExercise(let exercise):
      text(
        "work.unknownExercise", "Opgave '\(exercise)' hoort niet bij deze opdracht.",
        "Exercise '\(exercise)' is not part of this assignment.", "Kies een opgave van deze opdracht.",
        "Choose an exercise of this assignment.", key: exercise)
    case .answerEmpty:
      text(
        "work.answerEmpty", "Er is geen antwoord ingevuld.", "No answer was given.", "Vul een antwoord in.",
        "Fill in an answer.")
    case .answerTooLong(let most):
      text(
        "work.answerTooLong", "Het antwoord is langer dan \(most) tekens.",
        "The answer is longer than \(most) characters.", "Maak het korter.", "Make it shorter.")
    case .predictionNeedsPlan:
      text(
        "work.predictionNeedsPlan", "Je voorspelt wat je plan doet, maar in het plan staat nog niets.",
        "You predict what your plan does, but there is nothing in the plan yet.", "Teken eerst een maatregel.",
        "Draw a measure first.")
    case .planNotRun:
      text(
        "work.planNotRun", "Dit plan is nog niet doorgerekend.", "This plan has not been run yet.",
        "Laat het eerst doorrekenen.", "Run it first.")
    case .unknownLayer(let layer, let known):
      text(
        "work.unknownLayer", "Laag '\(layer)' is er niet.", "There is no layer '\(layer)'.",
        "Kies uit: \(known.joined(separator: ", ")).", "Choose from: \(known.joined(separator: ", ")).", key: layer)
    case .busy:
      text(
        "work.busy", "Er wacht nu te veel werk.", "Too much is waiting now.", "Probeer het zo opnieuw.",
        "Try again in a moment.")
    case .courseNotShown(let course):
      text(
        "work.courseNotShown", "Cursus '\(course)' heeft deze opdracht niet.",
        "Course '\(course)' does not have this assignment.", "Kies een opdracht van de cursus.",
        "Choose an assignment of the course.", key: course)
    }
  }

  private func text(
    _ code: String, _ nl: String, _ en: String, _ remedyNL: String, _ remedyEN: String, key: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, what: LocalizedText(nl: nl, en: en), at: .init(key: key),
      remedy: LocalizedText(nl: remedyNL, en: remedyEN))
  }
}
