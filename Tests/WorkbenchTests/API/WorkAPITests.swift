import Essentials
import Foundation
import FoundationNetworking
import Testing

@Suite("Works over HTTP")
struct WorkAPITests {
  @Test("are nobody else's: a stranger's work and plan are not there")
  func strangers() async throws {
    let school = try await TestSchool.shared
    let (assignment, students) = try await school.makeClass(students: 2)
    let (work, plan) = try await school.begin(students[0], assignment)
    let other = students[1]
    for path in [
      "/works/\(work)", "/plans/\(plan)", "/plans/\(plan)/operations", "/plans/\(plan)/plan.geojson",
      "/plans/\(plan)/preview", "/plans/\(plan)/results", "/plans/\(plan)/cell?x=155100&y=463100",
      "/works/\(work)/baseline", "/works/\(work)/events", "/runs/\(plan)-0", "/works/\(work)/handins/x",
    ] { #expect(try await other.get(path).status == 404, "\(path)") }
    #expect(try await other.edit(plan, APIClient.tree("a", school.treePlaces(1)[0])).status == 404)
    #expect(try await other.post("/works/\(work)/plans", ["name": "x"]).status == 404)
    #expect(try await other.post("/works/\(work)/answers/regenvolume", ["value": "1 m3"]).status == 404)
    #expect(try await other.post("/works/\(work)/handin", [:]).status == 404)
    #expect(try await other.send("DELETE", "/plans/\(plan)", nil).status == 404)
    let elsewhere = try await school.makeClass(students: 1).students[0]
    #expect(try await elsewhere.post("/works", ["classAssignment": .string(assignment.id)]).status == 404)
    let code = try await students[0].get("/works/\(work)").body["teamCode"] ?? .null
    #expect(try await elsewhere.post("/works/join", ["teamCode": code]).code == "work.noSuchTeam")
    let nobody = try await APIClient(address: school.address, token: String(repeating: "a", count: 43))
    #expect(try await nobody.get("/works").status == 401)
  }

  @Test("may be looked at by the teacher of the class, and not changed")
  func teacher() async throws {
    let school = try await TestSchool.shared
    let (_, work, plan) = try await school.beginner()
    let teacher = try await school.client(school.teacher.id)
    let view = try await teacher.get("/works/\(work)")
    #expect(view.status == 200)
    #expect(view.body["canEdit"] == false)
    #expect(try await teacher.get("/plans/\(plan)").status == 200)
    #expect(try await teacher.edit(plan, APIClient.tree("a", school.treePlaces(1)[0])).status == 403)
    #expect(try await teacher.post("/works/\(work)/handin", [:]).code == "work.readOnly")
    let colleague = try await school.workplace.database.makeTeacher(
      name: "collega \(UUID().uuidString.prefix(8))", password: "een lang wachtwoord", language: .nl)
    #expect(try await school.client(colleague.id).get("/works/\(work)").status == 404)
  }

  @Test("are begun once, and closed by the teacher")
  func begun() async throws {
    let school = try await TestSchool.shared
    let (assignment, students) = try await school.makeClass(students: 2)
    let (work, plan) = try await school.begin(students[0], assignment)
    #expect(try await school.begin(students[0], assignment).work == work)
    let list = try await students[0].get("/works").body.arrayValue ?? []
    #expect(list.count == 1)
    #expect(list[0]["state"] == "begun")
    #expect(list[0]["work"] == .string(work))
    try await school.workplace.setClosed(true, classAssignment: assignment.id, by: school.teacher)
    #expect(try await students[0].edit(plan, APIClient.tree("a", school.treePlaces(1)[0])).code == "work.closed")
    #expect(try await students[0].get("/plans/\(plan)").status == 200)
    let late = try await students[1].post("/works", ["classAssignment": .string(assignment.id)])
    #expect(late.code == "work.closed")
  }

  @Test("are shared by a team, which sees every edit at once", .timeLimit(.minutes(10)))
  func team() async throws {
    let school = try await TestSchool.shared
    let (assignment, students) = try await school.makeClass(students: 3)
    let (work, plan) = try await school.begin(students[0], assignment)
    let code = try await students[0].get("/works/\(work)").body["teamCode"]?.stringValue ?? ""
    // An empty work of one's own is given up for the team.
    _ = try await school.begin(students[1], assignment)
    let joined = try await students[1].post("/works/join", ["teamCode": .string(code.lowercased())])
    #expect(joined.body["id"] == .string(work))
    let own = try await school.begin(students[2], assignment)
    _ = try await students[2].edit(own.plan, APIClient.tree("eigen", school.treePlaces(1)[0]))
    #expect(try await students[2].post("/works/join", ["teamCode": .string(code)]).code == "work.ownWorkInUse")
    let listener = EventListener()
    let task = try listener.start(students[1], work: work)
    defer { task.cancel() }
    var events = listener.events.makeAsyncIterator()
    #expect(await events.next()?.name == "open")
    _ = try await students[0].edit(plan, APIClient.tree("boom-1", school.treePlaces(1)[0]), id: "team-op-1")
    let event = try #require(await events.next())
    #expect(event.name == "operation")
    #expect(event.data["plan"] == .string(plan))
    #expect(event.data["revision"] == 1)
    #expect(event.data["entry"]?["id"] == "team-op-1")
    #expect(event.data["operation"]?["place"]?["id"] == "boom-1")
    #expect(event.data["entry"]?["by"]?["name"] == "leerling 0")
    let undone = try await students[1].edit(plan, ["undo": "team-op-1"], base: 1)
    #expect(undone.status == 201)
    let members = try await students[0].get("/works/\(work)").body["members"]?.arrayValue
    #expect(members?.count == 2)
  }

  @Test("let a session hold a few streams: one more ends the oldest", .timeLimit(.minutes(5)))
  func streams() async throws {
    let school = try await TestSchool.shared
    let (client, work, _) = try await school.beginner()
    var tasks: [URLSessionDataTask] = []
    defer { for task in tasks { task.cancel() } }
    let oldest = EventListener()
    tasks.append(try oldest.start(client, work: work))
    var first = oldest.events.makeAsyncIterator()
    #expect(await first.next()?.name == "open")
    // A page that is loaded again and again leaves streams behind that nobody reads.
    for _ in 0..<4 {
      let listener = EventListener()
      tasks.append(try listener.start(client, work: work))
      var events = listener.events.makeAsyncIterator()
      #expect(await events.next()?.name == "open")
    }
    #expect(await first.next() == nil)
  }

  @Test("are not handed in with a plan that was not predicted, nor by clicking on and on", .timeLimit(.minutes(10)))
  func handingIn() async throws {
    let school = try await TestSchool.shared
    let (client, work, plan) = try await school.beginner()
    #expect(try await client.post("/works/\(work)/answers/regenvolume", ["value": "6300 m3"]).status == 200)
    // Nothing was drawn, so there is nothing to tell about it.
    #expect(try await client.post("/works/\(work)/handin", [:]).status == 202)
    _ = try await client.edit(plan, APIClient.tree("boom", school.treePlaces(1)[0]))
    let early = try await client.post("/works/\(work)/handin", ["plan": .string(plan)])
    #expect(early.status == 409)
    #expect(early.code == "work.withheld")
    _ = try await client.post("/works/\(work)/answers/voorspel-plein", ["value": "-1 °C", "reasoning": "schaduw"])
    var statuses: [Int] = []
    for _ in 0..<6 { statuses.append(try await client.post("/works/\(work)/handin", ["plan": .string(plan)]).status) }
    #expect(statuses.first == 202)
    #expect(statuses.contains(503))
  }
}
