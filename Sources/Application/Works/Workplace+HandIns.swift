import Assessment
import Classroom
import Essentials
import Foundation

/// A work that was handed in, with its grade when there is one.
public struct HandInView: Codable, Sendable {
  public var id: String
  public var at: Date
  public var state: HandIn.State
  public var grade: Grade?
  public var diagnostic: Diagnostic?
}

extension Workplace {
  /// Hands a work in as it is now; it is graded in the background. A work may be handed in many times: the newest counts.
  /// - Parameter plan: for the exercises that ask for one; nil for the one that was changed last.
  /// - Returns: the id under which the grade is found.
  /// - Throws: `WorkError.withheld` where something was drawn and not yet predicted, because a grade tells the results;
  ///   `.busy` while earlier ones of the same work wait.
  public func handIn(_ work: String, plan: String?, by account: Account) async throws -> String {
    let opened = try await openForChange(work, by: account)
    let scene = try await scene(of: opened)
    let place = try await reference(to: plan, in: work, on: scene.area)
    return try await order(work).inTurn {
      if try await !self.database.revisions(ofWork: work).isEmpty { try await self.requireShown(scene, work: work) }
      let last = try await self.database.events(ofWork: work).last?.number ?? 0
      let handIn = HandIn(
        id: SecureRandom.identifier(), work: work, account: account.id, at: Date(), plan: place.id,
        revision: place.revision, lastEvent: last)
      try await self.handIns.take(handIn)
      return handIn.id
    }
  }

  public func handIn(_ id: String, of work: String, for account: Account) async throws -> HandInView {
    _ = try await open(work, for: account)
    guard let found = try await database.handIn(id), found.work == work else { throw WorkError.notFound }
    return HandInView(
      id: id, at: found.at, state: found.state,
      grade: try found.grade.map { try JSONDecoder().decode(Grade.self, from: $0) },
      diagnostic: try found.diagnostic.map { try JSONDecoder().decode(Diagnostic.self, from: $0) })
  }

  /// The `.twinsubmission` that was graded.
  /// - Throws: `WorkError.notFound` also before it is packed.
  public func submission(ofHandIn id: String, for account: Account) async throws -> Data {
    guard let found = try await database.handIn(id), let data = found.submission else { throw WorkError.notFound }
    _ = try await open(found.work, for: account)
    return data
  }
}
