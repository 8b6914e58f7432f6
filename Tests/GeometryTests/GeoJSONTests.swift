import Essentials
import Foundation
import Geometry
import TestSupport
import Testing

private let crs = #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}"#

private func collection(_ features: String, crs member: String = crs) -> Data {
  Data(#"{"type":"FeatureCollection",\#(member),"features":[\#(features)]}"#.utf8)
}

private func feature(_ geometry: String, id: String = #""a""#) -> String {
  #"{"type":"Feature","id":\#(id),"properties":{},"geometry":\#(geometry)}"#
}

@Suite("GeoJSON in RD New")
struct GeoJSONTests {
  static let square = Polygon(
    exterior: [Point(85_000, 447_000), Point(85_010, 447_000), Point(85_010, 447_010.5), Point(85_000, 447_010.5)],
    holes: [[Point(85_002, 447_002), Point(85_002, 447_004), Point(85_004.125, 447_004)]])

  static let all: [Geometry] = [
    .point(Point(85_000.001, 447_000.25)),
    .lineString([Point(85_000, 447_000), Point(85_001, 447_001), Point(85_001, 447_002)]),
    .polygon(square),
    .multiPoint([Point(1, 300_000), Point(2, 300_000)]),
    .multiLineString([[Point(1, 300_000), Point(2, 300_000)], [Point(3, 300_000), Point(3, 300_001)]]),
    .multiPolygon([square, Polygon(exterior: [Point(1, 300_000), Point(2, 300_000), Point(2, 300_001)])]),
  ]

  @Test("every kind of geometry comes back as it was", arguments: all)
  func roundTrip(_ geometry: Geometry) throws {
    let set = FeatureSet(features: [
      Feature(
        id: "tree-1", geometry: geometry,
        properties: ["height": .number(7.5), "name": .text("Linde \"é\""), "real": .bool(true), "none": .null])
    ])
    let data = try GeoJSON.write(set)
    #expect(try GeoJSON.read(data) == set)
    #expect(try GeoJSON.write(GeoJSON.read(data)) == data)
  }

  @Test("the text is canonical, in metres to the millimetre, one feature a line")
  func text() throws {
    let set = FeatureSet(features: [
      Feature(
        id: "b", geometry: .point(Point(85_000.00049, 447_000.5)), properties: ["z": .number(1), "a": .text("x")]),
      Feature(geometry: .point(Point(1.01, 300_000.012))),
    ])
    let expected = """
      {"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::28992"},"type":"name"},"features":[
      {"geometry":{"coordinates":[85000,447000.5],"type":"Point"},"id":"b","properties":{"a":"x","z":1},"type":"Feature"},
      {"geometry":{"coordinates":[1.01,300000.012],"type":"Point"},"properties":{},"type":"Feature"}
      ],"type":"FeatureCollection"}

      """
    #expect(String(decoding: try GeoJSON.write(set), as: UTF8.self) == expected)
  }

  @Test("an empty collection is written and read")
  func empty() throws {
    let set = FeatureSet(features: [])
    #expect(try GeoJSON.read(GeoJSON.write(set)) == set)
  }

  @Test("a feature, a bare geometry, heights, numeric ids and nested attributes are read")
  func leniency() throws {
    let bare = Data(#"{"type":"Point",\#(crs),"coordinates":[85000,447000,3.2]}"#.utf8)
    #expect(try GeoJSON.read(bare).features == [Feature(geometry: .point(Point(85_000, 447_000)))])
    let text =
      #"{"type":"Feature",\#(crs),"id":12,"properties":{"tags":[1,{"b":2,"a":null}]},"#
      + #""geometry":{"type":"Point","coordinates":[85000,447000]}}"#
    let one = Data(text.utf8)
    let feature = try #require(GeoJSON.read(one).features.first)
    #expect(feature.id == "12")
    #expect(feature.properties == ["tags": .text(#"[1,{"a":null,"b":2}]"#)])
    let flags = collection(
      #"{"type":"Feature","properties":{"a":true,"b":1,"c":0.5,"d":"1","e":false},"geometry":"#
        + #"{"type":"Point","coordinates":[1,300000]}}"#)
    #expect(
      try GeoJSON.read(flags).features.first?.properties
        == ["a": .bool(true), "b": .number(1), "c": .number(0.5), "d": .text("1"), "e": .bool(false)])
    let none = collection(
      #"{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[1,300000]}}"#)
    #expect(try GeoJSON.read(none).features == [Feature(geometry: .point(Point(1, 300_000)))])
  }

  @Test(
    "other spellings of RD New are accepted",
    arguments: ["EPSG:28992", "urn:ogc:def:crs:EPSG:9.9.1:28992", "urn:ogc:def:crs:EPSG::7415"])
  func spellings(_ name: String) throws {
    let member = #""crs":{"type":"name","properties":{"name":"\#(name)"}}"#
    #expect(try GeoJSON.read(collection("", crs: member)).features.isEmpty)
  }

  @Test(
    "what cannot be right is refused with its code and place",
    arguments: [
      (#"{"type":"Point","coordinates":[4.36,52.01]}"#, "geometry.outsideRD"),
      (#"{"type":"Point","coordinates":[447000,85000]}"#, "geometry.outsideRD"),
      (#"{"type":"Point","coordinates":[85000,700000]}"#, "geometry.outsideRD"),
      (#"{"type":"LineString","coordinates":[[85000,447000]]}"#, "geometry.tooFewPositions"),
      (#"{"type":"Polygon","coordinates":[[[1,300000],[2,300000],[1,300000]]]}"#, "geometry.tooFewPositions"),
      (
        #"{"type":"Polygon","coordinates":[[[1,300000],[2,300000],[2,300001],[1,300001]]]}"#, "geometry.ringNotClosed"
      ),
      (#"{"type":"Polygon","coordinates":[]}"#, "geometry.empty"),
      (#"{"type":"Point","coordinates":[]}"#, "geometry.empty"),
      (#"{"type":"MultiPoint","coordinates":[]}"#, "geometry.empty"),
      ("null", "geometry.missing"),
      (#"{"type":"GeometryCollection","geometries":[]}"#, "geometry.unsupportedType"),
      (#"{"type":"Circle","coordinates":[1,300000]}"#, "geometry.unsupportedType"),
    ])
  func refusals(_ geometry: String, _ code: String) {
    let good = feature(#"{"type":"Point","coordinates":[85000,447000]}"#)
    let error = #expect(throws: GeometryError.self) {
      try GeoJSON.read(collection(good + "," + feature(geometry, id: #""bad""#)), file: "plan.geojson")
    }
    #expect(error?.diagnostic.code == code)
    #expect(error?.diagnostic.location.file == "plan.geojson")
    #expect(error?.diagnostic.location.key == "features[1] id 'bad'")
  }

  @Test("a file without crs is in degrees, says the error, and how to mend it")
  func missingCRS() throws {
    let data = Data(#"{"type":"FeatureCollection","features":[]}"#.utf8)
    let error = try #require(throws: GeometryError.self) { try GeoJSON.read(data) }
    #expect(error.diagnostic.code == "geojson.missingCRS")
    #expect(error.diagnostic.what.en.contains("WGS 84"))
    #expect(error.diagnostic.remedy.nl.contains("EPSG:28992"))
  }

  @Test(
    "another system is refused by name",
    arguments: ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:31370", "28992", "urn:ogc:def:crs:EPSG::128992"])
  func wrongCRS(_ name: String) throws {
    let member = #""crs":{"type":"name","properties":{"name":"\#(name)"}}"#
    let error = try #require(throws: GeometryError.self) { try GeoJSON.read(collection("", crs: member)) }
    #expect(error.diagnostic.code == "geojson.wrongCRS")
    #expect(error.diagnostic.what.en.contains(name))
  }

  @Test(
    "broken JSON is an error with its place, not a crash",
    arguments: [
      "", "{", "[]", "7", #"{"type":"FeatureCollection","features":{}}"#,
      #"{"type":"FeatureCollection",\#(crs),"features":[7]}"#,
      #"{"type":"Point",\#(crs),"coordinates":[true,300000]}"#, #"{"type":"Point",\#(crs)}"#,
      #"{"type":"FeatureCollection"}"#, #"{"type":3}"#,
      #"{"type":"FeatureCollection",\#(crs),"features":[{"type":"Feature","geometry":{"type":"Point","coordinates":["#
        + "NaN,300000]}}]}",
      #"{"type":"FeatureCollection",\#(crs),"features":[{"type":"Feature","geometry":{"type":"Point","coordinates":["#
        + "1e999,300000]}}]}",
    ])
  func malformed(_ text: String) throws {
    let error = try #require(throws: GeometryError.self) { try GeoJSON.read(Data(text.utf8)) }
    #expect(error.diagnostic.code == "geojson.malformed")
  }

  @Test("the place of a wrong member and of a syntax error is told")
  func places() throws {
    let member = try #require(throws: GeometryError.self) {
      try GeoJSON.read(collection(feature(#"{"type":"LineString","coordinates":[[1,300000],["x",1]]}"#)))
    }
    #expect(member.diagnostic.location.key == "features[0].geometry.coordinates[1][0]")
    let syntax = try #require(throws: GeometryError.self) {
      try GeoJSON.read(Data("{\n  \"type\": \"FeatureCollection\",\n  \"features\": [,]\n}".utf8))
    }
    #expect(syntax.diagnostic.location.line == 3)
    #expect(syntax.diagnostic.location.column == 16)
  }

  @Test("what could not be read back is not written")
  func unwritable() {
    func code(_ set: FeatureSet) -> String? {
      do {
        _ = try GeoJSON.write(set)
        return nil
      } catch {
        return (error as? GeometryError)?.diagnostic.code
      }
    }
    #expect(code(FeatureSet(features: [Feature(geometry: .point(Point(.nan, 1)))])) == "geometry.notFinite")
    #expect(code(FeatureSet(features: [Feature(geometry: .point(Point(1, 1)))])) == "geometry.outsideRD")
    #expect(code(FeatureSet(epsg: 4326, features: [])) == "geojson.wrongCRS")
    let infinite = Feature(geometry: .point(Point(1, 300_000)), properties: ["h": .number(.infinity)])
    #expect(code(FeatureSet(features: [infinite])) == "geometry.unwritableProperty")
  }

  @Test("real files in RD New are read", .enabled(if: TestFolders.hasShared, "needs ../shared"))
  func realFiles() throws {
    let folder = try #require(TestFolders.shared).appendingPathComponent("data")
    for name in ["formats/geojson_rd/extent_small.geojson", "twin_delft_oostpoort/bgt_dekking.geojson"] {
      let set = try GeoJSON.read(Data(contentsOf: folder.appendingPathComponent(name)), file: name)
      #expect(!set.features.isEmpty)
      let data = try GeoJSON.write(set)
      #expect(try GeoJSON.write(GeoJSON.read(data)) == data)
    }
  }
}
