import Application
import Assessment
import Classroom
import Essentials
import Foundation
import FoundationNetworking
import Jobs
import Testing

/// Runs models, so it is quick only in release.
@Suite("Results over HTTP", .serialized)
struct ResultAPITests {
  /// Five lawns that replace paving, one operation.
  static func trees(_ school: TestSchool.Served, _ count: Int) -> JSONValue {
    let places = school.treePlaces(count, from: 40)
    return ["batch": .array(places.enumerated().map { APIClient.tree("boom-\($0)", $1) })]
  }

  static func finished(_ client: APIClient, _ run: String) async throws -> APIClient.Answer {
    while true {
      let answer = try await client.get("/runs/\(run)")
      let state = answer.body["state"]?.stringValue ?? ""
      if state != "waiting", state != "running" { return answer }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  @Test("are withheld until the prediction is given, which then is fixed", .timeLimit(.minutes(10)))
  func withheld() async throws {
    let school = try await TestSchool.shared
    let (client, work, plan) = try await school.beginner()
    #expect(try await client.get("/works/\(work)").body["withheldUntil"] == ["voorspel-plein"])
    let empty = try await client.post(
      "/works/\(work)/answers/voorspel-plein", ["value": "-2 °C", "reasoning": "schaduw"])
    #expect(empty.code == "work.predictionNeedsPlan")
    _ = try await client.edit(plan, Self.trees(school, 5))
    for path in ["/plans/\(plan)/preview", "/plans/\(plan)/preview?layers=heat.pet"] {
      let answer = try await client.get(path)
      #expect(answer.status == 409)
      #expect(answer.code == "work.withheld")
    }
    #expect(try await client.post("/plans/\(plan)/runs", ["layers": []]).code == "work.withheld")
    let cell = try await client.get("/plans/\(plan)/cell?x=155100.5&y=463100.5&level=run")
    #expect(cell.status == 200)
    let values = cell.body["parts"]?.arrayValue?.flatMap { $0["values"]?.arrayValue ?? [] } ?? []
    #expect(!values.isEmpty)
    #expect(values.allSatisfy { ($0["after"] ?? .null) == .null })
    let hours = cell.body["parts"]?.arrayValue?.flatMap { $0["hours"]?.arrayValue ?? [] } ?? []
    #expect(!hours.isEmpty)
    for hour in hours {
      for line in [hour] + (hour["terms"]?.arrayValue ?? []) {
        #expect((line["after"] ?? .null) == .null && (line["stateAfter"] ?? .null) == .null)
      }
    }
    #expect(cell.body["parts"]?.arrayValue?.allSatisfy { ($0["change"] ?? .null) == .null } == true)
    #expect(try await client.post("/works/\(work)/answers/voorspel-plein", ["value": " "]).code == "work.answerEmpty")
    #expect(try await client.post("/works/\(work)/answers/bestaat-niet", ["value": "1"]).code == "work.unknownExercise")
    // A prediction will be fixed, so one that cannot be read is refused; another answer is kept and remarked on.
    let path = "/works/\(work)/answers/voorspel-plein"
    #expect(try await client.post(path, ["value": "veel", "reasoning": "zo"]).status == 422)
    #expect(try await client.post(path, ["value": "-2 °C"]).code == "answer.reasoningMissing")
    let bare = try await client.post("/works/\(work)/answers/regenvolume", ["value": "6300"])
    #expect(bare.status == 200)
    #expect(bare.body["review"]?.arrayValue?.isEmpty == false)
    let given = try await client.post(
      "/works/\(work)/answers/voorspel-plein", ["value": "-2 °C", "plan": .string(plan), "reasoning": "schaduw"])
    #expect(given.body["withheldUntil"] == [])
    #expect(given.body["answer"]?["plan"]?["revision"] == 1)
    #expect(given.body["answer"]?["locked"] == false)
    let shown = try await client.get("/plans/\(plan)/preview?layers=heat.pet")
    #expect(shown.status == 200)
    #expect(shown.body["revision"] == 1)
    #expect(shown.body["view"]?["level"] == "preview")
    let late = try await client.post(
      "/works/\(work)/answers/voorspel-plein", ["value": "-3 °C", "reasoning": "schaduw"])
    #expect(late.status == 409)
    #expect(late.code == "work.locked")
    let answers = try await client.get("/works/\(work)").body["answers"]
    #expect(answers?["voorspel-plein"]?["value"] == "-2 °C")
    #expect(answers?["voorspel-plein"]?["locked"] == true)
  }

  @Test("of one cell fix the prediction as a preview does", .timeLimit(.minutes(10)))
  func cellFixes() async throws {
    let school = try await TestSchool.shared
    let (client, work, plan) = try await school.beginner()
    _ = try await client.edit(plan, Self.trees(school, 5))
    let path = "/works/\(work)/answers/voorspel-plein"
    #expect(try await client.post(path, ["value": "-9 °C", "reasoning": "gok"]).status == 200)
    // A cell of a run needs the run, or one click would hold up the whole class.
    let early = try await client.get("/plans/\(plan)/cell?x=155100.5&y=463100.5&level=run")
    #expect(early.code == "work.planNotRun")
    let cell = try await client.get("/plans/\(plan)/cell?x=155100.5&y=463100.5")
    #expect(cell.status == 200)
    let values = cell.body["parts"]?.arrayValue?.flatMap { $0["values"]?.arrayValue ?? [] } ?? []
    #expect(values.contains { ($0["after"] ?? .null) != .null })
    let heat = cell.body["parts"]?.arrayValue?.first { $0["kind"] == "heat" }
    #expect(heat?["hours"]?.arrayValue?.contains { ($0["after"] ?? .null) != .null } == true)
    #expect(try await client.post(path, ["value": "-2 °C", "reasoning": "gezien"]).code == "work.locked")
  }

  @Test("come as a baseline, previews, runs and cells, and their grids do not change", .timeLimit(.minutes(10)))
  func results() async throws {
    let school = try await TestSchool.shared
    let (client, work, plan) = try await school.beginner()
    var baseline = try await client.get("/works/\(work)/baseline?layers=heat.pet")
    while baseline.status == 202 { baseline = try await client.get("/works/\(work)/baseline?layers=heat.pet") }
    #expect(baseline.status == 200)
    #expect(baseline.body["explanations"]?.arrayValue?.isEmpty == false)
    _ = try await client.edit(plan, Self.trees(school, 6))
    _ = try await client.post("/works/\(work)/answers/voorspel-plein", ["value": "-2 °C", "reasoning": "schaduw"])
    let unknown = try await client.get("/plans/\(plan)/preview?layers=heat.magic")
    #expect(unknown.status == 422)
    #expect(unknown.code == "work.unknownLayer")
    #expect(try await client.get("/plans/\(plan)/results").code == "work.planNotRun")
    let run = try await client.post("/plans/\(plan)/runs", ["layers": ["heat.pet"], "frames": true])
    #expect(run.status == 202)
    let id = run.body["id"]?.stringValue ?? ""
    let done = try await Self.finished(client, id)
    #expect(done.body["state"] == "done", "\(done.body)")
    let view = try await client.get("/runs/\(id)/view?layers=heat.pet&frames=true").body
    #expect(view["level"] == "run")
    let layer = try #require(view["layers"]?.arrayValue?.first { $0["variant"] == "after" })
    let frames = try #require(layer["frames"]?.arrayValue)
    #expect(frames.count == 23)
    #expect(frames.allSatisfy { $0["sun"]?["altitude"] != nil && $0["sun"]?["azimuth"] != nil })
    let part = try await client.get("/runs/\(id)/view?layers=heat.petLocal").body
    #expect(part["layers"]?.arrayValue?.compactMap { $0["variant"] } == ["after"])
    let digest = try #require(layer["grid"]?["digest"]?.stringValue)
    let grid = try await client.get("/grids/\(digest)")
    #expect(grid.status == 200)
    #expect(Digest.sha256(grid.data).hex == digest)
    #expect(grid.headers["cache-control"]?.contains("immutable") == true)
    #expect(try await client.get("/grids/\(String(repeating: "0", count: 64))").status == 404)
    #expect(try await client.get("/grids/..%2f..%2fclassroom.sqlite").status == 404)
    let results = try await client.get("/plans/\(plan)/results").body
    #expect(results["run"] == .string(id))
    #expect(results["isCurrent"] == true)
    _ = try await client.edit(plan, ["remove": "boom-0"], base: 1)
    #expect(try await client.get("/plans/\(plan)/results").body["isCurrent"] == false)
    let first = try await client.post("/plans/\(plan)/runs", ["layers": []])
    _ = try await client.edit(plan, ["remove": "boom-1"], base: 2)
    let second = try await client.post("/plans/\(plan)/runs", ["layers": []])
    #expect(try await Self.finished(client, second.body["id"]?.stringValue ?? "").body["state"] == "done")
    let older = try await client.get("/runs/\(first.body["id"]?.stringValue ?? "")").body["state"]
    #expect(older == "superseded" || older == "done")
  }

  @Test("of a whole assignment are graded as the command line grades them", .timeLimit(.minutes(10)))
  func handedIn() async throws {
    let school = try await TestSchool.shared
    let (client, work, plan) = try await school.beginner()
    _ = try await client.post("/works/\(work)/answers/regenvolume", ["value": "6300 m3", "reasoning": "90.000 × 0,07"])
    _ = try await client.edit(plan, Self.trees(school, 8))
    _ = try await client.post("/works/\(work)/answers/voorspel-plein", ["value": "-1 °C", "reasoning": "schaduw"])
    _ = try await client.get("/plans/\(plan)/preview")
    let run = try await client.post("/plans/\(plan)/runs", ["layers": []]).body["id"]?.stringValue ?? ""
    _ = try await Self.finished(client, run)
    _ = try await client.edit(plan, ["remove": "boom-7"], base: 1)
    let taken = try await client.post("/works/\(work)/handin", ["plan": .string(plan)])
    #expect(taken.status == 202)
    let path = "/works/\(work)/handins/\(taken.body["id"]?.stringValue ?? "")"
    var answer = try await client.get(path)
    while answer.body["state"] == "grading" {
      try await Task.sleep(for: .milliseconds(100))
      answer = try await client.get(path)
    }
    #expect(answer.body["state"] == "graded", "\(answer.body["diagnostic"] ?? .null)")
    let submission = try await client.get("/handins/\(taken.body["id"]?.stringValue ?? "")/submission")
    #expect(submission.status == 200)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).twinsubmission")
    defer { try? FileManager.default.removeItem(at: file) }
    try submission.data.write(to: file)
    let grade = try await school.installation.grade(file, course: nil) { _ in }
    #expect(try JSONValue(encoding: grade) == answer.body["grade"])
    #expect(grade.exercises.map(\.state) == [.graded, .graded, .graded], "\(grade.exercises[1].problems)")
    #expect(grade.exercises[0].points == 2)
    let verification = try await school.installation.verifySubmission(file, course: nil) { _ in }
    #expect(verification.runs == 1)
    #expect(verification.differences.isEmpty)
    // Nothing of the name under which the student is known.
    #expect(grade.pseudonym.hasPrefix("student-"))
    let list = try await client.get("/works").body.arrayValue ?? []
    #expect(list.first?["state"] == "handedIn")
  }
}
