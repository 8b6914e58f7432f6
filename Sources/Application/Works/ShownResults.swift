import Classroom
import Essentials
import Foundation

/// Records which results a work has been shown: the first one fixes its predictions, and runs become part of what is
/// handed in.
actor ShownResults {
  private let database: ClassroomDatabase
  /// Works of which it is known that results were shown.
  private var known: Set<String> = []

  init(database: ClassroomDatabase) { self.database = database }

  func hasShown(_ work: String) async throws -> Bool {
    if known.contains(work) { return true }
    let found = try await database.events(ofWork: work).contains { $0.kind != .answer }
    if found { known.insert(work) }
    return found
  }

  /// Stored before the result is given away; only the first preview of a work counts.
  func record(previewOf plan: String, revision: Int, work: String, account: String) async throws {
    guard try await !hasShown(work) else { return }
    _ = try await database.append(
      WorkEvent(work: work, kind: .preview, account: account, at: Date(), plan: plan, revision: revision))
    known.insert(work)
  }

  func record(run: RunView, of work: String) async {
    let isKnown = try? await database.events(ofWork: work).contains {
      $0.kind == .run && $0.plan == run.plan && $0.revision == run.revision
    }
    guard isKnown == false else { return }
    // A run that cannot be recorded is shown all the same; it is only missing among the runs that are handed in.
    if (try? await database.append(
      WorkEvent(work: work, kind: .run, account: nil, at: Date(), plan: run.plan, revision: run.revision))) != nil
    {
      known.insert(work)
    }
  }
}

extension RunView {
  /// What listeners are told.
  var signal: JSONValue { (try? JSONValue(encoding: self)) ?? .null }
}
