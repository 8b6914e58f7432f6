import Classroom
import Essentials
import Hummingbird

/// How people come in: by class code, by return code, by password, and the very first teacher.
struct EntryPages {
  let tools: PageTools

  func add(to router: Router<WorkbenchContext>) {
    router.get("/join") { request, context in
      // In a form's address a space is a plus sign.
      let code = request.uri.queryParameters["code"].map { String($0).replacing("+", with: " ") }
      return try show("join", ["code": code ?? ""], request, context)
    }
    router.get("/join/:code") { request, context in
      let code = context.parameters.get("code").flatMap {
        ReadableCode.normalized($0, length: ReadableCode.joinLength)
      }
      return try show("join", ["code": code ?? ""], request, context)
    }
    router.post("/join", use: join)
    router.get("/return") { request, context in try show("return", [:], request, context) }
    router.post("/return", use: comeBack)
    router.get("/login") { request, context in try show("login", [:], request, context) }
    router.post("/login", use: logIn)
    router.get("/setup") { request, context in
      guard try await !tools.database.hasTeacher() else { return Response.seeOther("/login") }
      return try show("setup", passwordRules, request, context)
    }
    router.post("/setup", use: setUp)
  }

  private var passwordRules: [String: Any] { ["shortest": Password.shortest, "longest": Password.longest] }

  private func show(
    _ view: String, _ values: [String: Any], _ request: Request, _ context: WorkbenchContext
  ) throws -> Response {
    try tools.renderer.page(
      view, title: tools.renderer.texts(context)("page.\(view).title"), values: values, request: request,
      context: context)
  }

  private func again(
    _ view: String, _ values: [String: Any], _ error: any Error, _ request: Request, _ context: WorkbenchContext
  ) throws -> Response {
    try tools.renderer.again(
      view, title: tools.renderer.texts(context)("page.\(view).title"), values: values, error: error,
      request: request, context: context)
  }

  private func join(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    let (code, nickname) = (context.form["code"], context.form["nickname"])
    do {
      try tools.limiter.take("join " + context.remoteAddress, .address)
      let joined = try await tools.database.join(code: code, nickname: nickname, language: context.language)
      return try await tools.enter(joined.account, to: "/card/new")
    } catch {
      return try again("join", ["code": code, "nickname": nickname], error, request, context)
    }
  }

  private func comeBack(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    do {
      try tools.limiter.take("return " + context.remoteAddress, .address)
      return try await tools.enter(try await tools.database.account(returnCode: context.form["code"]), to: "/home")
    } catch {
      return try again("return", ["code": context.form["code"]], error, request, context)
    }
  }

  private func logIn(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    let name = context.form["name"]
    do {
      try tools.limiter.take("login " + context.remoteAddress, .address)
      // The key of the name, so that capitals open no second bucket.
      let everywhere = "name " + ((try? Nickname(name))?.key ?? "?")
      let key = everywhere + " " + context.remoteAddress
      try tools.limiter.take(key, .account)
      try tools.limiter.take(everywhere, .name)
      let teacher = try await tools.database.teacher(name: name, password: context.form["password"])
      tools.limiter.forget(key)
      return try await tools.enter(teacher, to: "/desk")
    } catch {
      return try again("login", ["name": name], error, request, context)
    }
  }

  private func setUp(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    let name = context.form["name"]
    do {
      try tools.limiter.take("set-up " + context.remoteAddress, .setUp)
      guard try await !tools.database.hasTeacher() else { throw PeopleError.setUpDone }
      guard tools.setUpWord.matches(context.form["word"]) else { throw PeopleError.wrongSetUpWord }
      let teacher = try await tools.database.makeTeacher(
        name: name, password: context.form["password"], language: context.language, first: true)
      return try await tools.enter(teacher, to: "/desk")
    } catch {
      return try again(
        "setup", ["name": name, "word": context.form["word"]].merging(passwordRules) { old, _ in old }, error, request,
        context)
    }
  }
}
