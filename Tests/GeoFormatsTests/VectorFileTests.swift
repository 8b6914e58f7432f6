import Essentials
import Foundation
import GeoFormats
import Geometry
import TestSupport
import Testing

private let square = Polygon(
  exterior: [Point(85_000, 447_000), Point(85_010, 447_000), Point(85_010, 447_010), Point(85_000, 447_010)],
  holes: [[Point(85_002, 447_002), Point(85_002, 447_004), Point(85_004, 447_004)]])

@Suite("Vector layers on disk")
struct VectorFileTests {
  /// GeoJSON that GDAL's own program turned into another format.
  private func converted(
    _ set: FeatureSet, to format: String, name: String, _ options: [String] = [], _ body: (URL) throws -> Void
  ) throws {
    try TestFolders.withTemporaryFolder { folder in
      let json = folder.appendingPathComponent("in.geojson")
      try GeoJSON.write(set).write(to: json)
      let out = folder.appendingPathComponent(name)
      try tool("ogr2ogr", ["-q", "-f", format] + options + [out.path, json.path])
      try body(out)
    }
  }

  private let set = FeatureSet(features: [
    Feature(
      geometry: .polygon(square),
      properties: ["name": .text("Molenstraat é"), "height": .number(7.25), "floors": .number(3), "old": .bool(true)]),
    Feature(
      geometry: .polygon(square).translated(dx: 100, dy: 0),
      properties: ["name": .text("b"), "height": .null, "floors": .number(2), "old": .bool(false)]),
  ])

