import Areas
import Essentials
import Foundation

/// An answer as it was handed in, not yet read.
public struct SubmittedAnswer: Hashable, Sendable {
  /// What was typed: a text or a number.
  public var value: JSONValue?
  public var plan: PlanFile?
  /// Why the student thinks so; for a person to read, never graded.
  public var reasoning: String?

  public init(value: JSONValue? = nil, plan: PlanFile? = nil, reasoning: String? = nil) {
    self.value = value
    self.plan = plan
    self.reasoning = reasoning
  }
}

/// A plan as bytes of GeoJSON.
public struct PlanFile: Hashable, Sendable {
  /// What messages call it.
  public var name: String
  public var data: Data

  public init(name: String, data: Data) {
    self.name = name
    self.data = data
  }

  /// - Throws: `GeometryError`, `JSONError`, `PlanError` for what is no plan.
  public func plan() throws -> Plan {
    Plan(id: "plan", measures: try PlanGeoJSON.measures(from: data, file: name))
  }

  /// The plan in its one form, without whatever a drawing program added (such as names and folders of its user); a
  /// file that is no plan stays as it is, to be graded as such.
  public var reduced: PlanFile {
    guard let plan = try? plan(), let data = try? PlanGeoJSON.data(of: plan) else { return self }
    return PlanFile(name: name, data: data)
  }

  /// A plan without measures.
  static func empty() throws -> PlanFile {
    PlanFile(name: "empty.geojson", data: try PlanGeoJSON.data(of: Plan(id: "empty")))
  }
}

/// An answer that cannot be graded, with everything that is wrong with it. It earns nothing and stops nothing.
public struct InvalidAnswer: DiagnosableError {
  public var problems: [Diagnostic]

  public init(_ problems: [Diagnostic]) { self.problems = problems }

  public init(_ error: any Error) { problems = [Diagnostic(from: error)] }

  public var diagnostic: Diagnostic {
    Diagnostic.first(of: problems) ?? AssessmentError.answerMissing.diagnostic
  }
}
