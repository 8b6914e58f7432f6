import Areas
import Classroom
import Essentials
import Foundation
import Jobs

/// A plan in memory: its log, who did what, and what the last check said.
struct LivePlan: Sendable {
  /// Who made an entry, and when.
  struct Stamp: Sendable {
    var account: String?
    var at: Date
  }

  var log: PlanLog
  /// One for each entry.
  var stamps: [Stamp]
  var review: PlanReview
  /// Of the operations as they are stored.
  var bytes: Int

  var revision: Int { log.entries.count }

  /// Reads a log from its stored operations.
  /// - Throws: what is wrong with a stored operation.
  static func log(_ records: [PlanOperationRecord], plan: String) throws -> (PlanLog, [Stamp]) {
    var log = PlanLog(plan: plan)
    for record in records {
      let operation = try PlanOperation(JSONDocument(parsing: Data(record.operation.utf8)))
      try log.append(operation, id: record.operationID, baseRevision: record.base)
    }
    return (log, records.map { Stamp(account: $0.account, at: $0.at) })
  }

  /// The problems that a plan has and its predecessor had not.
  static func newProblems(_ review: PlanReview, since earlier: PlanReview) -> [Diagnostic] {
    struct Kind: Hashable {
      var code: String
      var key: String?
    }
    let known = Set(earlier.problems.map { Kind(code: $0.code, key: $0.location.key) })
    return review.problems.filter {
      $0.severity == .error && !known.contains(Kind(code: $0.code, key: $0.location.key))
    }
  }
}