  @Test("what the house writes, OGR reads: GeoJSON by content, with attributes")
  func geoJSON() throws {
    try TestFolders.withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("blob")
      try GeoJSON.write(set).write(to: url)
      let content = try VectorFile.read(url)
      #expect(content.features.features.map(\.geometry) == set.features.map(\.geometry))
      #expect(content.features.features.map(\.properties) == set.features.map(\.properties))
      #expect(content.warnings.isEmpty)
    }
  }

  @Test("a GeoPackage is read by content, and nothing appears beside it")
  func geoPackage() throws {
    try converted(set, to: "GPKG", name: "in.gpkg", ["-nln", "houses"]) { url in
      let folder = url.deletingLastPathComponent().appendingPathComponent("alone")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let blob = folder.appendingPathComponent("blob")
      try FileManager.default.copyItem(at: url, to: blob)
      let content = try VectorFile.read(blob)
      #expect(content.layer == "houses")
      #expect(content.features.features.map(\.geometry) == set.features.map(\.geometry))
      #expect(content.features.features.map(\.properties) == set.features.map(\.properties))
      #expect(content.features.features.map(\.id) == ["1", "2"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["blob"])
    }
  }

  @Test("words that a GeoJSON file has for ids are the features' ids, as in our own reader")
  func wordsAsIDs() throws {
    try TestFolders.withTemporaryFolder { folder in
      var named = set
      for (index, id) in ["plein", "school"].enumerated() { named.features[index].id = id }
      let url = folder.appendingPathComponent("zones.geojson")
      try GeoJSON.write(named).write(to: url)
      #expect(try VectorFile.read(url).features.features.map(\.id) == ["plein", "school"])
      #expect(try GeoJSON.read(Data(contentsOf: url)).features.map(\.id) == ["plein", "school"])
    }
  }

  @Test("a Shapefile is read with its projection written Esri's way")
  func shapefile() throws {
    try converted(set, to: "ESRI Shapefile", name: "in.shp", ["-lco", "ENCODING=UTF-8"]) { url in
      let content = try VectorFile.read(url)
      #expect(content.features.features.map(\.geometry.area) == set.features.map(\.geometry.area))
      #expect(content.features.features.first?.properties["name"] == .text("Molenstraat é"))
      try FileManager.default.removeItem(at: url.deletingPathExtension().appendingPathExtension("prj"))
      #expect(code { _ = try VectorFile.read(url) } == "geoformat.missingCRS")
    }
  }

  @Test("another coordinate system is refused", arguments: ["EPSG:4326", "EPSG:31370", "EPSG:32631"])
  func wrongCRS(_ system: String) throws {
    try converted(set, to: "GPKG", name: "in.gpkg", ["-t_srs", system]) { url in
      #expect(code { _ = try VectorFile.read(url) } == "geoformat.wrongCRS")
    }
    try converted(set, to: "GeoJSON", name: "in.json", ["-t_srs", system]) { url in
      #expect(code { _ = try VectorFile.read(url) } == "geoformat.wrongCRS")
    }
  }

  @Test("circular arcs become chords, with a warning")
  func curves() throws {
    try TestFolders.withTemporaryFolder { folder in
      let csv = folder.appendingPathComponent("arcs.csv")
      let disc = "CURVEPOLYGON(CIRCULARSTRING(85000 447000,85010 447000,85000 447000))"
      try Data("id,WKT\n1,\"\(disc)\"\n".utf8).write(to: csv)
      let url = folder.appendingPathComponent("arcs.gpkg")
      try tool(
        "ogr2ogr",
        [
          "-q", "-f", "GPKG", "-a_srs", "EPSG:28992", "-oo", "GEOM_POSSIBLE_NAMES=WKT", "-nln", "arcs", url.path,
          csv.path,
        ])
      let content = try VectorFile.read(url)
      let area = try #require(content.features.features.first?.geometry.area)
      #expect(abs(area - 25 * Double.pi) < 0.1)
      #expect(content.warnings.map(\.code) == ["geoformat.curves"])
      #expect(try VectorFile.read(url) == content)
    }
  }

  @Test("limits, missing layers and damaged files are errors")
  func refusals() throws {
    try converted(set, to: "GPKG", name: "in.gpkg", ["-nln", "houses"]) { url in
      #expect(
        code { _ = try VectorFile.read(url, limits: .init(features: 1)) } == "geoformat.tooManyFeatures")
      #expect(
        code { _ = try VectorFile.read(url, limits: .init(positions: 10)) } == "geoformat.tooManyFeatures")
      #expect(code { _ = try VectorFile.read(url, layer: "trees") } == "geoformat.layerMissing")
      let data = try Data(contentsOf: url)
      try data.prefix(data.count / 2).write(to: url)
      #expect(code { _ = try VectorFile.read(url) } != nil)
      try Data("{\"type\":\"FeatureCollection\",\"features\":[".utf8).write(to: url)
      #expect(code { _ = try VectorFile.read(url) } == "geoformat.cannotOpen")
      try FileManager.default.removeItem(at: url)
      #expect(code { _ = try VectorFile.read(url) } == "file.missing")
    }
  }

  @Test("real GeoPackages and Shapefiles", .enabled(if: TestFolders.hasShared, "needs ../shared"))
  func realFiles() throws {
    let data = try #require(TestFolders.shared).appendingPathComponent("data")
    let delft = data.appendingPathComponent("twin_delft_oostpoort")
    #expect(try VectorFile.read(delft.appendingPathComponent("buildings.gpkg")).features.features.count == 177)
    let landcover = try VectorFile.read(delft.appendingPathComponent("landcover.gpkg"))
    #expect(!landcover.features.features.isEmpty)

    let formats = data.appendingPathComponent("formats/gpkg")
    let bag = formats.appendingPathComponent("bag.gpkg")
    #expect(
      try VectorFile.layers(bag).map(\.name).sorted() == ["ligplaatsen", "standplaatsen", "verblijfsobjecten"])
    #expect(code { _ = try VectorFile.read(bag) } == "geoformat.severalLayers")
    #expect(try VectorFile.read(bag, layer: "verblijfsobjecten").features.features.count == 1836)

    let nulls = try VectorFile.read(
      formats.appendingPathComponent("null-empty-geoms.gpkg"), layer: "ligplaatsen")
    #expect(nulls.features.features.isEmpty)
    #expect(nulls.warnings.map(\.code) == ["geoformat.withoutGeometry"])
    #expect(
      code { _ = try VectorFile.read(formats.appendingPathComponent("example.gpkg"), layer: "polygons") }
        == "geometry.outsideRD")
    let shape = data.appendingPathComponent("flood_hoekje_hhnk/index.shp")
    #expect(try !VectorFile.read(shape).features.features.isEmpty)
  }

  @Test("the versions of the libraries are known")
  func versions() {
    let versions = GeoLibraryVersions.current
    for text in [versions.gdal, versions.proj, versions.geos] {
      #expect(text.first?.isNumber == true)
    }
  }
}
