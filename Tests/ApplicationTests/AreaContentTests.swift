import Application
import Essentials
import Foundation
import TestSupport
import Testing

/// Packs with areas that must not be accepted: made from the real street pack, one layer spoiled by GDAL's own tools.
@Suite("Areas that cannot be used stop the build")
struct AreaContentTests {
  /// The street's source with its generated `area/` unpacked in place of the recipe.
  private func source(in folder: URL) async throws -> URL {
    let prepared = try await PreparedLibrary.shared
    let source = try PreparedLibrary.copy("straat-van-de-toekomst", to: folder)
    try FileManager.default.removeItem(at: source.appendingPathComponent("recipe.yaml"))
    let installation = try Installation(home: prepared.home)
    let contents = try installation.pack("twinbench/straat-van-de-toekomst")
    let area = source.appendingPathComponent("area")
    try FileManager.default.createDirectory(at: area, withIntermediateDirectories: true)
    for file in contents.files where file.path.hasPrefix("area/") {
      let target = source.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: installation.library.blob(for: file.path, in: contents), to: target)
    }
    return source
  }

  private func build(_ source: URL) async throws -> Diagnostic? {
    let prepared = try await PreparedLibrary.shared
    let installation = try Installation(home: prepared.home)
    let output = source.deletingLastPathComponent().appendingPathComponent("x.twinpack")
    let error = await #expect(throws: Diagnostic.self) {
      _ = try await installation.buildPack(source: source, output: output, data: nil) { _ in }
    }
    #expect(!FileManager.default.fileExists(atPath: output.path))
    return error
  }

  private func tool(_ name: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(name)")
  }

  /// Lets `gdal_translate` make a spoiled copy in the place of a layer.
  private func spoil(_ source: URL, _ layer: String, _ arguments: [String]) throws {
    let file = source.appendingPathComponent("area/\(layer)")
    let spoiled = source.appendingPathComponent("area/spoiled.tif")
    try tool("gdal_translate", arguments + [file.path, spoiled.path])
    try FileManager.default.removeItem(at: file)
    try FileManager.default.moveItem(at: spoiled, to: file)
  }

  @Test("An untouched copy is accepted, so that the other tests can fail for their own reason")
  func untouched() async throws {
    let prepared = try await PreparedLibrary.shared
    try await TestFolders.withTemporaryFolder { folder in
      let source = try await source(in: folder)
      let installation = try Installation(home: prepared.home)
      let contents = try await installation.buildPack(
        source: source, output: folder.appendingPathComponent("x.twinpack"), data: nil
      ) { _ in }
      #expect(contents.file("area/terrain.tif") != nil)
    }
  }

  @Test("A missing layer")
  func missing() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let source = try await source(in: folder)
      try FileManager.default.removeItem(at: source.appendingPathComponent("area/terrain.tif"))
      let error = try await build(source)
      #expect(error?.code == "file.missing")
      #expect(error?.location.file == "area/terrain.tif")
    }
  }

  @Test("A layer in another coordinate system")
  func wrongCRS() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let source = try await source(in: folder)
      try spoil(source, "terrain.tif", ["-a_srs", "EPSG:4326"])
      let error = try await build(source)
      #expect(error?.location.file == "area/terrain.tif")
      #expect(error?.what.en.contains("4326") == true || error?.code.lowercased().contains("crs") == true)
    }
  }

  @Test("A layer that lies a metre away from the others")
  func shifted() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let source = try await source(in: folder)
      try spoil(source, "canopy-height.tif", ["-a_ullr", "155001", "463300", "155301", "463000"])
      let error = try await build(source)
      #expect(error?.code == "grid.framesDiffer")
      #expect(error?.location.key == "canopyHeight")
    }
  }

  @Test("Holes in the terrain, with how many and where the first is")
  func holes() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let source = try await source(in: folder)
      // Everything outside a window becomes no-data.
      let file = source.appendingPathComponent("area/terrain.tif")
      let cut = folder.appendingPathComponent("cut.tif")
      try tool("gdal_translate", ["-srcwin", "0", "0", "300", "250", file.path, cut.path])
      try FileManager.default.removeItem(at: file)
      try tool(
        "gdalwarp",
        ["-te", "155000", "463000", "155300", "463300", "-tr", "1", "1", "-dstnodata", "nan", cut.path, file.path])
      let error = try await build(source)
      #expect(error?.code == "area.holes")
      #expect(error?.what.en.contains("15000") == true)
    }
  }

  @Test("A place in pack.yaml that is not where the layers lie")
  func wrongExtent() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let source = try await source(in: folder)
      let file = source.appendingPathComponent("pack.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(text.replacing("west: 155000", with: "west: 154000").utf8).write(to: file)
      let error = try await build(source)
      #expect(error?.code == "pack.extentDiffers")
      #expect(error?.location.file == "pack.yaml")
    }
  }

  @Test("A no-data code that is not declared as such")
  func undeclaredNoData() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let source = try await source(in: folder)
      // Maps every height to a number far below any ground.
      try spoil(source, "terrain.tif", ["-scale", "-10", "10", "-9999", "-9998"])
      let error = try await build(source)
      #expect(error?.code == "area.implausible")
      #expect(error?.location.key == "terrain")
    }
  }

  @Test("A file that is no raster at all")
  func notARaster() async throws {
    try await TestFolders.withTemporaryFolder { folder in
      let source = try await source(in: folder)
      try Data("geen raster".utf8).write(to: source.appendingPathComponent("area/terrain.tif"))
      let error = try await build(source)
      #expect(error?.location.file == "area/terrain.tif")
    }
  }
}
