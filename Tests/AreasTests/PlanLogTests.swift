import AreaTestSupport
import Areas
import Essentials
import Foundation
import Geometry
import Testing

@Suite("The log of a plan")
struct PlanLogTests {
  let tree = SmallArea.measure("boom-1", "tree", .point(Point(155_005, 463_008)), ["height": 8])
  let lawn = SmallArea.measure("gras-1", "lawn", SmallArea.rectangle(rows: 6..<8, columns: 2..<6))

  func log() throws -> PlanLog {
    var log = PlanLog(plan: "plan-a")
    try log.append(.place(tree), id: "a", baseRevision: 0)
    try log.append(.place(lawn), id: "b", baseRevision: 1)
    return log
  }

  @Test("gives the measures in the order in which they were placed")
  func order() throws {
    #expect(try log().state.measures == [tree, lawn])
    #expect(try log().state.revision == 2)
  }

  @Test("changes nothing when an operation is sent again")
  func retry() throws {
    var log = try log()
    let again = try log.append(.place(tree), id: "a", baseRevision: 0)
    #expect(again.sequence == 1)
    #expect(log.entries.count == 2)
  }

  @Test("refuses an operation id that comes back with other content")
  func reusedID() throws {
    var log = try log()
    #expect(throws: PlanError.self) { try log.append(.place(lawn), id: "a", baseRevision: 2) }
  }

  @Test("undoes, and an undo of the undo redoes")
  func undoRedo() throws {
    var log = try log()
    try log.append(.undo(operation: "a"), id: "c", baseRevision: 2)
    #expect(log.state.measures == [lawn])
    try log.append(.undo(operation: "c"), id: "d", baseRevision: 3)
    #expect(log.state.measures == [tree, lawn])
  }

  @Test("takes edits of two people that do not touch the same measure, in any order")
  func merge() throws {
    var log = try log()
    try log.append(.setProperties(measure: "boom-1", ["height": 12]), id: "x", baseRevision: 2)
    try log.append(.remove(measure: "gras-1"), id: "y", baseRevision: 2)
    #expect(log.state.measures.map(\.id) == ["boom-1"])
    #expect(log.state.measures[0].properties == ["height": 12])
  }

  @Test("refuses to change what another has removed")
  func conflict() throws {
    var log = try log()
    try log.append(.remove(measure: "gras-1"), id: "y", baseRevision: 2)
    #expect(throws: PlanError.self) {
      try log.append(.setProperties(measure: "gras-1", [:]), id: "z", baseRevision: 2)
    }
  }

  @Test("refuses a base revision from the future")
  func future() throws {
    var log = try log()
    #expect(throws: PlanError.self) { try log.append(.remove(measure: "boom-1"), id: "z", baseRevision: 9) }
  }

  @Test("comes back from its file as it was, and names the line of damage")
  func file() throws {
    var log = try log()
    try log.append(.reshape(measure: "boom-1", .point(Point(155_006.25, 463_008))), id: "c", baseRevision: 2)
    try log.append(.setProperties(measure: "boom-1", ["crownDiameter": 5]), id: "d", baseRevision: 3)
    try log.append(.undo(operation: "c"), id: "e", baseRevision: 4)
    let data = try PlanLogFile.data(of: log)
    #expect(try PlanLogFile.read(data, file: "plan.log") == log)
    var lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    lines[2] = "{\"plan\": \"plan-a\"}"
    let damaged = Data(lines.joined(separator: "\n").utf8)
    let error = #expect(throws: PlanError.self) { try PlanLogFile.read(damaged, file: "plan.log") }
    #expect(error?.diagnostic.location.line == 3)
  }

  @Test("travels as GeoJSON and comes back with the same measures")
  func geoJSON() throws {
    let plan = try log().state
    let data = try PlanGeoJSON.data(of: plan)
    let back = try PlanGeoJSON.log(from: data, file: "plan.geojson", plan: "plan-b").state
    #expect(back.measures == plan.measures)
    #expect(try PlanGeoJSON.data(of: back) == data)
  }

  @Test("names the feature that lacks a card")
  func featureWithoutCard() throws {
    let text = """
      {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
       "features": [{"type": "Feature", "id": "los", "properties": {}, "geometry":
       {"type": "Point", "coordinates": [155001, 463001]}}]}
      """
    let error = #expect(throws: PlanError.self) {
      try PlanGeoJSON.measures(from: Data(text.utf8), file: "plan.geojson")
    }
    #expect(error?.diagnostic.location.key?.contains("los") == true)
  }
}
