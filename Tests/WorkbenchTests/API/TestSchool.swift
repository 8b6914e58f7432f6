import Application
import Classroom
import Essentials
import Foundation
import FoundationNetworking
import Jobs
import TestSupport
import Workbench

/// A school with the street and its course installed, served over HTTP by this process; lives as long as it.
enum TestSchool {
  struct Served: Sendable {
    let installation: Installation
    let workplace: Workplace
    let port: Int
    let teacher: Account
    let area: AreaView
    let landCover: Data

    var address: String { "http://127.0.0.1:\(port)" }

    /// A class with the assignment, and so many students of it.
    func makeClass(students count: Int) async throws -> (assignment: ClassAssignment, students: [APIClient]) {
      let schoolClass = try await workplace.database.makeClass(name: "Klas", teacher: teacher.id)
      let assignment = try await workplace.assign(
        "koele-straat", of: TestSchool.course, toClass: schoolClass.id, by: teacher)
      var students: [APIClient] = []
      for number in 0..<count {
        let student = try await workplace.database.addStudent(
          nickname: "leerling \(number)", toClass: schoolClass.id, language: .nl)
        students.append(try await client(student.account.id))
      }
      return (assignment, students)
    }

    /// A student who has begun, with the plan.
    func beginner() async throws -> (client: APIClient, work: String, plan: String) {
      let (assignment, students) = try await makeClass(students: 1)
      let (work, plan) = try await begin(students[0], assignment)
      return (students[0], work, plan)
    }

    func begin(_ client: APIClient, _ assignment: ClassAssignment) async throws -> (work: String, plan: String) {
      let made = try await client.post("/works", ["classAssignment": .string(assignment.id)])
      let work = made.body["id"]?.stringValue ?? ""
      let plans = try await client.get("/works/\(work)").body["plans"]?.arrayValue
      return (work, plans?.first?["id"]?.stringValue ?? "")
    }

    func client(_ account: String) async throws -> APIClient {
      let token = try await workplace.database.beginSession(of: account)
      return try await APIClient(address: address, token: token)
    }

    /// Middles of cells where a tree may stand, far enough apart.
    func treePlaces(_ count: Int, from start: Int = 0) -> [(x: Double, y: Double)] {
      let codes = Set(
        area.measures.first { $0.id == "tree" }.map { card in
          area.classes.filter { card.allowedOn.contains($0.id) }.map { UInt8($0.code) }
        } ?? [])
      let frame = area.frame
      var places: [(x: Double, y: Double)] = []
      for (index, code) in landCover.enumerated() where codes.contains(code) {
        let (row, column) = (index / frame.columns, index % frame.columns)
        guard row % 3 == 0, column % 3 == 0 else { continue }
        places.append((frame.west + Double(column) + 0.5, frame.north - Double(row) - 0.5))
      }
      return Array(places.dropFirst(start).prefix(count))
    }
  }

  static let course = "twinbench/cursus-straat-van-de-toekomst@0.1.0"

  static var shared: Served { get async throws { try await work.value } }

  private static let work = Task {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("twinbench-school-\(getpid())")
    try? FileManager.default.removeItem(at: root)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let installation = try await install(in: root)
    let workplace = try Workplace(installation: installation)
    let teacher = try await workplace.database.makeTeacher(
      name: "docent", password: "een lang wachtwoord", language: .nl)
    let server = try WorkbenchServer(
      workplace: workplace, configuration: ServerConfiguration(host: "127.0.0.1", port: 0),
      web: .source(TestFolders.repository))
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    Task { try await server.run { port in ready.yield(port) } }
    var port = 0
    for await number in ports {
      port = number
      break
    }
    let given = try await workplace.database.makeClass(name: "Eerste", teacher: teacher.id)
    try await workplace.assign("koele-straat", of: course, toClass: given.id, by: teacher)
    let student = try await workplace.database.addStudent(
      nickname: "kijker", toClass: given.id, language: .nl)
    let client = try await APIClient(
      address: "http://127.0.0.1:\(port)", token: await workplace.database.beginSession(of: student.account.id))
    let list = try await client.get("/works").body
    let made = try await client.post("/works", ["classAssignment": list.arrayValue?.first?["classAssignment"] ?? .null])
    let work = try await client.get("/works/\(made.body["id"]?.stringValue ?? "")").body
    let area = try JSONDecoder().decode(
      AreaView.self, from: await client.get("/areas/\(work["areaDigest"]?.stringValue ?? "")").data)
    let landCover = try await client.get("/grids/\(area.landCover.digest.hex)").data
    return Served(
      installation: installation, workplace: workplace, port: port, teacher: teacher, area: area, landCover: landCover)
  }

  /// Builds and installs the packs and the course from the sources in this checkout.
  private static func install(in root: URL) async throws -> Installation {
    let installation = try Installation(home: root.appendingPathComponent("home"), threads: 2)
    for name in ["basis-nl", "straat-van-de-toekomst"] {
      let source = TestFolders.repository.appendingPathComponent("packs/\(name)", isDirectory: true)
      let archive = root.appendingPathComponent("\(name).twinpack")
      _ = try await installation.buildPack(source: source, output: archive, data: nil) { _ in }
      _ = try await installation.installPack(archive) { _ in }
    }
    let source = TestFolders.repository.appendingPathComponent("courses/straat-van-de-toekomst", isDirectory: true)
    let archive = root.appendingPathComponent("course.twincourse")
    _ = try await installation.buildCourse(source: source, output: archive) { _ in }
    _ = try await installation.installPack(archive) { _ in }
    return installation
  }
}
