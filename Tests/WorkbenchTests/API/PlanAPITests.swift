import Essentials
import Foundation
import Testing

@Suite("Drawing over HTTP")
struct PlanAPITests {
  @Test("keeps an edit, and a retry of it once")
  func retry() async throws {
    let school = try await TestSchool.shared
    let (client, _, plan) = try await school.beginner()
    let tree = APIClient.tree("boom-1", school.treePlaces(1)[0])
    let first = try await client.edit(plan, tree, id: "op-00000001")
    let again = try await client.edit(plan, tree, id: "op-00000001")
    #expect(first.status == 201)
    #expect(again.status == 200)
    #expect(first.body["entry"] == again.body["entry"])
    #expect((first.body["cost"]?["construction"]?.numberValue ?? 0) > 0)
    let other = try await client.edit(plan, APIClient.tree("boom-2", school.treePlaces(2)[1]), id: "op-00000001")
    #expect(other.status == 409)
    #expect(other.code == "plan.idReused")
    let document = try await client.get("/plans/\(plan)").body
    #expect(document["history"]?.arrayValue?.count == 1)
    #expect(document["measures"]?["features"]?.arrayValue?.count == 1)
  }

  @Test("keeps the edits of two tabs on one plan, and lets one undo what the other did")
  func twoTabs() async throws {
    let school = try await TestSchool.shared
    let (client, _, plan) = try await school.beginner()
    let places = school.treePlaces(2)
    async let one = client.edit(plan, APIClient.tree("boom-1", places[0]), id: "tab-one-1")
    async let two = client.edit(plan, APIClient.tree("boom-2", places[1]), id: "tab-two-1")
    let answers = try await [one, two]
    #expect(answers.map(\.status) == [201, 201])
    let undone = try await client.edit(plan, ["undo": "tab-one-1"], id: "tab-two-2", base: 2)
    #expect(undone.status == 201)
    let document = try await client.get("/plans/\(plan)").body
    let history = document["history"]?.arrayValue ?? []
    #expect(history.count == 3)
    #expect(Set(history.prefix(2).compactMap { $0["id"]?.stringValue }) == ["tab-one-1", "tab-two-1"])
    #expect(history.first { $0["id"] == "tab-one-1" }?["isUndone"] == true)
    #expect(document["measures"]?["features"]?.arrayValue?.compactMap { $0["id"]?.stringValue } == ["boom-2"])
    let missed = try await client.get("/plans/\(plan)/operations?after=2").body
    #expect(missed["entries"]?.arrayValue?.count == 1)
    #expect(missed["entries"]?.arrayValue?.first?["operation"] == ["undo": "tab-one-1"])
  }

  @Test("refuses what cannot stand there, with the reason, and keeps the plan as it was")
  func refused() async throws {
    let school = try await TestSchool.shared
    let (client, _, plan) = try await school.beginner()
    let place = school.treePlaces(1)[0]
    _ = try await client.edit(plan, APIClient.tree("boom-1", place))
    let overlap = try await client.edit(plan, APIClient.tree("boom-2", (place.x + 0.2, place.y)), base: 1)
    #expect(overlap.status == 422)
    #expect(overlap.code == "plan.overlap")
    let outside = try await client.edit(plan, APIClient.tree("boom-3", (place.x + 5_000, place.y)), base: 1)
    #expect(outside.status == 422)
    #expect(outside.code == "plan.outsideArea")
    let building = try #require(school.area.classes.first { $0.isBuilding })
    let cell = try #require(school.landCover.firstIndex(of: UInt8(building.code)))
    let (row, column) = (cell / school.area.frame.columns, cell % school.area.frame.columns)
    let roof = try await client.edit(
      plan,
      APIClient.tree(
        "boom-4", (school.area.frame.west + Double(column) + 0.5, school.area.frame.north - Double(row) - 0.5)),
      base: 1)
    #expect(roof.status == 422)
    #expect(roof.code == "plan.wrongSpot")
    #expect(roof.body["detail"]?.stringValue?.contains("cannot stand here") == true)
    let batch = try await client.edit(
      plan,
      ["batch": [["remove": "boom-1"], APIClient.tree("boom-5", (place.x + 5_000, place.y))]], base: 1)
    #expect(batch.status == 422)
    let document = try await client.get("/plans/\(plan)").body
    #expect(document["revision"] == 1)
    #expect(document["measures"]?["features"]?.arrayValue?.count == 1)
  }

