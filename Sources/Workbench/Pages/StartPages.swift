import Classroom
import Essentials
import Hummingbird

/// The way in, the language, the way out, and what needs no account.
struct StartPages {
  let tools: PageTools

  func add(to router: Router<WorkbenchContext>) {
    router.get("/", use: start)
    router.get("/classroom-mode") { request, context in
      let texts = tools.renderer.texts(context)
      return try tools.renderer.page(
        "classroom-mode", title: texts("page.classroomMode.title"), request: request, context: context)
    }
    router.post("/language", use: chooseLanguage)
    router.post("/logout", use: leave)
    router.get("/assets/:digest/**") { request, context in
      let content = tools.renderer.content.current
      let path = context.parameters.getCatchAll().joined(separator: "/")
      guard let digest = context.parameters.get("digest"),
        let response = content.assets.response(path: path, digest: digest, request: request)
      else { throw Problem.plain(.notFound) }
      return response
    }
    // Browsers ask for it whatever the page says.
    router.get("/favicon.ico") { request, _ in
      let content = tools.renderer.content.current
      guard
        let response = content.assets.response(path: "app/icon.svg", digest: content.assets.digest, request: request)
      else { throw Problem.plain(.notFound) }
      return response
    }
  }

  private func start(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    if let account = context.identity?.account {
      return Response.seeOther(account.role == .teacher ? "/desk" : "/home")
    }
    let texts = tools.renderer.texts(context)
    let hasTeacher = try await tools.database.hasTeacher()
    return try tools.renderer.page(
      "start", title: texts("page.start.title"), values: ["needsSetUp": !hasTeacher], request: request,
      context: context)
  }

  private func chooseLanguage(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    guard let language = Language(rawValue: context.form["language"]) else { throw Problem.plain(.badRequest) }
    if let account = context.identity?.account {
      try await tools.database.setLanguage(language, of: account.id)
    }
    var response = Response.seeOther(Self.local(context.form["back"]))
    response.setCookie(tools.cookies.language(language))
    return response
  }

  private func leave(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    if let token = tools.cookies.session(in: request) { try await tools.database.endSession(token) }
    var response = Response.seeOther("/")
    response.setCookie(tools.cookies.ended)
    return response
  }

  /// A path on this server and nothing else, or the start.
  static func local(_ path: String) -> String {
    let plain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
    return plain && path.hasPrefix("/") && !path.hasPrefix("//") ? path : "/"
  }
}
