import Essentials

/// A plan that cannot be run, with everything that is wrong with it; told are the first few problems.
public struct PlanRefused: DiagnosableError {
  public var problems: [Diagnostic]

  public var diagnostic: Diagnostic {
    Diagnostic.first(of: problems)
      ?? Diagnostic(
        "plan.refused", what: LocalizedText(nl: "Het plan is afgewezen.", en: "The plan was refused."),
        remedy: LocalizedText(nl: "Controleer het plan.", en: "Check the plan."))
  }
}