  @Test(
    "answers malformed requests with a problem document and goes on",
    arguments: [
      "", "{", "[]", "null", #"{"id": "abcdefgh", "base": 0}"#,
      #"{"id": "kort", "base": 0, "operation": {"remove": "a"}}"#,
      #"{"id": "abcdefgh", "base": 0.5, "operation": {"remove": "a"}}"#,
      #"{"id": "abcdefgh", "base": 9, "operation": {"remove": "a"}}"#,
      #"{"id": "abcdefgh", "id": "ijklmnop", "base": 0, "operation": {"remove": "a"}}"#,
      #"{"id": "abcdefgh", "base": 0, "operation": {"remove": "a"}, "more": 1}"#,
      #"{"id": "abcdefgh", "base": 0, "operation": {"explode": "a"}}"#,
      #"{"id": "<script>!", "base": 0, "operation": {"remove": "a"}}"#,
      #"{"id": "abcdefgh", "base": 0, "operation": {"place": {"type": "Feature", "id": "a", "geometry": null, "properties": {}}}}"#,
      #"{"id": "abcdefgh", "base": 0, "operation": {"place": {"type": "Feature", "id": "a", "geometry": {"type": "Polygon", "coordinates": [[[155010, 463010], [155020, 463010]]]}, "properties": {"card": "lawn", "cardVersion": "1.0.0"}}}}"#,
      #"{"id": "abcdefgh", "base": 0, "operation": {"place": {"type": "Feature", "id": "a", "geometry": {"type": "Polygon", "coordinates": [[[155010, 463010], [155020, 463020], [155020, 463010], [155010, 463020], [155010, 463010]]]}, "properties": {"card": "lawn", "cardVersion": "1.0.0"}}}}"#,
      #"{"id": "abcdefgh", "base": 0, "operation": {"place": {"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [5.1, 52.1]}, "properties": {"card": "tree", "cardVersion": "1.0.0"}}}}"#,
      #"{"id": "abcdefgh", "base": 0, "operation": {"place": {"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [155010, 463010]}, "properties": {"card": "tree", "cardVersion": "1.0.0", "height": "<script>"}}}}"#,
      String(repeating: "[", count: 200_000),
    ])
  func malformed(_ body: String) async throws {
    let school = try await TestSchool.shared
    let (client, _, plan) = try await school.beginner()
    let answer = try await client.send("POST", "/plans/\(plan)/operations", Data(body.utf8))
    #expect((400..<500).contains(answer.status))
    #expect(answer.headers["content-type"]?.hasPrefix("application/problem+json") == true)
    #expect(answer.code?.isEmpty == false)
    #expect(answer.body["detail"]?.stringValue?.isEmpty == false)
    #expect(try await client.get("/plans/\(plan)").body["revision"] == 0)
  }

