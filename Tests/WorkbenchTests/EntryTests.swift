import Classroom
import Essentials
import TestSupport
import Testing

@testable import Workbench

@Suite("Into the workbench")
struct EntryTests {
  @Test("the first teacher needs the word in the terminal, and there is one first teacher")
  func firstTeacher() async throws {
    try await RunningServer.run { server in
      let visitor = server.visitor()
      #expect(try await visitor.get("/").body.contains("href=\"/setup\""))
      let fields = ["name": "Juf Ada", "password": RunningServer.password]
      let wrong = try await visitor.post("/setup", fields.merging(["word": "ABCD EFGH"]) { $1 }, from: "/setup")
      #expect(wrong.status == 403)
      #expect(wrong.body.contains("role=\"alert\""))
      #expect(wrong.body.contains("value=\"Juf Ada\""))
      #expect(try await !server.database.hasTeacher())
      let right = fields.merging(["word": server.setUpWord.grouped.lowercased()]) { $1 }
      let made = try await visitor.post("/setup", right, from: "/setup")
      #expect(made.status == 303)
      #expect(made.header("location") == "/desk")
      #expect(try await visitor.get("/desk").status == 200)
      // Whoever comes later, even with the word, finds the door closed.
      let late = server.visitor()
      #expect(try await late.get("/setup").header("location") == "/login")
      let second = try await late.post("/setup", right.merging(["name": "Ander"]) { $1 }, from: "/login")
      #expect(second.status == 409)
      #expect(try await server.database.teacher(named: "Ander") == nil)
    }
  }

  @Test("a student joins with a code and a nickname, and comes back on another computer with the card")
  func joinAndReturn() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let student = try await server.student("Sterre", in: schoolClass)
      let card = try await student.get("/card/new")
      #expect(card.status == 200)
      #expect(card.body.contains("Sterre"))
      let code = try #require(card.body.firstMatch(of: /class="big-code">([A-Z2-9]{4} [A-Z2-9]{4})</)).1
      // The code is nowhere in an address but behind the hash of the QR code, which is a drawing.
      #expect(!card.body.contains("/return#"))
      let elsewhere = server.visitor()
      let back = try await elsewhere.post("/return", ["code": code.lowercased()], from: "/return")
      #expect(back.status == 303)
      #expect(back.header("location") == "/home")
      #expect(try await elsewhere.get("/home").body.contains("Hallo Sterre"))
      let unknown = try await server.visitor().post("/return", ["code": "ABCD EFGH"], from: "/return")
      #expect(unknown.status == 422)
      #expect(unknown.body.contains("people.noSuchReturnCode") || unknown.body.contains("hoort bij niemand"))
      // A new code makes the old one void and ends what was open.
      let teacher = try await server.teacher()
      let id = try await server.database.members(ofClass: schoolClass.id)[0].id
      let page = "/desk/classes/\(schoolClass.id)/students/\(id)"
      let reset = try await teacher.post("\(page)/reset", [:], from: page)
      #expect(reset.header("location") == "/desk/classes/\(schoolClass.id)/cards?student=\(id)")
      #expect(try await elsewhere.get("/home").status == 401)
      #expect(try await server.visitor().post("/return", ["code": String(code)], from: "/return").status == 422)
    }
  }

  @Test("a code that does not fit, a class that is closed and a name that is taken are refused with the reason")
  func refusals() async throws {
    try await RunningServer.run { server in
      let (teacher, schoolClass) = try await server.makeClass()
      _ = try await server.student("Noor", in: schoolClass)
      func join(_ code: String, _ nickname: String) async throws -> Visitor.Answer {
        try await server.visitor().post("/join", ["code": code, "nickname": nickname], from: "/join")
      }
      #expect(try await join("AAAAAA", "Bo").status == 422)
      #expect(try await join("I0O1", "Bo").status == 422)
      let taken = try await join(schoolClass.joinCode, " nOOR ")
      #expect(taken.status == 409)
      #expect(taken.body.contains("value=\" nOOR \""))
      #expect(try await join(schoolClass.joinCode, "a\u{202E}b").status == 422)
      try await server.database.setOpen(false, ofClass: schoolClass.id, teacher: teacher.id)
      #expect(try await join(schoolClass.joinCode, "Bo").status == 403)
      #expect(try await server.database.members(ofClass: schoolClass.id).count == 1)
    }
  }

  @Test("a wrong password is refused slowly and soon not tried any more; the right one still works elsewhere")
  func passwords() async throws {
    try await RunningServer.run { server in
      _ = try await server.makeClass()
      let visitor = server.visitor()
      var statuses: [Int] = []
      for attempt in 0..<12 {
        let answer = try await visitor.post(
          "/login", ["name": "docent", "password": "geraden \(attempt) keer"], from: "/login")
        statuses.append(answer.status)
        if answer.status == 429 { #expect(Int(answer.header("retry-after") ?? "") ?? 0 > 0) }
      }
      #expect(statuses == Array(repeating: 403, count: 10) + [429, 429])
      server.clock.pass(seconds: 21)
      let right = ["name": "Docent", "password": RunningServer.password]
      #expect(try await visitor.post("/login", right, from: "/login").status == 303)
    }
  }

  @Test("thirty students behind one address all get in at once; a machine that guesses codes does not go on")
  func rateLimit() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...30 {
          group.addTask { _ = try await server.student("leerling \(number)", in: schoolClass) }
        }
        try await group.waitForAll()
      }
      #expect(try await server.database.members(ofClass: schoolClass.id).count == 30)
      let guesser = server.visitor()
      let token = try await guesser.get("/return").token
      var statuses: [Int: Int] = [:]
      for number in 0..<120 {
        let guess = "ABCD\(String(2_222 + number).replacing("0", with: "A").replacing("1", with: "B"))"
        let answer = try await guesser.submit("/return", ["csrf": token, "code": guess])
        statuses[answer.status, default: 0] += 1
      }
      #expect(statuses[422] == 90)
      #expect(statuses[429] == 30)
    }
  }

  @Test("a student sees neither the desk nor another class, a teacher not another teacher's class")
  func roles() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let other = try await server.database.makeTeacher(
        name: "Collega", password: RunningServer.password, language: .nl)
      let foreign = try await server.database.makeClass(name: "SB1B", teacher: other.id)
      let pupil = try await server.database.addStudent(nickname: "Mo", toClass: foreign.id, language: .nl).account
      let student = try await server.student("Noor", in: schoolClass)
      for path in ["/desk", "/desk/classes/\(schoolClass.id)", "/desk/classes/\(schoolClass.id)/cards"] {
        #expect(try await student.get(path).status == 404)
        #expect(try await server.visitor().get(path).status == 401)
      }
      let teacher = try await server.teacher()
      for path in ["", "/cards", "/poster", "/students/\(pupil.id)"] {
        #expect(try await teacher.get("/desk/classes/\(foreign.id)\(path)").status == 404)
      }
      let reset = "/desk/classes/\(schoolClass.id)/students/\(pupil.id)/reset"
      #expect(try await teacher.post(reset, [:], from: "/desk").status == 404)
      let close = "/desk/classes/\(foreign.id)/open"
      #expect(try await teacher.post(close, ["open": "no"], from: "/desk").status == 404)
      #expect(try await server.database.schoolClass(foreign.id)?.isOpen == true)
      #expect(try await student.get("/works/abc").status == 404)
    }
  }
}
