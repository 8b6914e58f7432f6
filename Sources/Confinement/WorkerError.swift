import Essentials
import Foundation

/// How a worker process came to its end.
public enum WorkerDeath: Hashable, Sendable {
  case signal(Int32)
  case exit(Int32)
  /// It broke the rules of the channel and was ended for that.
  case garbled(String)
  /// Something else took its exit status away.
  case unknown
}

/// Why a worker gave no answer.
public enum WorkerError: DiagnosableError {
  /// `reason` is an `errno`.
  case notStarted(executable: String, reason: Int32)
  /// It started and said nothing within the time that starting takes.
  case silent(executable: String)
  /// It died in the middle of the job. `lastWords` is the end of what it wrote on standard error.
  case died(WorkerDeath, lastWords: String)
  case deadlineExceeded(seconds: Double)
  /// The worker was shut down by this program.
  case terminated
  case requestTooLarge(bytes: Int)

  public var diagnostic: Diagnostic {
    switch self {
    case .notStarted(let executable, let reason):
      Diagnostic(
        "worker.notStarted",
        what: LocalizedText(
          nl: "Het rekenproces start niet: \(String(cString: strerror(reason))).",
          en: "The worker does not start: \(String(cString: strerror(reason)))."), at: .init(file: executable),
        remedy: LocalizedText(
          nl: "Controleer of Twinbench volledig is geïnstalleerd.", en: "See whether Twinbench is fully installed."))
    case .silent(let executable):
      Diagnostic(
        "worker.silent",
        what: LocalizedText(nl: "Het rekenproces geeft geen antwoord.", en: "The worker does not answer."),
        at: .init(file: executable),
        remedy: LocalizedText(
          nl: "Controleer of dit het rekenproces van Twinbench is en probeer het opnieuw.",
          en: "See whether this is Twinbench's worker, and try again."))
    case .died(let death, let lastWords):
      Diagnostic("worker.\(death.code(lastWords))", what: death.what(lastWords), remedy: death.remedy(lastWords))
    case .deadlineExceeded(let seconds):
      Diagnostic(
        "worker.deadline",
        what: LocalizedText(
          nl: "De taak was na \(Self.number(seconds)) seconden niet klaar en is gestopt.",
          en: "The job was not done after \(Self.number(seconds)) seconds and was stopped."),
        remedy: LocalizedText(
          nl: "Kies een kleiner gebied of een langere tijd.", en: "Choose a smaller area or a longer time."))
    case .terminated:
      Diagnostic(
        "worker.terminated",
        what: LocalizedText(nl: "Het rekenproces is afgesloten.", en: "The worker was shut down."),
        remedy: LocalizedText(nl: "Start het programma opnieuw.", en: "Start the program again."))
    case .requestTooLarge(let bytes):
      Diagnostic(
        "worker.requestTooLarge",
        what: LocalizedText(
          nl: "De opdracht van \(bytes) bytes is te groot om te versturen.",
          en: "The request of \(bytes) bytes is too large to send."),
        remedy: LocalizedText(
          nl: "Geef grote gegevens als bestand.", en: "Hand over large data as a file."))
    }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\((value * 1000).rounded() / 1000)"
  }
}

extension WorkerDeath {
  /// What malloc's callers (Swift, C++, GDAL) say when there is no more.
  private static let memoryWords = [
    "could not allocate memory", "cannot allocate memory", "out of memory", "std::bad_alloc", "failed to allocate",
  ]

  private func ranOutOfMemory(_ lastWords: String) -> Bool {
    let text = lastWords.lowercased()
    return Self.memoryWords.contains { text.contains($0) }
  }

  fileprivate func code(_ lastWords: String) -> String {
    if ranOutOfMemory(lastWords) { return "outOfMemory" }
    return switch self {
    case .signal(SIGXCPU): "outOfTime"
    case .signal: "killed"
    case .exit: "exited"
    case .garbled: "garbled"
    case .unknown: "lost"
    }
  }

  fileprivate func what(_ lastWords: String) -> LocalizedText {
    let tail = lastWords.split(whereSeparator: \.isNewline).last.map { " (\($0))" } ?? ""
    return switch self {
    case .signal(let number):
      LocalizedText(
        nl: "Het rekenproces is gestopt door signaal \(number), \(Self.name(number, .nl))\(tail).",
        en: "The worker was killed by signal \(number), \(Self.name(number, .en))\(tail).")
    case .exit(let status):
      LocalizedText(
        nl: "Het rekenproces stopte zelf met code \(status)\(tail).",
        en: "The worker exited by itself with status \(status)\(tail).")
    case .garbled(let reason):
      LocalizedText(
        nl: "Het rekenproces gaf onzin terug en is gestopt: \(reason)",
        en: "The worker answered nonsense and was stopped: \(reason)")
    case .unknown:
      LocalizedText(
        nl: "Het rekenproces is verdwenen\(tail).", en: "The worker has disappeared\(tail).")
    }
  }

  fileprivate func remedy(_ lastWords: String) -> LocalizedText {
    if ranOutOfMemory(lastWords) {
      return LocalizedText(
        nl: "De taak had meer geheugen nodig dan mag. Kies een kleiner gebied of grotere cellen.",
        en: "The job needed more memory than it may use. Choose a smaller area or larger cells.")
    }
    return switch self {
    case .signal(SIGKILL):
      LocalizedText(
        nl: "Is het geheugen van de computer vol? Sluit andere programma's en probeer het opnieuw.",
        en: "Is the computer short of memory? Close other programs and try again.")
    case .signal(SIGXCPU):
      LocalizedText(
        nl: "De rekentijd is op. Kies een kleiner gebied.", en: "The processor time is spent. Choose a smaller area.")
    default:
      LocalizedText(
        nl: "Je werk is bewaard. Probeer het opnieuw; gaat het weer mis, dan is het invoerbestand verdacht.",
        en: "Your work is safe. Try again; if it fails once more, suspect the input file.")
    }
  }

  private static func name(_ signal: Int32, _ language: Language) -> String {
    let text =
      switch signal {
      case SIGSEGV, SIGBUS: LocalizedText(nl: "geheugenfout", en: "memory fault")
      case SIGABRT: LocalizedText(nl: "afgebroken", en: "aborted")
      case SIGILL, SIGTRAP: LocalizedText(nl: "controle in het programma mislukt", en: "a check in the program failed")
      case SIGFPE: LocalizedText(nl: "rekenfout", en: "arithmetic fault")
      case SIGKILL: LocalizedText(nl: "van buiten gedood", en: "killed from outside")
      case SIGTERM: LocalizedText(nl: "van buiten gestopt", en: "stopped from outside")
      case SIGXCPU: LocalizedText(nl: "rekentijd op", en: "processor time spent")
      default: LocalizedText(verbatim: String(cString: strsignal(signal)))
      }
    return text[language]
  }
}