  @Test(
    "refuses a file that is no plan in RD New, with the reason, and adds nothing of it",
    arguments: [
      "", "geen json", "{}", #"{"type": "FeatureCollection"}"#, #"{"type": "FeatureCollection", "features": [1]}"#,
      // Degrees, as most other programs write them.
      APIClient.file([#"{"type": "Point", "coordinates": [5.38, 52.15]}"#]),
      APIClient.file([#"{"type": "Point", "coordinates": ["x", "y"]}"#]),
      // The second is wrong; the first may not be added without it.
      APIClient.file([#"{"type": "Point", "coordinates": [155010.5, 463010.5]}"#, #"{"type": "Point"}"#]),
    ])
  func malformedFile(_ file: String) async throws {
    let school = try await TestSchool.shared
    let (client, _, plan) = try await school.beginner()
    let answer = try await client.send("POST", "/plans/\(plan)/import", Data(file.utf8))
    #expect((400..<500).contains(answer.status), "\(answer.status) for \(file)")
    #expect(answer.code?.isEmpty == false)
    #expect(answer.body["diagnostics"]?.arrayValue?.isEmpty == false)
    #expect(try await client.get("/plans/\(plan)").body["revision"] == 0)
  }

  @Test("refuses ten thousand measures clearly and at once")
  func tooMany() async throws {
    let school = try await TestSchool.shared
    let (client, _, plan) = try await school.beginner()
    let trees = (0..<10_000).map { APIClient.tree("boom-\($0)", (155_010.5, 463_010.5)) }
    let start = ContinuousClock.now
    let batch = try await client.edit(plan, ["batch": .array(trees)])
    #expect(batch.code == "work.tooManyMeasures")
    #expect(batch.status == 422)
    #expect(batch.body["detail"]?.stringValue?.contains("2000") == true)
    let features = trees.compactMap { $0["place"] }
    let file: JSONValue = [
      "type": "FeatureCollection", "features": .array(features),
      "crs": ["type": "name", "properties": ["name": "urn:ogc:def:crs:EPSG::28992"]],
    ]
    let imported = try await client.post("/plans/\(plan)/import", file)
    #expect(imported.code == "work.tooManyMeasures" || imported.status == 413)
    // A second alone; other tests keep the processors busy.
    #expect(ContinuousClock.now - start < .seconds(60))
    let corners = (0...2_500).map { number -> JSONValue in
      let angle = Double(number % 2_500) / 2_500 * 2 * .pi
      return [.number(155_100 + 20 * cos(angle)), .number(463_100 + 20 * sin(angle))]
    }
    let round = try await client.edit(
      plan,
      [
        "place": [
          "type": "Feature", "id": "gras", "geometry": ["type": "Polygon", "coordinates": [.array(corners)]],
          "properties": ["card": "lawn", "cardVersion": "1.0.0"],
        ]
      ])
    #expect(round.code == "work.tooManyVertices")
  }

  @Test("keeps a script in a name as text, and takes none in a measure")
  func scripts() async throws {
    let school = try await TestSchool.shared
    let (client, work, plan) = try await school.beginner()
    let name = "<script>alert('x')</script>\"&"
    let renamed = try await client.send(
      "PATCH", "/plans/\(plan)", JSONValue.object(["name": .string(name)]).canonicalData())
    #expect(renamed.status == 204)
    let view = try await client.get("/works/\(work)")
    #expect(view.body["plans"]?.arrayValue?.first?["name"] == .string(name))
    #expect(view.headers["content-type"]?.hasPrefix("application/json") == true)
    let file = try await client.get("/plans/\(plan)/plan.geojson")
    #expect(file.headers["content-disposition"]?.contains("<") == false)
    #expect(try await client.post("/works/\(work)/plans", ["name": "a\u{202E}b"]).code == "work.badName")
    #expect(try await client.post("/works/\(work)/plans", ["name": " "]).code == "work.badName")
    var tree = APIClient.tree("boom", school.treePlaces(1)[0]).objectValue?["place"]?.objectValue ?? [:]
    tree["properties"] = ["card": "tree", "cardVersion": "1.0.0", "title": "<script>alert(1)</script>"]
    let placed = try await client.edit(plan, ["place": .object(tree)])
    #expect(placed.status == 201)
    let document = try await client.get("/plans/\(plan)")
    #expect(!String(decoding: document.data, as: UTF8.self).contains("alert(1)"))
  }

  @Test("copies, throws away and brings back plans, but for the last")
  func plans() async throws {
    let school = try await TestSchool.shared
    let (client, work, plan) = try await school.beginner()
    _ = try await client.edit(plan, APIClient.tree("boom-1", school.treePlaces(1)[0]))
    #expect(try await client.send("DELETE", "/plans/\(plan)", nil).code == "work.lastPlan")
    let copy = try await client.post("/works/\(work)/plans", ["name": "Kopie", "copyOf": .string(plan)])
    #expect(copy.status == 201)
    let id = copy.body["id"]?.stringValue ?? ""
    #expect(copy.body["measureCount"] == 1)
    #expect(try await client.send("DELETE", "/plans/\(plan)", nil).status == 204)
    #expect(try await client.get("/plans/\(plan)").status == 404)
    #expect(try await client.send("POST", "/plans/\(plan)/restore", nil).status == 204)
    #expect(try await client.get("/plans/\(plan)").body["revision"] == 1)
    // The copy goes its own way.
    _ = try await client.edit(id, ["remove": "boom-1"], base: 1)
    #expect(try await client.get("/plans/\(id)").body["measures"]?["features"]?.arrayValue?.isEmpty == true)
    #expect(try await client.get("/plans/\(plan)").body["measures"]?["features"]?.arrayValue?.count == 1)
    // A plan leaves as a file and comes back in another as one step.
    let file = try await client.get("/plans/\(plan)/plan.geojson")
    let imported = try await client.send("POST", "/plans/\(id)/import", file.data)
    #expect(imported.status == 201)
    let history = try await client.get("/plans/\(id)").body["history"]?.arrayValue ?? []
    #expect(history.last?["kind"] == "batch")
    #expect(try await client.get("/plans/\(id)").body["measures"]?["features"]?.arrayValue?.count == 1)
  }
}
