import Classroom
import Essentials
import Hummingbird

/// The pages of a student, and the page in which the workbench runs.
struct HomePages {
  let tools: PageTools

  func add(to router: Router<WorkbenchContext>) {
    router.get("/home") { request, context in try await home(request, context, problem: nil) }
    router.post("/assignments/begin") { request, context in
      let student = try tools.require(.student, context)
      let work = try await tools.workplace.begin(context.form["assignment"], by: student)
      return Response.seeOther("/works/\(work)")
    }
    router.post("/assignments/team") { request, context in
      let student = try tools.require(.student, context)
      do {
        try tools.limiter.take("team " + student.id, .account)
        let work = try await tools.workplace.join(teamCode: context.form["team"], by: student)
        return Response.seeOther("/works/\(work)")
      } catch { return try await home(request, context, problem: error) }
    }
    router.get("/card") { request, context in try await card(request, context, isNew: false) }
    router.get("/card/new") { request, context in try await card(request, context, isNew: true) }
    router.get("/works/:id", use: work)
  }

  private func home(
    _ request: Request, _ context: WorkbenchContext, problem: (any Error)?
  ) async throws -> Response {
    let student = try tools.require(.student, context)
    let texts = tools.renderer.texts(context)
    let assignments = try await tools.desk.home(of: student).map { item -> [String: Any] in
      var values: [String: Any] = [
        "id": item.classAssignment, "title": item.title[context.language], "course": item.courseTitle[context.language],
        "state": texts("page.state.\(item.state)"),
      ]
      if let work = item.work { values["work"] = work }
      if let points = item.points, let maximum = item.maximum {
        values["points"] = texts.points(points, of: maximum)
      }
      return values
    }
    let schoolClass = try await tools.database.schoolClass(of: student.id)
    let values: [String: Any] = [
      "greeting": texts("page.home.greeting", ["name": student.name]), "className": schoolClass?.name ?? "",
      "assignments": assignments, "hasAssignments": !assignments.isEmpty, "team": context.form["team"],
    ]
    let title = texts("page.home.title")
    if let problem {
      return try tools.renderer.again(
        "home", title: title, values: values, error: problem, request: request, context: context)
    }
    return try tools.renderer.page("home", title: title, values: values, request: request, context: context)
  }

  private func card(_ request: Request, _ context: WorkbenchContext, isNew: Bool) async throws -> Response {
    let student = try tools.require(.student, context)
    guard let card = try await ClassCard(of: student, tools: tools, context: context) else {
      throw Problem.plain(.notFound)
    }
    return try tools.renderer.page(
      "card", title: tools.renderer.texts(context)("page.card.title"), values: ["card": card.values, "isNew": isNew],
      request: request, context: context)
  }

  /// The frame; the rest is made in the browser.
  private func work(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    guard let account = context.identity?.account else {
      throw Problem(.unauthorized, context.sessionHasEnded ? SessionError.expired : .missing)
    }
    guard let work = context.parameters.get("id"), try await tools.workplace.mayOpen(work, by: account) else {
      throw Problem.plain(.notFound)
    }
    return try tools.renderer.page(
      "work", title: tools.renderer.texts(context)("page.work.title"), values: ["work": work], request: request,
      context: context)
  }
}

/// What stands on the card with which a student comes back.
struct ClassCard {
  let values: [String: Any]

  init?(of student: Account, tools: PageTools, context: WorkbenchContext) async throws {
    guard let code = try await tools.database.returnCode(of: student.id),
      let schoolClass = try await tools.database.schoolClass(of: student.id)
    else { return nil }
    let address = tools.renderer.address
    // Behind the hash, so that the code never reaches a server's log or a browser's list of visited servers' requests.
    let link = "\(address)/return#\(code)"
    let title = tools.renderer.texts(context)("page.card.qr", ["name": student.name])
    values = [
      "name": student.name, "className": schoolClass.name, "code": ReadableCode.grouped(code),
      "address": "\(address)/return", "qr": QRCode.svg(of: link, title: title) ?? "", "id": student.id,
    ]
  }
}
