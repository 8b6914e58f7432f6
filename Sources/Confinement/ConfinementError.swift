import Essentials
import Foundation

/// Why a process could not be confined. Numbers are `errno` values.
public enum ConfinementError: DiagnosableError {
  /// Other threads run already and would stay free.
  case threadsRunning(Int)
  case landlockUnavailable(Int32)
  case seccompUnavailable(Int32)
  /// A file or folder of the policy is not there or may not be looked at.
  case pathUnusable(String, Int32)
  /// The kernel refused a step that it should know.
  case refused(step: String, Int32)

  public var diagnostic: Diagnostic {
    switch self {
    case .threadsRunning(let count):
      Diagnostic(
        "confinement.threadsRunning",
        what: LocalizedText(
          nl: "Het proces heeft al \(count) draden; afschermen kan alleen met één.",
          en: "The process already has \(count) threads; it can only be confined with one."),
        remedy: LocalizedText(
          nl: "Meld dit als fout in het programma.", en: "Report this as a defect of the program."))
    case .landlockUnavailable(let reason):
      Diagnostic(
        "confinement.landlockUnavailable",
        what: LocalizedText(
          nl: "Dit systeem heeft geen Landlock (\(text(reason))), dus bestanden van anderen zijn niet af te schermen.",
          en: "This system has no Landlock (\(text(reason))), so other files cannot be shielded."),
        remedy: Self.unconfinedRemedy)
    case .seccompUnavailable(let reason):
      Diagnostic(
        "confinement.seccompUnavailable",
        what: LocalizedText(
          nl:
            "Dit systeem staat geen seccomp toe (\(text(reason))), dus netwerk en programma's zijn niet af te schermen.",
          en: "This system allows no seccomp (\(text(reason))), so network and programs cannot be shut off."),
        remedy: Self.unconfinedRemedy)
    case .pathUnusable(let path, let reason):
      Diagnostic(
        "confinement.pathUnusable",
        what: LocalizedText(
          nl: "Dit bestand of deze map is niet te openen: \(text(reason)).",
          en: "This file or folder cannot be opened: \(text(reason))."), at: .init(file: path),
        remedy: LocalizedText(
          nl: "Controleer de naam en de rechten.", en: "Check the name and the permissions."))
    case .refused(let step, let reason):
      Diagnostic(
        "confinement.refused",
        what: LocalizedText(
          nl: "Het systeem weigert een stap van de afscherming (\(step)): \(text(reason)).",
          en: "The system refuses a step of the confinement (\(step)): \(text(reason))."),
        remedy: LocalizedText(
          nl: "Kijk of een container of beveiligingsinstelling dit verbiedt.",
          en: "See whether a container or security setting forbids this."))
    }
  }

  private static let unconfinedRemedy = LocalizedText(
    nl: "Gebruik Linux 5.13 of nieuwer met Landlock en seccomp aan, of sta onafgeschermd werken uitdrukkelijk toe.",
    en: "Use Linux 5.13 or newer with Landlock and seccomp on, or explicitly allow unconfined work.")
}

private func text(_ reason: Int32) -> String { String(cString: strerror(reason)) }
