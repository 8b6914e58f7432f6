import Hummingbird

extension APIRoutes {
  /// The status that belongs to the code of a diagnostic of works, plans and runs; nil for the usual 422.
  static func status(of code: String) -> HTTPResponse.Status? {
    switch code {
    case "work.notFound", "work.noSuchTeam", "work.planNotRun": .notFound
    case "work.readOnly": .forbidden
    case "work.closed", "work.ownWorkInUse", "work.lastPlan", "work.tooManyPlans", "work.withheld", "work.locked",
      "plan.staleBase", "plan.idReused", "plan.noSuchMeasure", "plan.noSuchOperation", "plan.measureExists":
      .conflict
    case "json.malformed": .badRequest
    case "work.busy": .serviceUnavailable
    case _ where code.hasPrefix("worker."): .serviceUnavailable
    case _ where code.hasPrefix("application."): .internalServerError
    default: nil
    }
  }
}
