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

  @Test("makes and takes back a batch as one, and refuses one of which a part cannot be")
  func batch() throws {
    var log = try log()
    try log.append(
      .batch([.remove(measure: "gras-1"), .setProperties(measure: "boom-1", ["height": 12])]), id: "c",
      baseRevision: 2)
    #expect(log.state.measures.map(\.id) == ["boom-1"])
    #expect(log.state.measures[0].properties["height"] == 12)
    try log.append(.undo(operation: "c"), id: "d", baseRevision: 3)
    #expect(log.state.measures == [tree, lawn])
    try log.append(.undo(operation: "d"), id: "e", baseRevision: 4)
    #expect(log.state.measures.count == 1)
    #expect(log.isUndone(4) && !log.isUndone(3))
    let before = log
    #expect(throws: PlanError.self) {
      try log.append(
        .batch([.setProperties(measure: "boom-1", ["height": 3]), .remove(measure: "gras-1")]), id: "f",
        baseRevision: 5)
    }
    #expect(log == before)
    #expect(log.state == before.state)
    #expect(throws: PlanError.self) { try log.append(.batch([]), id: "g", baseRevision: 5) }
    #expect(throws: PlanError.self) { try log.append(.batch([.undo(operation: "a")]), id: "h", baseRevision: 5) }
  }

  @Test("keeps what was taken back twice away until both are taken back")
  func undoneTwice() throws {
    var log = try log()
    try log.append(.undo(operation: "a"), id: "c", baseRevision: 2)
    try log.append(.undo(operation: "a"), id: "d", baseRevision: 2)
    try log.append(.undo(operation: "c"), id: "e", baseRevision: 4)
    #expect(log.state.measures == [lawn])
    try log.append(.undo(operation: "d"), id: "f", baseRevision: 5)
    #expect(log.state.measures == [tree, lawn])
  }

  @Test("gives the same plan as going through all its operations anew, whatever was undone")
  func replay() throws {
    var random = SeededRandom(seed: 7)
    var log = PlanLog(plan: "p")
    for number in 0..<600 {
      let there = log.state.measures
      let id = "op-\(number)"
      switch random.index(below: 5) {
      case 0:
        try log.append(
          .place(SmallArea.measure("m-\(number)", "tree", .point(Point(155_005, 463_008)))), id: id,
          baseRevision: number)
      case 1 where !there.isEmpty:
        let measure = there[random.index(below: there.count)].id
        try log.append(.setProperties(measure: measure, ["height": Double(number)]), id: id, baseRevision: number)
      case 2 where !there.isEmpty:
        try log.append(.remove(measure: there[random.index(below: there.count)].id), id: id, baseRevision: number)
      case _ where number > 0:
        try log.append(.undo(operation: "op-\(random.index(below: number))"), id: id, baseRevision: number)
      default:
        try log.append(
          .place(SmallArea.measure("m-\(number)", "tree", .point(Point(155_005, 463_008)))), id: id,
          baseRevision: number)
      }
      if number % 20 == 0 { #expect(log.state.measures == Self.replayed(log.entries)) }
    }
    #expect(log.state.measures == Self.replayed(log.entries))
  }

  /// The meaning of a log, said as plainly as it can be.
  static func replayed(_ entries: [PlanEntry]) -> [Measure] {
    var undone: Set<String> = []
    for entry in entries.reversed() where !undone.contains(entry.operationID) {
      if case .undo(let target) = entry.operation { undone.insert(target) }
    }
    var measures: [Measure] = []
    for entry in entries where !undone.contains(entry.operationID) {
      switch entry.operation {
      case .place(let measure): measures.append(measure)
      case .setProperties(let id, let properties):
        for index in measures.indices where measures[index].id == id {
          measures[index].properties.merge(properties) { _, new in new }
        }
      case .remove(let id): measures.removeAll { $0.id == id }
      default: break
      }
    }
    return measures
  }

  @Test("takes ten thousand operations and their undoing without slowing down", .timeLimit(.minutes(1)))
  func long() throws {
    var log = PlanLog(plan: "p")
    let start = ContinuousClock.now
    for number in 0..<2_500 {
      let measure = SmallArea.measure("m-\(number)", "tree", .point(Point(155_005, 463_008)))
      try log.append(.place(measure), id: "a-\(number)", baseRevision: log.entries.count)
      try log.append(.setProperties(measure: "m-0", ["height": Double(number)]), id: "b-\(number)", baseRevision: 1)
      try log.append(.undo(operation: "b-\(number)"), id: "c-\(number)", baseRevision: 1)
      try log.append(.undo(operation: "c-\(number)"), id: "d-\(number)", baseRevision: 1)
    }
    #expect(log.state.measures.count == 2_500)
    #expect(log.state.measures[0].properties["height"] == 2_499)
    // A quadratic log takes minutes; this leaves room for a slow machine and a debug build.
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("crosses between programs as JSON and comes back")
  func exchange() throws {
    let operations: [PlanOperation] = [
      .place(tree), .reshape(measure: "gras-1", lawn.geometry), .setProperties(measure: "boom-1", ["height": 9.5]),
      .remove(measure: "boom-1"), .undo(operation: "a"), .batch([.place(lawn), .remove(measure: "boom-1")]),
    ]
    for operation in operations {
      let data = try operation.exchangeForm().canonicalData()
      #expect(try PlanOperation(JSONDocument(parsing: data)) == operation)
    }
    for bad in [
      "{}", "[]", "{\"place\": {}}", "{\"remove\": 3}", "{\"remove\": \"a\", \"undo\": \"b\"}",
      "{\"remove\": \"a\", \"remove\": \"b\"}", "{\"batch\": [{\"batch\": []}]}",
      "{\"reshape\": {\"measure\": \"a\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [5.1, 52.0]}}}",
    ] {
      #expect(throws: (any Error).self) { _ = try PlanOperation(JSONDocument(parsing: Data(bad.utf8))) }
    }
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
