import Classroom
import Essentials
import Foundation
import TestSupport
import Testing

@testable import Workbench

@Suite("Sessions and forged requests")
struct SessionTests {
  @Test("the cookie is out of reach of scripts and other sites, and of plain HTTP where there is TLS")
  func cookieFlags() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let visitor = server.visitor()
      let answer = try await visitor.post("/join", ["code": schoolClass.joinCode, "nickname": "Noor"], from: "/join")
      let cookie = try #require(answer.all("set-cookie").first { $0.hasPrefix("twinbench=") })
      let flags = Set(cookie.split(separator: ";").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) })
      #expect(flags == ["HttpOnly", "SameSite=Lax", "Path=/"])
    }
    let secure = SessionCookies(isSecure: true).session("x").description
    #expect(secure.hasPrefix("__Host-twinbench=x; "))
    #expect(secure.contains("Secure") && secure.contains("HttpOnly") && !secure.contains("Domain"))
  }

  @Test("a session ends by idling and by its age, whatever somebody does to the calendar")
  func expiry() async throws {
    let rules = SessionRules(idleSeconds: 600, longestSeconds: 3_600)
    try await RunningServer.run(sessionRules: rules) { server in
      let (_, schoolClass) = try await server.makeClass()
      let student = try await server.student("Noor", in: schoolClass)
      // The calendar jumps back ten years and on again: nobody is put out.
      server.clock.set(back: 315_360_000)
      #expect(try await student.get("/api/session").status == 200)
      server.clock.set(back: -630_720_000)
      #expect(try await student.get("/api/session").status == 200)
      // Idle: over; a calendar that is set back does not bring it to life.
      server.clock.pass(seconds: 601)
      server.clock.set(back: 86_400)
      let gone = try await student.get("/api/session", [("Accept-Language", "en")])
      #expect(gone.status == 401)
      #expect(gone.body.contains("\"session.expired\""))
      server.clock.set(back: 86_400)
      #expect(try await student.get("/api/session").status == 401)
      // Busy all the time: over after the longest time.
      let busy = try await server.student("Bo", in: schoolClass)
      for _ in 0..<11 {
        server.clock.pass(seconds: 300)
        #expect(try await busy.get("/api/session").status == 200)
      }
      server.clock.pass(seconds: 301)
      #expect(try await busy.get("/api/session").status == 401)
    }
  }

  @Test("logging out ends the session on the server, not only in the browser")
  func logout() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let student = try await server.student("Noor", in: schoolClass)
      let kept = student.cookies
      #expect(try await student.post("/logout", [:], from: "/home").status == 303)
      #expect(student.cookies["twinbench"] == nil)
      student.cookies = kept
      #expect(try await student.get("/home").status == 401)
    }
  }

  @Test("a form without its token, with another session's token, or from another site changes nothing")
  func forgedForms() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let teacher = try await server.teacher()
      let path = "/desk/classes/\(schoolClass.id)/open"
      let token = try await teacher.get("/desk").token
      let other = try await server.student("Noor", in: schoolClass)
      let foreign = try await other.get("/home").token
      #expect(token.count == 43 && foreign.count == 43 && token != foreign)
      let close = ["open": "no"]
      #expect(try await teacher.submit(path, close).status == 403)
      #expect(try await teacher.submit(path, close.merging(["csrf": foreign]) { $1 }).status == 403)
      let right = close.merging(["csrf": token]) { $1 }
      for origin in ["http://evil.example", "null", "https://evil.example:\(server.port)", "http://127.0.0.1"] {
        #expect(try await teacher.submit(path, right, headers: [("Origin", origin)]).status == 403)
      }
      #expect(try await teacher.submit(path, right, headers: [("Sec-Fetch-Site", "cross-site")]).status == 403)
      #expect(try await server.database.schoolClass(schoolClass.id)?.isOpen == true)
      let own = [("Origin", "http://127.0.0.1:\(server.port)"), ("Sec-Fetch-Site", "same-origin")]
      #expect(try await teacher.submit(path, right, headers: own).status == 303)
      #expect(try await server.database.schoolClass(schoolClass.id)?.isOpen == false)
    }
  }

  @Test("log-in and join forms are protected too, and a token belongs to one browser")
  func forgedEntry() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let join = ["code": schoolClass.joinCode, "nickname": "Noor"]
      let login = ["name": "Docent", "password": RunningServer.password]
      #expect(try await server.visitor().submit("/join", join).status == 403)
      #expect(try await server.visitor().submit("/login", login).status == 403)
      let stolen = try await server.visitor().get("/join").token
      #expect(try await server.visitor().submit("/join", join.merging(["csrf": stolen]) { $1 }).status == 403)
      #expect(try await server.database.members(ofClass: schoolClass.id).isEmpty)
    }
  }

  @Test("the programs' interface asks for a session and for its token in a header")
  func api() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let stranger = try await server.visitor().get("/api/session")
      #expect(stranger.status == 401)
      #expect(stranger.header("content-type")?.hasPrefix("application/problem+json") == true)
      #expect(stranger.body.contains("\"session.missing\""))
      let student = try await server.student("Noor", in: schoolClass)
      let answer = try await student.get("/api/session")
      struct Session: Decodable {
        struct Name: Decodable { var name: String }
        var account: Account
        var csrfToken: String
        var schoolClass: Name?
      }
      let session = try JSONDecoder().decode(Session.self, from: Data(answer.body.utf8))
      #expect(session.account.name == "Noor")
      #expect(session.schoolClass?.name == "SB2A")
      let json = ("Content-Type", "application/json")
      let body = Array(#"{"classAssignment":"none"}"#.utf8)
      #expect(try await student.send("POST", "/api/works", headers: [json], body: body).status == 403)
      let wrong = try await student.send(
        "POST", "/api/works", headers: [json, ("X-CSRF-Token", "x")], body: body)
      #expect(wrong.status == 403)
      #expect(wrong.body.contains("\"session.forged\""))
      let right = try await student.send(
        "POST", "/api/works", headers: [json, ("X-CSRF-Token", session.csrfToken)], body: body)
      #expect(right.status == 404)
      #expect(right.body.contains("\"work.notFound\""))
    }
  }
}
