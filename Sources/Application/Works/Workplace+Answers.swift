import Areas
import Assessment
import Classroom
import Essentials
import Foundation
import Jobs

/// What became of an answer.
public struct AcceptedAnswer: Codable, Sendable {
  public var answer: WorkView.Answer
  /// What cannot be read in it; nothing about right and wrong.
  public var review: [Diagnostic]
  public var withheldUntil: [String]
}

extension Workplace {
  private static let longestValue = 200
  private static let longestReasoning = 4_000
  /// All answers of a work are read at every question about it.
  private static let mostAnswers = 5_000

  /// Keeps an answer; every earlier one stays on record. A prediction is about a plan: the one that is named, or else
  /// the one that was changed last.
  /// - Throws: `WorkError.refused` for a prediction that cannot be read; other answers are kept all the same, as a
  ///   draft. `.locked` for a prediction after results were shown, `.predictionNeedsPlan`, `.answerEmpty`,
  ///   `.answerTooLong`, `.tooManyAnswers`, `.unknownExercise`.
  public func answer(
    _ exerciseID: String, value: JSONValue?, plan: String?, reasoning: String?, in work: String, by account: Account
  ) async throws -> AcceptedAnswer {
    let opened = try await openForChange(work, by: account)
    let scene = try await scene(of: opened)
    let exercise = try WorkRecord(events: [], assignment: scene.assignment).exercise(exerciseID)
    let isPlan = exercise.student.response.form == .plan
    let text = try Self.text(of: value)
    guard (reasoning?.unicodeScalars.count ?? 0) <= Self.longestReasoning else {
      throw WorkError.answerTooLong(most: Self.longestReasoning)
    }
    guard isPlan || text != nil else { throw WorkError.answerEmpty }
    let isPrediction = exercise.student.beforeRunOf != nil
    let problems = exercise.student.problems(with: SubmittedAnswer(value: isPlan ? nil : value, reasoning: reasoning))
    // It will be fixed, so it must be one that counts.
    guard !isPrediction || problems.isEmpty else { throw WorkError.refused(problems) }
    return try await order(work).inTurn {
      let record = WorkRecord(events: try await self.database.events(ofWork: work), assignment: scene.assignment)
      guard !record.isLocked(exercise) else { throw WorkError.locked(exerciseID) }
      guard record.events.count < Self.mostAnswers else { throw WorkError.tooManyAnswers(most: Self.mostAnswers) }
      var reference: WorkView.PlanReference?
      if isPlan || isPrediction {
        reference = try await self.reference(to: plan, in: work, on: scene.area)
        let count = try await self.plans.plan(reference?.id ?? "", in: scene.area).log.state.measures.count
        guard !isPrediction || count > 0 else { throw WorkError.predictionNeedsPlan }
      }
      let event = try await self.database.append(
        WorkEvent(
          work: work, kind: .answer, account: account.id, at: Date(), exercise: exerciseID, plan: reference?.id,
          revision: reference?.revision, value: isPlan ? nil : text, reasoning: reasoning))
      let after = WorkRecord(events: record.events + [event], assignment: scene.assignment)
      let answer = after.answer(event, to: exercise, by: PersonView(id: account.id, name: account.name))
      let accepted = AcceptedAnswer(
        answer: answer,
        review: problems,
        withheldUntil: after.withheldUntil)
      await self.signals.send(
        .answer,
        [
          "exercise": .string(exerciseID), "answer": try Self.json(answer),
          "withheldUntil": .array(after.withheldUntil.map { .string($0) }),
        ], to: work)
      return accepted
    }
  }

  /// A plan of a work at its present revision.
  /// - Parameter plan: nil for the one that was changed last.
  func reference(
    to plan: String?, in work: String, on area: CourseShelf.Area
  ) async throws -> WorkView.PlanReference {
    let heads = try await database.plans(ofWork: work).filter { $0.deletedAt == nil }
    let revisions = try await database.revisions(ofWork: work)
    func changed(_ head: PlanHead) -> Date { revisions[head.id]?.at ?? head.createdAt }
    let found =
      plan.map { plan in heads.first { $0.id == plan } } ?? heads.max { changed($0) < changed($1) }
    guard let found else { throw WorkError.notFound }
    return .init(id: found.id, revision: revisions[found.id]?.revision ?? 0)
  }

  /// JSON of a value as it is stored; nil for an empty one.
  private static func text(of value: JSONValue?) throws -> String? {
    switch value {
    case .string(let text):
      guard !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return nil }
      guard text.unicodeScalars.count <= longestValue else { throw WorkError.answerTooLong(most: longestValue) }
    case .number: break
    default: return nil
    }
    return try value.map { String(decoding: try $0.canonicalData(), as: UTF8.self) }
  }

  /// As the interface writes it, with dates as text.
  static func json(_ value: some Encodable) throws -> JSONValue {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    return try JSONDocument(parsing: encoder.encode(value)).value
  }
}
