import Assessment
import Essentials
import Foundation
import Jobs
import Scenarios
import Testing

@testable import Application

@Suite("Answers that are kept in memory")
struct EvaluationsTests {
  private static let goal = Data(
    #"""
    {"id": "koel", "title": {"nl": "Koel", "en": "Cool"}, "indicator": "heat-pet-mean", "unit": "degC", "decimals": 1,
     "judged": "change", "full": -1, "isLowerBetter": true, "points": 4}
    """#.utf8)

  private let job = EvaluatePlanJob(
    packs: [], events: ["hete-dag"], parameters: [:], level: .run, plan: Data("{}".utf8), layers: [], frames: false,
    explains: false, viewFolder: "views", cacheFolder: "cache")

  /// Every part of a question with something else in it.
  private func others() throws -> [String: EvaluatePlanJob] {
    func changed(_ change: (inout EvaluatePlanJob) throws -> Void) rethrows -> EvaluatePlanJob {
      var other = job
      try change(&other)
      return other
    }
    let pin = PackPin(name: "twinbench/straat", version: "0.1.0", digest: Digest.sha256(Data()))
    return [
      "packs": changed { $0.packs = [MountedPack(pin: pin, files: [:])] },
      "events": changed { $0.events.append("wolkbreuk") },
      "parameters": changed { $0.parameters = ["rain": ["dryingMinutes": 60]] },
      "level": changed { $0.level = .preview },
      "plan": changed { $0.plan = Data("{ }".utf8) },
      "layers": changed { $0.layers = ["heat.pet"] },
      "frames": changed { $0.frames = true },
      "explains": changed { $0.explains = true },
      "goals": try changed { $0.goals = ["ontwerp/koel": try JSONDecoder().decode(Goal.self, from: Self.goal)] },
    ]
  }

  @Test("two questions share an answer only where nothing differs that decides about it: two assignments on one street")
  func keys() throws {
    let others = try others()
    let key = try Evaluations.key(of: job)
    for (part, other) in others { #expect(try Evaluations.key(of: other) != key, "\(part)") }
    #expect(try Set(others.values.map { try Evaluations.key(of: $0) }).count == others.count)
    // Where it is computed does not decide; any part that is added to the question must be looked at here.
    let parts = Set(Mirror(reflecting: job).children.compactMap(\.label))
    #expect(parts == Set(others.keys).union(["viewFolder", "cacheFolder"]))
  }
}
