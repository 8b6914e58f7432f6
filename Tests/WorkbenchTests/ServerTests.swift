import Classroom
import Essentials
import Foundation
import TestSupport
import Testing

@testable import Workbench

@Suite("What the server gives and refuses")
struct ServerTests {
  @Test("plain HTTP on a network is refused with the reason, unless it is chosen as classroom mode")
  func classroomMode() async throws {
    for host in ["0.0.0.0", "::", "192.168.1.10", "twinbench.school.nl"] {
      #expect(throws: WorkbenchError.self) { () throws in try ServerConfiguration(host: host).check() }
      #expect(throws: Never.self) { () throws in try ServerConfiguration(host: host, classroomMode: true).check() }
    }
    for host in ["127.0.0.1", "localhost", "::1"] {
      #expect(throws: Never.self) { () throws in try ServerConfiguration(host: host).check() }
    }
    #expect(throws: WorkbenchError.self) { () throws in
      try ServerConfiguration(address: "javascript:alert(1)").check()
    }
    try await RunningServer.run { server in
      let page = try await server.visitor().get("/")
      #expect(!page.body.contains("class=\"banner\""))
    }
    try await RunningServer.run(ServerConfiguration(host: "0.0.0.0", classroomMode: true)) { server in
      let page = try await server.visitor().get("/join")
      #expect(page.body.contains("class=\"banner\""))
      #expect(page.body.contains("href=\"/classroom-mode\""))
      #expect(try await server.visitor().get("/classroom-mode").status == 200)
    }
  }

  /// Elements, attributes and styles that the policy would stop, in the text of a page.
  private static func inline(_ html: String) -> [String] {
    // By scalars: a browser ends a value at a quotation mark with an accent, too.
    let quoted = /"[^"]*"|'[^']*'/.matchingSemantics(.unicodeScalar)
    let tag = /<[A-Za-z](?:[^>"']|"[^"]*"|'[^']*')*>?/.matchingSemantics(.unicodeScalar)
    // A tag with its quoted values taken out: what is left are names, and whatever broke out of its value.
    let tags = html.matches(of: tag).map { String($0.0).replacing(quoted, with: "=") }
    let scripts = tags.filter { $0.hasPrefix("<script") && $0.firstMatch(of: /\ssrc=/) == nil }
    let styles = tags.filter { $0.hasPrefix("<style") || $0.firstMatch(of: /\sstyle\s*=/) != nil }
    let handlers = tags.filter { $0.firstMatch(of: /\son[a-z]+\s*=/) != nil }
    return scripts + styles + handlers
  }

  @Test("every page has the policy, a language, a title and a skip link, and nothing inline")
  func policy() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let student = try await server.student("Noor", in: schoolClass)
      let member = try await server.database.members(ofClass: schoolClass.id)[0]
      let teacher = try await server.teacher()
      let stranger = server.visitor()
      let desk = "/desk/classes/\(schoolClass.id)"
      let pages: [(Visitor, String)] =
        ["/", "/join", "/join/\(schoolClass.joinCode)", "/return", "/login", "/classroom-mode", "/nope"].map {
          (stranger, $0)
        } + ["/home", "/card", "/card/new", "/works/none"].map { (student, $0) }
        + ["/desk", desk, "\(desk)/cards", "\(desk)/poster", "\(desk)/students/\(member.id)"].map { (teacher, $0) }
      for (visitor, path) in pages {
        for language in ["nl", "en"] {
          visitor.cookies["twinbench-language"] = language
          let page = try await visitor.get(path)
          let policy = page.header("content-security-policy") ?? ""
          #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self';"), "\(path)")
          #expect(!policy.contains("unsafe"))
          #expect(page.header("x-content-type-options") == "nosniff")
          #expect(page.header("cache-control") == "no-store", "\(path)")
          #expect(Self.inline(page.body).isEmpty, "\(path): \(Self.inline(page.body))")
          #expect(page.body.contains("<html lang=\"\(language)\">"), "\(path)")
          #expect(page.body.contains("class=\"skip-link\""))
          #expect(page.body.firstMatch(of: /<title>[^<]+ – Twinbench<\/title>/) != nil, "\(path)")
          // A key shows itself where its text is missing.
          #expect(page.body.firstMatch(of: />page\.[a-z]/) == nil, "\(path)")
          #expect(!page.body.contains("http://") || path.contains("card") || path.contains("desk"), "\(path)")
        }
      }
    }
  }

  @Test("the policy's own check finds what it is for")
  func policyCheck() {
    #expect(Self.inline("<script>x</script>").count == 1)
    #expect(Self.inline("<p style=\"a\">").count == 1)
    #expect(Self.inline("<a href=x onclick=y>").count == 1)
    #expect(Self.inline("<input value=\"\"\u{308} onfocus=y\">").count == 1)
    #expect(Self.inline("<input value=\"&quot; onfocus=y\">").isEmpty)
    #expect(Self.inline("<script type=\"module\" src=\"/x.js\"></script>").isEmpty)
  }

  @Test(
    "a nickname that is a script is a name on every page",
    arguments: [
      "<script>alert(1)</scr>", "\"><img src=x onerror=a>", "' onfocus='alert(1)", "{{csrf}}{{{qr}}}",
      // A quotation mark with an accent is one character to a reader, and still ends an attribute for a browser.
      "\"\u{308} autofocus onfocus=a",
    ])
  func scriptInNickname(nickname: String) async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass("K<b>&\"\u{301}x")
      let student = try await server.student(nickname, in: schoolClass)
      let member = try await server.database.members(ofClass: schoolClass.id)[0]
      #expect(member.name == (try Nickname(nickname).text))
      let teacher = try await server.teacher()
      let desk = "/desk/classes/\(schoolClass.id)"
      for (visitor, path) in [
        (student, "/home"), (student, "/card"), (teacher, desk), (teacher, "\(desk)/cards"), (teacher, "/desk"),
        (teacher, "\(desk)/poster"), (teacher, "\(desk)/students/\(member.id)"),
      ] {
        let page = try await visitor.get(path)
        #expect(page.status == 200)
        #expect(Self.inline(page.body).isEmpty, "\(path)")
        for piece in ["<script>alert", "<img src=x", "K<b>", "\"\u{308} autofocus", "' onfocus"] {
          let found = page.body.utf8.firstRange(of: Array(piece.utf8))
          #expect(found == nil, "\(path) shows \(piece)")
        }
      }
      // Also in the form that shows it again after a mistake.
      let again = try await server.visitor().post(
        "/join", ["code": schoolClass.joinCode, "nickname": nickname], from: "/join")
      #expect(again.status == 409)
      #expect(Self.inline(again.body).isEmpty)
    }
  }

  @Test("a body of 100 MB is refused at once and hardly read, said or unsaid how long it is")
  func largeBody() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let student = try await server.student("Noor", in: schoolClass)
      let token = try await student.get("/home").token
      let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 64 << 10)
      let size = 100 << 20
      let headers = [("X-CSRF-Token", token), ("Content-Type", "application/json")]
      let said = try await student.raw(
        student.head("POST", "/api/works", headers: headers + [("Content-Length", "\(size)")]),
        repeatElement(piece, count: size / piece.count))
      #expect(said.answer.status == 413)
      #expect(said.answer.body.contains("\"http.tooLarge\""))
      #expect(said.answer.header("connection") == "close")
      #expect(said.taken < 16 << 20)
      let chunk = Array("10000\r\n".utf8) + piece + Array("\r\n".utf8)
      for path in ["/api/works", "/login", "/api/nothing"] {
        let unsaid = try await student.raw(
          student.head(
            "POST", path,
            headers: [("X-CSRF-Token", token), ("Transfer-Encoding", "chunked")]
              + [("Content-Type", path == "/login" ? "application/x-www-form-urlencoded" : "application/json")]),
          repeatElement(chunk, count: size / piece.count))
        #expect(path == "/api/nothing" ? unsaid.answer.status == 404 : unsaid.answer.status == 413, "\(path)")
        #expect(unsaid.taken < 16 << 20, "\(path): \(unsaid.taken)")
      }
      #expect(try await student.get("/home").status == 200)
    }
  }

  @Test("files of the browser are kept for ever under their digest, compressed, and nothing else is given")
  func assets() async throws {
    try await RunningServer.run { server in
      let visitor = server.visitor()
      let page = try await visitor.get("/").body
      let base = try #require(page.firstMatch(of: /"(\/assets\/[0-9a-f]{16})\//)).1
      let style = try await visitor.get("\(base)/app/site.css")
      #expect(style.status == 200)
      #expect(style.header("content-type") == "text/css; charset=utf-8")
      #expect(style.header("cache-control") == "public, max-age=31536000, immutable")
      let small = try await visitor.get("\(base)/app/site.css", [("Accept-Encoding", "br, gzip")])
      #expect(small.header("content-encoding") == "gzip")
      #expect(Int(small.header("content-length") ?? "") ?? .max < style.body.utf8.count / 2)
      let texts = try await visitor.get("\(base)/localizations/nl.json")
      // Those of the pages, which the server fills in itself, would only be a load on the line.
      #expect(texts.body.contains("\"map.start.again\"") && !texts.body.contains("\"page."))
      #expect(try await visitor.get("/assets/0000000000000000/app/site.css").header("cache-control") == "no-store")
      for path in [
        "app/../../Views/layout.mustache", "..%2f..%2fPackage.swift", "app/nothing.js", "Views/layout.mustache",
      ] {
        #expect(try await visitor.get("\(base)/\(path)").status == 404, "\(path)")
      }
    }
  }

  @Test("the language is the browser's until somebody chooses, and a choice leads back to the page and nowhere else")
  func language() async throws {
    try await RunningServer.run { server in
      let visitor = server.visitor()
      #expect(try await visitor.get("/").body.contains("<html lang=\"nl\">"))
      let english = [("Accept-Language", "de, en-GB;q=0.8, nl;q=0.5")]
      #expect(try await visitor.get("/", english).body.contains("<html lang=\"en\">"))
      let chosen = try await visitor.post("/language", ["language": "en", "back": "/join"], from: "/")
      #expect(chosen.header("location") == "/join")
      #expect(try await visitor.get("/join").body.contains("Join a class"))
      for back in ["//evil.example", "https://evil.example", "/\\evil.example", "/a?b", ""] {
        let answer = try await visitor.post("/language", ["language": "nl", "back": back], from: "/")
        #expect(answer.header("location") == "/", "\(back)")
      }
    }
  }

  @Test("what is not there or not understood is said in words, as a page or as a problem document")
  func problems() async throws {
    try await RunningServer.run { server in
      let visitor = server.visitor()
      let page = try await visitor.get("/nope")
      #expect(page.status == 404)
      #expect(page.body.contains("Deze pagina is er niet."))
      let token = page.token
      #expect(token.count == 43)
      let strange = try await visitor.send(
        "POST", "/join", headers: [("Content-Type", "multipart/form-data; boundary=x")], body: Array("x".utf8))
      #expect(strange.status == 415)
      let broken = try await visitor.send(
        "POST", "/join", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: [0x63, 0x3D, 0xFF])
      #expect(broken.status == 400)
      #expect(try await visitor.get("/healthz").body == "ok\n")
    }
  }
}
