import Essentials
import Foundation
import GeoFormats
import Geometry
import Grids
import TestSupport
import Testing

let frame = GridFrame(west: 84_808, north: 447_641, cellSize: 0.5, columns: 300, rows: 270)

/// Every kind of number a grid may hold, NaN among them.
func sample(_ frame: GridFrame = frame) -> Grid<Float> {
  Grid<Float>(frame) { row, column in
    if (row + column) % 7 == 0 { return .nan }
    return Float(row * 1000 + column) / 128 - (column == 5 ? 3e30 : 0) + (row == 9 ? Float.leastNonzeroMagnitude : 0)
  }
}

/// Bits, so that NaN equals NaN.
func bits(_ grid: Grid<Float>) -> [UInt32] { grid.cells.map(\.bitPattern) }

/// Runs one of GDAL's own programs, as an independent maker of files.
func tool(_ name: String, _ arguments: [String]) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [name] + arguments
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ToolFailure(command: ([name] + arguments).joined(separator: " ")) }
}

struct ToolFailure: Error {
  let command: String
}

/// The code of the diagnostic that `body` throws; nil when it throws nothing.
func code(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return (error as? any DiagnosableError)?.diagnostic.code
  }
}

@Suite("Rasters on disk")
struct RasterFileTests {
  @Test("a grid comes back bit for bit, with its place, unit and description")
  func roundTrip() throws {
    try TestFolders.withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("depth.tif")
      try RasterFile.write(sample(), to: url, unit: "m", description: "maximum depth")
      let back = try RasterFile.read(url)
      #expect(back.frame == frame)
      #expect(bits(back) == bits(sample()))
      let description = try RasterFile.describe(url)
      #expect(description.unit == "m")
      #expect(description.text == "maximum depth")
      #expect(description.numberType == "Float32")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["depth.tif"], "no side files")
    }
  }

  @Test("sizes around the tile edge", arguments: [1, 255, 256, 257])
  func tiles(_ side: Int) throws {
    let frame = GridFrame(west: 100_000, north: 400_000, cellSize: 2, columns: side, rows: 2 * side)
    try TestFolders.withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("blob")
      try RasterFile.write(sample(frame), to: url)
      #expect(bits(try RasterFile.read(url)) == bits(sample(frame)))
    }
  }

  @Test("the same grid gives the same bytes, also from several threads at once")
  func determinism() async throws {
    let first = try RasterFile.data(sample(), unit: "m", description: "x")
    try await withThrowingTaskGroup(of: Data.self) { group in
      for _ in 0..<8 { group.addTask { try RasterFile.data(sample(), unit: "m", description: "x") } }
      for try await data in group { #expect(data == first) }
    }
    #expect(try RasterFile.data(sample(), unit: "mm", description: "x") != first)
  }

  @Test("codes come back with their colours")
  func codes() throws {
    let grid = Grid<UInt8>(frame) { row, column in UInt8(truncatingIfNeeded: row * 7 + column) }
    try TestFolders.withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("landcover")
      try RasterFile.write(codes: grid, to: url, colours: [12: Colour(red: 1, green: 2, blue: 250)])
      #expect(try RasterFile.readCodes(url).cells == grid.cells)
      #expect(try RasterFile.read(url).cells == grid.cells.map { Float($0) })
      let once = try RasterFile.data(codes: grid, colours: [12: Colour(red: 1, green: 2, blue: 250)])
      #expect(try Data(contentsOf: url) == once)
      let png = folder.appendingPathComponent("colours.png")
      try tool("gdal_translate", ["-q", "-of", "PNG", "-expand", "rgb", url.path, png.path])
      #expect(FileManager.default.fileExists(atPath: png.path), "the table is one GDAL can expand")
    }
  }

  @Test(
    "files by other tools are read whatever their number type",
    arguments: ["Byte", "Int16", "UInt16", "Int32", "UInt32", "Float32", "Float64"])
  func types(_ type: String) throws {
    let grid = Grid<Float>(frame) { row, column in Float((row + column) % 200) }
    try TestFolders.withTemporaryFolder { folder in
      let ours = folder.appendingPathComponent("ours.tif")
      let theirs = folder.appendingPathComponent("theirs")
      try RasterFile.write(grid, to: ours)
      try tool("gdal_translate", ["-q", "-of", "GTiff", "-ot", type, "-a_nodata", "7", ours.path, theirs.path])
      let expected = grid.cells.map { $0 == 7 ? Float.nan : $0 }
      #expect(bits(try RasterFile.read(theirs)) == expected.map(\.bitPattern))
      #expect(try RasterFile.readCodes(theirs, noData: 255).cells == grid.cells.map { $0 == 7 ? 255 : UInt8($0) })
    }
  }

  @Test("scale, offset, COG and compound RD+NAP")
  func variants() throws {
    let grid = Grid<Float>(frame) { row, column in Float((row + column) % 200) }
    try TestFolders.withTemporaryFolder { folder in
      let ours = folder.appendingPathComponent("ours.tif")
      try RasterFile.write(grid, to: ours)
      let scaled = folder.appendingPathComponent("scaled.tif")
      try tool(
        "gdal_translate",
        ["-q", "-ot", "Int16", "-a_nodata", "-1", "-a_scale", "0.5", "-a_offset", "10", ours.path, scaled.path])
      #expect(try RasterFile.read(scaled).cells == grid.cells.map { $0 * 0.5 + 10 })
      let cog = folder.appendingPathComponent("cog.tif")
      try tool("gdal_translate", ["-q", "-of", "COG", "-a_srs", "EPSG:7415", ours.path, cog.path])
      let back = try RasterFile.read(cog)
      #expect(back.cells == grid.cells)
      #expect(back.frame == frame)
    }
  }

  @Test("an Esri ASCII grid is read by its content and needs a projection file")
  func ascii() throws {
    let grid = Grid<Float>(frame) { row, column in row == 3 ? .nan : Float((row + column) % 200) }
    try TestFolders.withTemporaryFolder { folder in
      let ours = folder.appendingPathComponent("ours.tif")
      try RasterFile.write(grid, to: ours)
      let asc = folder.appendingPathComponent("theirs.asc")
      try tool("gdal_translate", ["-q", "-of", "AAIGrid", "-a_nodata", "-9999", ours.path, asc.path])
      #expect(bits(try RasterFile.read(asc)) == bits(grid))
      try FileManager.default.removeItem(at: folder.appendingPathComponent("theirs.prj"))
      #expect(code { _ = try RasterFile.read(asc) } == "geoformat.missingCRS")
    }
  }

  @Test(
    "what will not do is refused with its own code",
    arguments: [
      ("geoformat.wrongCRS", ["-a_srs", "EPSG:32631"]),
      ("geoformat.wrongCRS", ["-a_srs", "EPSG:4326"]),
      ("geoformat.wrongCRS", ["-a_srs", "EPSG:28991"]),
      ("geoformat.notSquare", ["-a_ullr", "84808", "447641", "84958", "447000"]),
      ("geoformat.notNorthUp", ["-a_ullr", "84808", "447000", "84958", "447135"]),
      ("geoformat.outsideRD", ["-a_ullr", "4.0", "52.27", "4.3", "52.0"]),
      ("geoformat.severalBands", ["-b", "1", "-b", "1"]),
      ("geoformat.complexNumbers", ["-ot", "CFloat32"]),
    ])
  func refusals(_ expected: String, _ options: [String]) throws {
    try TestFolders.withTemporaryFolder { folder in
      let ours = folder.appendingPathComponent("ours.tif")
      let theirs = folder.appendingPathComponent("theirs.tif")
      try RasterFile.write(sample(), to: ours)
      try tool("gdal_translate", ["-q"] + options + [ours.path, theirs.path])
      #expect(code { _ = try RasterFile.read(theirs) } == expected)
    }
  }

  @Test("a raster beyond the limit is refused with the memory it would take")
  func tooLarge() throws {
    try TestFolders.withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("huge.tif")
      try tool(
        "gdal_create",
        [
          "-q", "-outsize", "40000", "5000", "-bands", "1", "-ot", "Byte", "-a_srs", "EPSG:28992", "-a_ullr", "100000",
          "405000", "140000", "400000", "-co", "SPARSE_OK=TRUE", "-co", "TILED=YES", url.path,
        ])
      let error = try #require(throws: GeoFormatError.self) { try RasterFile.read(url) }
      #expect(error.diagnostic.code == "geoformat.tooLarge")
      #expect(error.diagnostic.what.en.contains("800 MB"))
      #expect(code { _ = try RasterFile.read(url, cellLimit: 10) } == "geoformat.tooLarge")
    }
  }

  @Test("text, nothing, a folder, a cut-off file and virtual paths are errors")
  func damaged() throws {
    try TestFolders.withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("x.tif")
      #expect(code { _ = try RasterFile.read(url) } == "file.missing")
      #expect(code { _ = try RasterFile.read(folder) } == "geoformat.cannotOpen")
      try Data("hello".utf8).write(to: url)
      #expect(code { _ = try RasterFile.read(url) } == "geoformat.cannotOpen")
      try Data().write(to: url)
      #expect(code { _ = try RasterFile.read(url) } == "geoformat.cannotOpen")
      let data = try RasterFile.data(sample())
      // GDAL puts the directory first, so half a file opens and fails while reading.
      try data.prefix(data.count / 2).write(to: url)
      #expect(code { _ = try RasterFile.read(url) } == "geoformat.readFailed")
      #expect(
        code { _ = try RasterFile.read(URL(fileURLWithPath: "/vsicurl/http://localhost/x.tif")) }
          == "geoformat.cannotOpen")
      try Data("<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"></VRTDataset>".utf8).write(to: url)
      #expect(code { _ = try RasterFile.read(url) } == "geoformat.cannotOpen", "no format that points elsewhere")
    }
  }

  @Test("a fraction is not a code, and the cell is told")
  func notACode() throws {
    try TestFolders.withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("x.tif")
      var grid = Grid<Float>(frame, repeating: 3)
      grid[4, 5] = 2.5
      try RasterFile.write(grid, to: url)
      let error = try #require(throws: GeoFormatError.self) { try RasterFile.readCodes(url) }
      #expect(error.diagnostic.code == "geoformat.notACode")
      #expect(error.diagnostic.what.en.contains("row 4, column 5"))
      grid[4, 5] = .infinity
      try RasterFile.write(grid, to: url)
      #expect(code { _ = try RasterFile.read(url) } == "geoformat.notFinite")
    }
  }

  @Test("a grid that could not be read back is not written, and an old file stays")
  func unwritable() throws {
    try TestFolders.withTemporaryFolder { folder in
      let url = folder.appendingPathComponent("x.tif")
      try Data("old".utf8).write(to: url)
      let elsewhere = GridFrame(west: -10_000, north: 100, cellSize: 1, columns: 2, rows: 2)
      #expect(code { try RasterFile.write(Grid<Float>(elsewhere, repeating: 1), to: url) } == "geoformat.outsideRD")
      let belgian = GridFrame(epsg: 31370, west: 150_000, north: 400_000, cellSize: 1, columns: 2, rows: 2)
      #expect(code { try RasterFile.write(Grid<Float>(belgian, repeating: 1), to: url) } == "geoformat.wrongCRS")
      #expect(try Data(contentsOf: url) == Data("old".utf8))
      let gone = folder.appendingPathComponent("no/such/folder/x.tif")
      #expect(code { try RasterFile.write(sample(), to: gone) } == "file.missing")
    }
  }

  /// Mounts a file system of 64 KB and calls `body` with its folder; false where mounting is not permitted.
  private static func onSmallDisk(_ body: (URL) throws -> Void) throws -> Bool {
    try TestFolders.withTemporaryFolder { disk in
      guard (try? tool("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.path])) != nil else { return false }
      defer { try? tool("umount", [disk.path]) }
      try body(disk)
      return true
    }
  }

  private static let canMount = geteuid() == 0 && (try? onSmallDisk { _ in }) == true

  @Test("a full disk is an error that says so and leaves no file", .enabled(if: canMount, "needs to mount a tmpfs"))
  func fullDisk() throws {
    // Noise, so that no compression makes it fit.
    var noise = SeededRandom(seed: 1)
    let large = Grid<Float>(frame) { _, _ in Float(noise.next() >> 40) }
    let done = try Self.onSmallDisk { disk in
      #expect(code { try RasterFile.write(large, to: disk.appendingPathComponent("x.tif")) } == "file.diskFull")
      let left = try FileManager.default.contentsOfDirectory(atPath: disk.path)
      #expect(left.isEmpty)
    }
    #expect(done)
  }

  @Test("the Delft rasters lie on one frame", .enabled(if: TestFolders.hasShared, "needs ../shared"))
  func delft() throws {
    let folder = try #require(TestFolders.shared).appendingPathComponent("data/twin_delft_oostpoort")
    let terrain = try RasterFile.read(folder.appendingPathComponent("dtm_1m.tif"))
    #expect(terrain.frame == GridFrame(west: 84_808, north: 447_641, cellSize: 1, columns: 264, rows: 228))
    #expect(terrain.cells.allSatisfy { $0 > -5 && $0 < 10 })
    let surface = try RasterFile.read(folder.appendingPathComponent("dsm_1m.tif"))
    #expect(surface.frame == terrain.frame)
    #expect(zip(surface.cells, terrain.cells).allSatisfy { $0 >= $1 })
    let cover = try RasterFile.readCodes(folder.appendingPathComponent("landcover_1m.tif"))
    #expect(Set(cover.cells).isSubset(of: Set(0...17)))
    #expect(cover.cells.contains(12), "there is water in Delft")
    let cog = try #require(TestFolders.shared).appendingPathComponent("data/formats/cog/cog.tif")
    #expect(code { _ = try RasterFile.read(cog) } == "geoformat.wrongCRS")
  }
}
