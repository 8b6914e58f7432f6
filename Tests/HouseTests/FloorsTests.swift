import Foundation
import TestSupport
import Testing

@Suite("The floors of the house")
struct FloorsTests {
  @Test("every declared target has a floor, and every floor's target is declared")
  func everyTargetHasAFloor() {
    #expect(Set(House.targets.map(\.name)) == Set(House.floors.keys))
  }

  @Test("the table in docs/architecture.md is the one that the tests hold")
  func documentedFloors() {
    let page = House.text(of: TestFolders.repository.appendingPathComponent("docs/architecture.md"))
    var documented: [String: Int] = [:]
    for row in page.matches(of: /(?m)^\|\s*(\d+)\s*\|([^|]+)\|/) {
      for name in row.2.matches(of: /`([^`]+)`/) { documented[String(name.1)] = Int(row.1) }
    }
    #expect(documented == House.floors)
  }

  @Test("a target depends only on floors below its own", arguments: House.targets.map(\.name))
  func declaredDependencies(name: String) throws {
    let target = try #require(House.targets.first { $0.name == name })
    let floor = try #require(House.floors[name])
    for dependency in target.dependencies.sorted() {
      let below = try #require(House.floors[dependency], "\(name) depends on \(dependency), which has no floor")
      #expect(below < floor, "\(name) (floor \(floor)) depends on \(dependency) (floor \(below))")
    }
  }

  @Test("a source imports only what its target declares, and only from below", arguments: House.targets.map(\.name))
  func imports(name: String) throws {
    let target = try #require(House.targets.first { $0.name == name })
    let floor = try #require(House.floors[name])
    let floorOfModule = Dictionary(uniqueKeysWithValues: House.floors.map { (House.module(of: $0.key), $0.value) })
    let declared = Set(target.dependencies.map(House.module(of:)))
    for file in House.files(beneath: target.folder, withExtensions: ["swift"]) {
      for module in House.imports(in: House.text(of: file)).sorted() {
        let place = "\(House.name(file)) imports \(module)"
        if let below = floorOfModule[module] {
          #expect(below < floor, "\(place): floor \(below) from floor \(floor)")
          #expect(declared.contains(module), "\(place), which \(name) does not declare")
        } else {
          #expect(
            target.products.contains(module) || House.systemModules.contains(module),
            "\(place), which is neither Swift's own nor declared by \(name)")
        }
      }
    }
  }

  @Test(
    "one door to each library",
    arguments: [
      ("CArchive", "Archives"), ("CCairo", "Maps"), ("CCMark", "Markup"), ("CConfinement", "Confinement"),
      ("CGDAL", "GeoFormats"),
      ("CGEOS", "Geometry"), ("CQREncode", "Workbench"), ("CSodium", "Essentials"), ("CZlib", "Workbench"),
      ("GRDB", "Classroom"), ("Hummingbird", "Workbench"), ("Mustache", "Workbench"), ("Yams", "Essentials"),
      ("ArgumentParser", "twinbench"),
    ])
  func oneDoor(library: String, room: String) {
    let users = House.targets.filter { $0.dependencies.contains(library) || $0.products.contains(library) }
    #expect(users.map(\.name) == [room])
  }

  @Test("every folder of Sources is a declared target, and the other way round")
  func folders() throws {
    func subfolders(_ folder: String) throws -> [String] {
      let url = TestFolders.repository.appendingPathComponent(folder)
      return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: [.isDirectoryKey])
        .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
        .map { "\(folder)/\($0.lastPathComponent)" }
    }
    let folders = try subfolders("Sources").filter { $0 != "Sources/Models" } + subfolders("Sources/Models")
    #expect(Set(folders) == Set(House.targets.map(\.folder)))
  }

  @Test("no source outside Sources/Models knows a model by its name, so that a new one needs no other file")
  func models() throws {
    let sources = TestFolders.repository.appendingPathComponent("Sources")
    let models = sources.appendingPathComponent("Models")
    let names = try FileManager.default.contentsOfDirectory(atPath: models.path)
    #expect(names.count >= 2)
    let others = House.files(beneath: "Sources", withExtensions: ["swift"])
      .filter { !$0.path.hasPrefix(models.path) }
    #expect(others.count > 100)
    for file in others {
      let text = House.text(of: file)
      for name in names { #expect(!text.contains(name), "\(House.name(file)) names \(name)") }
    }
  }

  @Test(
    "no other source knows a kind by its name, so that a new one is one new file",
    arguments: ["Assessment/Exercises", "Courses/Formats", "Indicators/Functions"])
  func kinds(folder: String) {
    let own = House.files(beneath: "Sources/\(folder)", withExtensions: ["swift"])
    #expect(own.count >= 2)
    let kinds = own.map { $0.deletingPathExtension().lastPathComponent }.filter { !$0.contains("+") }
    let others = House.files(beneath: "Sources", withExtensions: ["swift"]).filter { !own.contains($0) }
    #expect(others.count > 100)
    for file in others {
      let words = Set(House.text(of: file).split { !($0.isLetter || $0.isNumber || $0 == "_") })
      for kind in kinds { #expect(!words.contains(Substring(kind)), "\(House.name(file)) names \(kind)") }
    }
  }

  @Test("every folder of tests is built")
  func testFolders() throws {
    let folder = TestFolders.repository.appendingPathComponent("Tests")
    let manifest = House.manifest.filter { !$0.isWhitespace }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix("Tests") {
      #expect(
        manifest.contains("(\"\(name.dropLast(5))\",[") || manifest.contains(".testTarget(name:\"\(name)\","),
        "Tests/\(name) is not in Package.swift")
    }
  }

  @Test("the reader of imports sees every way to write one")
  func importReader() {
    let source = """
      import Alpha
      @testable import Beta
      internal import Gamma
      @preconcurrency public import struct Delta.Thing
      @_spi(Tests) import Epsilon.Sub
      // import Zeta
      let text = "import Eta"
      """
    #expect(House.imports(in: source) == ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"])
  }

  @Test("the reader of the manifest sees names, paths and both kinds of dependencies")
  func manifestReader() {
    let target = House.declarations(
      in: """
        .executableTarget(
          name: "lamp", dependencies: ["Oil", .product(name: "Wick", package: "wicks"), "Glass"],
          path: "Sources/Lights/Lamp"),
        """
    ).first
    #expect(target?.name == "lamp")
    #expect(target?.folder == "Sources/Lights/Lamp")
    #expect(target?.dependencies == ["Oil", "Glass"])
    #expect(target?.products == ["Wick"])
  }
}
