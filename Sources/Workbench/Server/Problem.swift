import Application
import Essentials
import Foundation
import Hummingbird

/// An answer that says what is wrong: a problem document (RFC 9457) for programs, a page for people.
struct Problem: Error {
  var status: HTTPResponse.Status
  /// The first gives title and detail.
  var diagnostics: [Diagnostic]
  var headers = HTTPFields()
  /// The rest of the request is not read.
  var closesConnection = false

  init(_ status: HTTPResponse.Status, _ diagnostics: [Diagnostic]) {
    self.status = status
    self.diagnostics = diagnostics
  }

  init(_ status: HTTPResponse.Status, _ error: some DiagnosableError) { self.init(status, [error.diagnostic]) }

  /// Any error as an answer. What nobody foresaw is our fault, and its text stays in the log.
  init(from error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as any HTTPResponseError: self = Self.plain(error.status)
    case is CancellationError: self = Self.plain(.serviceUnavailable)
    case WorkError.refused(let problems) where !problems.isEmpty:
      self.init(Self.status(of: problems[0].code), problems)
    case let error as any DiagnosableError:
      let diagnostic = error.diagnostic
      self.init(Self.status(of: diagnostic.code), [diagnostic])
    default: self = Self.plain(.internalServerError)
    }
  }

  var diagnostic: Diagnostic { diagnostics.first ?? Self.words(.internalServerError) }

  /// The document. `detail` is in the language of the request.
  func document(in language: Language) -> Response {
    struct Document: Encodable {
      var type = "about:blank"
      var title: String
      var status: Int
      var detail: String
      var code: String
      var diagnostics: [Diagnostic]
    }
    let first = diagnostic
    let document = Document(
      title: status.reasonPhrase, status: status.code, detail: first.what[language] + " " + first.remedy[language],
      code: first.code, diagnostics: diagnostics)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(document)) ?? Data("{}".utf8)
    var headers = headers
    headers[.contentType] = "application/problem+json; charset=utf-8"
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }

  /// For statuses that come without words of their own.
  static func plain(_ status: HTTPResponse.Status) -> Problem { Problem(status, [words(status)]) }

  static func words(_ status: HTTPResponse.Status) -> Diagnostic {
    switch status {
    case .notFound:
      Diagnostic(
        "http.notFound", what: LocalizedText(nl: "Deze pagina is er niet.", en: "There is no such page."),
        remedy: LocalizedText(
          nl: "Controleer het adres, of begin bij het begin.", en: "Check the address, or start at the beginning."))
    case .contentTooLarge:
      Diagnostic(
        "http.tooLarge", what: LocalizedText(nl: "Wat je stuurt is te groot.", en: "What you send is too large."),
        remedy: LocalizedText(nl: "Stuur een kleiner bestand.", en: "Send a smaller file."))
    case .requestTimeout:
      Diagnostic(
        "http.timeout", what: LocalizedText(nl: "Het versturen duurde te lang.", en: "Sending took too long."),
        remedy: LocalizedText(
          nl: "Kijk of het netwerk het doet en probeer het opnieuw.", en: "See whether the network works and try again."
        ))
    case .serviceUnavailable:
      Diagnostic(
        "http.unavailable",
        what: LocalizedText(nl: "De server stopt of heeft het te druk.", en: "The server is stopping or too busy."),
        remedy: LocalizedText(nl: "Probeer het zo meteen opnieuw.", en: "Try again in a moment."))
    case _ where (400..<500).contains(status.code):
      Diagnostic(
        "http.refused",
        what: LocalizedText(
          nl: "De server kan deze vraag niet beantwoorden.", en: "The server cannot answer this request."),
        remedy: LocalizedText(
          nl: "Ga terug, ververs de pagina en probeer het opnieuw.", en: "Go back, reload the page and try again."))
    default:
      Diagnostic(
        "http.failed", what: LocalizedText(nl: "Er ging iets mis op de server.", en: "Something failed on the server."),
        remedy: LocalizedText(
          nl: "Probeer het opnieuw. Blijft het, vraag dan wie de server beheert om in het logboek te kijken.",
          en: "Try again. If it stays, ask whoever runs the server to look at the log."))
    }
  }

  /// The status that belongs to the code of a diagnostic; what a person can mend is 422.
  static func status(of code: String) -> HTTPResponse.Status {
    switch code {
    case "session.missing", "session.expired": .unauthorized
    case "session.forged", "people.wrongSetUpWord", "people.wrongLogin", "people.classClosed": .forbidden
    case "people.noSuchClass", "people.noSuchStudent": .notFound
    case "people.setUpDone", "people.nicknameTaken", "people.teacherNameTaken": .conflict
    case "people.busy": .serviceUnavailable
    case "classroom.diskFull", "file.diskFull": .init(code: 507, reasonPhrase: "Insufficient Storage")
    case "unexpected", "file.system", "file.other": .internalServerError
    case _ where code.hasPrefix("classroom.") || code.hasPrefix("serve."): .internalServerError
    default: APIRoutes.status(of: code) ?? .unprocessableContent
    }
  }
}

/// Why a request is not taken for somebody's.
enum SessionError: DiagnosableError {
  case missing, expired, forged

  var diagnostic: Diagnostic {
    switch self {
    case .missing:
      Diagnostic(
        "session.missing", what: LocalizedText(nl: "Je bent niet binnen.", en: "You are not logged in."),
        remedy: LocalizedText(
          nl: "Kom binnen met de klascode of je terugkomcode.", en: "Come in with the class code or your return code."))
    case .expired:
      Diagnostic(
        "session.expired",
        what: LocalizedText(
          nl: "Je bent te lang weg geweest; je bent niet meer binnen.",
          en: "You were away too long; you are no longer logged in."),
        remedy: LocalizedText(
          nl: "Kom terug met je terugkomcode. Wat opgeslagen is, staat er nog.",
          en: "Come back with your return code. What was saved is still there."))
    case .forged:
      Diagnostic(
        "session.forged",
        what: LocalizedText(
          nl: "Dit verzoek kwam niet van deze pagina, of de pagina is te oud.",
          en: "This request did not come from this page, or the page is too old."),
        remedy: LocalizedText(
          nl: "Ga terug, ververs de pagina en probeer het opnieuw.", en: "Go back, reload the page and try again."))
    }
  }
}
