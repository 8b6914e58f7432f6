import Essentials

/// Why the workbench cannot be served.
public enum WorkbenchError: DiagnosableError {
  case plainHTTP(String)
  case address(String)
  case certificate(String, reason: String)
  case missingWeb(String)
  case text(file: String, key: String?, reason: String)
  case view(String, reason: String)
  case listening(host: String, port: Int, reason: String)

  public var diagnostic: Diagnostic {
    switch self {
    case .plainHTTP(let host):
      Diagnostic(
        "serve.plainHTTP",
        what: LocalizedText(
          nl:
            "Zonder TLS kan iedereen op het netwerk van \(host) meelezen wat leerlingen doen, en zich voor hen uitgeven.",
          en: "Without TLS everybody on the network of \(host) can read what students do, and pose as them."),
        remedy: LocalizedText(
          nl: "Geef --tls-certificate en --tls-key, of kies met --classroom bewust voor een afgesloten lokaal netwerk.",
          en: "Give --tls-certificate and --tls-key, or choose a closed local network knowingly with --classroom."))
    case .address(let address):
      Diagnostic(
        "serve.address",
        what: LocalizedText(
          nl: "\(address) is geen adres van een server.", en: "\(address) is not the address of a server."),
        remedy: LocalizedText(
          nl: "Geef het adres dat leerlingen intypen, zoals https://twinbench.school.nl of http://192.168.1.10:8080.",
          en: "Give the address that students type, such as https://twinbench.school.nl or http://192.168.1.10:8080."))
    case .certificate(let path, let reason):
      Diagnostic(
        "serve.certificate",
        what: LocalizedText(
          nl: "Het certificaat of de sleutel kan niet gebruikt worden: \(reason)",
          en: "The certificate or its key cannot be used: \(reason)"), at: .init(file: path),
        remedy: LocalizedText(
          nl: "Geef PEM-bestanden die bij elkaar horen en die deze gebruiker mag lezen.",
          en: "Give PEM files that belong together and that this user may read."))
    case .missingWeb(let path):
      Diagnostic(
        "serve.missingWeb",
        what: LocalizedText(
          nl: "De bestanden voor de browser ontbreken.", en: "The files for the browser are missing."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Bouw opnieuw met scripts/build, of wijs met TWINBENCH_WEB de map ervan aan.",
          en: "Build again with scripts/build, or name their folder in TWINBENCH_WEB."))
    default: moreDiagnostics
    }
  }

  private var moreDiagnostics: Diagnostic {
    switch self {
    case .text(let file, let key, let reason):
      Diagnostic(
        "serve.text",
        what: LocalizedText(
          nl: "Een tekst van de werkbank klopt niet: \(reason)", en: "A text of the workbench is wrong: \(reason)"),
        at: .init(file: file, key: key),
        remedy: LocalizedText(nl: "Bouw opnieuw met scripts/build.", en: "Build again with scripts/build."))
    case .view(let file, let reason):
      Diagnostic(
        "serve.view",
        what: LocalizedText(
          nl: "Een sjabloon van een pagina klopt niet: \(reason)", en: "The template of a page is wrong: \(reason)"),
        at: .init(file: file),
        remedy: LocalizedText(nl: "Bouw opnieuw met scripts/build.", en: "Build again with scripts/build."))
    case .listening(let host, let port, let reason):
      Diagnostic(
        "serve.listening",
        what: LocalizedText(
          nl: "De server kan niet luisteren op \(host), poort \(port): \(reason)",
          en: "The server cannot listen on \(host), port \(port): \(reason)"),
        remedy: LocalizedText(
          nl: "Draait er al een server op deze poort? Stop die, of kies met --port een andere.",
          en: "Does a server run on this port already? Stop it, or choose another with --port."))
    default: Diagnostic(from: self)
    }
  }
}
