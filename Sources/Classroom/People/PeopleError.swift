import Essentials

/// What can be wrong with what people say of themselves or ask of a class.
public enum PeopleError: DiagnosableError, Equatable {
  public enum NicknameProblem: Sendable {
    case empty, tooLong, invisible
  }

  case nickname(NicknameProblem)
  case nicknameTaken
  case noSuchJoinCode
  case classClosed
  case classFull(most: Int)
  case noSuchReturnCode
  case teacherName
  case teacherNameTaken
  case password
  case wrongLogin
  case wrongSetUpWord
  case setUpDone
  case className
  case noSuchClass
  case noSuchStudent
  case busy

  public var diagnostic: Diagnostic {
    let (code, what, remedy) = texts
    return Diagnostic("people." + code, what: what, remedy: remedy)
  }

  private var texts: (String, LocalizedText, LocalizedText) {
    switch self {
    case .nickname(let problem): Self.texts(of: problem)
    case .nicknameTaken:
      (
        "nicknameTaken",
        LocalizedText(
          nl: "In deze klas is er al iemand met die bijnaam.", en: "Somebody in this class has that nickname already."),
        LocalizedText(
          nl: "Kies een andere bijnaam. Ben jij dat zelf? Kom dan terug met je terugkomcode.",
          en: "Choose another nickname. Was that you? Then come back with your return code.")
      )
    case .noSuchJoinCode:
      (
        "noSuchJoinCode", LocalizedText(nl: "Er is geen klas met deze code.", en: "No class has this code."),
        LocalizedText(
          nl: "Kijk nog eens goed op het bord: de code heeft zes letters en cijfers, nooit I, O, 0 of 1.",
          en: "Look at the board again: the code has six letters and digits, never I, O, 0 or 1.")
      )
    case .classClosed:
      (
        "classClosed",
        LocalizedText(nl: "In deze klas kan niemand er meer bij.", en: "This class takes no new students any more."),
        LocalizedText(
          nl: "Vraag je docent om de klas open te zetten, of kom terug met je terugkomcode.",
          en: "Ask your teacher to open the class, or come back with your return code.")
      )
    case .classFull(let most):
      (
        "classFull",
        LocalizedText(nl: "De klas is vol (\(most) leerlingen).", en: "The class is full (\(most) students)."),
        LocalizedText(
          nl: "Vraag je docent om een tweede klas te maken.", en: "Ask your teacher to make a second class.")
      )
    case .noSuchReturnCode:
      (
        "noSuchReturnCode",
        LocalizedText(nl: "Deze terugkomcode hoort bij niemand.", en: "This return code belongs to nobody."),
        LocalizedText(
          nl: "Kijk op je klaskaart. Kwijt? Je docent kan je een nieuwe geven.",
          en: "Look at your class card. Lost it? Your teacher can give you a new one.")
      )
    case .teacherName:
      (
        "teacherName",
        LocalizedText(
          nl: "De naam moet 1 tot 24 zichtbare tekens hebben.", en: "The name must have 1 to 24 visible characters."),
        LocalizedText(nl: "Kies een naam om mee in te loggen.", en: "Choose a name to log in with.")
      )
    case .teacherNameTaken:
      (
        "teacherNameTaken", LocalizedText(nl: "Die naam is al in gebruik.", en: "That name is in use already."),
        LocalizedText(nl: "Kies een andere naam.", en: "Choose another name.")
      )
    default: moreTexts
    }
  }

  private var moreTexts: (String, LocalizedText, LocalizedText) {
    switch self {
    case .password:
      (
        "password",
        LocalizedText(
          nl:
            "Het wachtwoord moet \(Password.shortest) tot \(Password.longest) tekens hebben en anders zijn dan de naam.",
          en: "The password must have \(Password.shortest) to \(Password.longest) characters and differ from the name."),
        LocalizedText(
          nl: "Neem bijvoorbeeld vier woorden die niets met elkaar te maken hebben.",
          en: "Take four words that have nothing to do with each other, for example.")
      )
    case .wrongLogin:
      (
        "wrongLogin",
        LocalizedText(nl: "Naam of wachtwoord klopt niet.", en: "The name or the password is not right."),
        LocalizedText(
          nl: "Probeer het nog eens. Vergeten? Wie de server beheert, kan een nieuw wachtwoord zetten.",
          en: "Try again. Forgotten? Whoever runs the server can set a new password.")
      )
    case .wrongSetUpWord:
      (
        "wrongSetUpWord", LocalizedText(nl: "Het startwoord klopt niet.", en: "The set-up word is not right."),
        LocalizedText(
          nl: "Het staat in het venster waarin de server gestart is.",
          en: "It stands in the window in which the server was started.")
      )
    case .setUpDone:
      (
        "setUpDone", LocalizedText(nl: "Deze server heeft al een docent.", en: "This server has a teacher already."),
        LocalizedText(nl: "Log in.", en: "Log in.")
      )
    case .className:
      (
        "className",
        LocalizedText(
          nl: "De naam van de klas moet 1 tot 60 zichtbare tekens hebben.",
          en: "The name of the class must have 1 to 60 visible characters."),
        LocalizedText(nl: "Geef de klas een naam, zoals SB2A.", en: "Give the class a name, such as SB2A.")
      )
    case .noSuchClass:
      (
        "noSuchClass", LocalizedText(nl: "Deze klas is er niet.", en: "There is no such class."),
        LocalizedText(nl: "Ga terug naar je klassen.", en: "Go back to your classes.")
      )
    case .noSuchStudent:
      (
        "noSuchStudent", LocalizedText(nl: "Deze leerling is er niet.", en: "There is no such student."),
        LocalizedText(nl: "Ga terug naar de klas.", en: "Go back to the class.")
      )
    default:
      (
        "busy",
        LocalizedText(
          nl: "Er proberen nu te veel mensen tegelijk in te loggen.",
          en: "Too many people try to log in at this moment."),
        LocalizedText(nl: "Wacht een halve minuut en probeer het opnieuw.", en: "Wait half a minute and try again.")
      )
    }
  }

  private static func texts(of problem: NicknameProblem) -> (String, LocalizedText, LocalizedText) {
    switch problem {
    case .empty:
      (
        "nickname.empty", LocalizedText(nl: "Er is geen bijnaam ingevuld.", en: "No nickname was filled in."),
        LocalizedText(nl: "Kies een bijnaam van 1 tot 24 tekens.", en: "Choose a nickname of 1 to 24 characters.")
      )
    case .tooLong:
      (
        "nickname.tooLong", LocalizedText(nl: "De bijnaam is te lang.", en: "The nickname is too long."),
        LocalizedText(nl: "Kies er een van hooguit 24 tekens.", en: "Choose one of at most 24 characters.")
      )
    case .invisible:
      (
        "nickname.invisible",
        LocalizedText(
          nl: "In de bijnaam zitten tekens die je niet ziet of die andere tekens verplaatsen.",
          en: "The nickname holds characters that cannot be seen or that move others."),
        LocalizedText(
          nl: "Typ de bijnaam zelf, met gewone letters, cijfers en spaties.",
          en: "Type the nickname yourself, with plain letters, digits and spaces.")
      )
    }
  }
}
