import Classroom
import Essentials
import Hummingbird

/// The desk of a teacher: classes, their students, and what they are given to do.
struct DeskPages {
  let tools: PageTools

  func add(to router: Router<WorkbenchContext>) {
    router.get("/desk") { request, context in try await desk(request, context, problem: nil) }
    router.post("/desk/classes") { request, context in
      let teacher = try tools.require(.teacher, context)
      do {
        let made = try await tools.database.makeClass(name: context.form["name"], teacher: teacher.id)
        return Response.seeOther("/desk/classes/\(made.id)")
      } catch { return try await desk(request, context, problem: error) }
    }
    let schoolClass = router.group("/desk/classes/:id")
    schoolClass.get("") { request, context in try await classPage(request, context, problem: nil) }
    schoolClass.post("open") { request, context in
      let teacher = try tools.require(.teacher, context)
      let id = try context.parameters.require("id")
      try await tools.database.setOpen(context.form["open"] == "yes", ofClass: id, teacher: teacher.id)
      return Response.seeOther("/desk/classes/\(id)")
    }
    schoolClass.post("assign") { request, context in
      let (teacher, found) = try await ownClass(context)
      do {
        try await tools.desk.assign(context.form["offer"], toClass: found.id, by: teacher)
        return Response.seeOther("/desk/classes/\(found.id)")
      } catch { return try await classPage(request, context, problem: error) }
    }
    schoolClass.post("assignments/:assignment/closed") { request, context in
      let (teacher, found) = try await ownClass(context)
      try await tools.workplace.setClosed(
        context.form["closed"] == "yes", classAssignment: try context.parameters.require("assignment"), by: teacher)
      return Response.seeOther("/desk/classes/\(found.id)")
    }
    schoolClass.get("cards", use: cards)
    schoolClass.get("poster", use: poster)
    schoolClass.post("students/:student/reset") { request, context in
      let (teacher, found) = try await ownClass(context)
      let student = try context.parameters.require("student")
      _ = try await tools.database.resetReturnCode(of: student, teacher: teacher.id)
      return Response.seeOther("/desk/classes/\(found.id)/cards?student=\(student)")
    }
    schoolClass.get("students/:student") { request, context in try await student(request, context, problem: nil) }
    schoolClass.post("students/:student/rename") { request, context in
      let (teacher, found) = try await ownClass(context)
      do {
        try await tools.database.rename(
          try context.parameters.require("student"), to: context.form["nickname"], teacher: teacher.id)
        return Response.seeOther("/desk/classes/\(found.id)")
      } catch { return try await student(request, context, problem: error) }
    }
  }

  /// - Throws: 404 for a class of another teacher.
  private func ownClass(_ context: WorkbenchContext) async throws -> (Account, SchoolClass) {
    let teacher = try tools.require(.teacher, context)
    guard let found = try await tools.database.schoolClass(try context.parameters.require("id")),
      found.teacher == teacher.id
    else { throw Problem.plain(.notFound) }
    return (teacher, found)
  }

  private func desk(_ request: Request, _ context: WorkbenchContext, problem: (any Error)?) async throws -> Response {
    let teacher = try tools.require(.teacher, context)
    let texts = tools.renderer.texts(context)
    var classes: [[String: Any]] = []
    for item in try await tools.database.schoolClasses(taughtBy: teacher.id) {
      let count = try await tools.database.members(ofClass: item.id).count
      classes.append([
        "id": item.id, "name": item.name, "joinCode": ReadableCode.grouped(item.joinCode),
        "students": texts("page.desk.students", count: count),
        "state": texts(item.isOpen ? "page.class.isOpen" : "page.class.isClosed"),
      ])
    }
    let (offers, problems) = try await tools.desk.offers()
    let courses = offers.map { offer in
      ["title": offer.title[context.language], "course": offer.courseTitle[context.language]]
    }
    let values: [String: Any] = [
      "classes": classes, "hasClasses": !classes.isEmpty, "courses": courses, "hasCourses": !courses.isEmpty,
      "name": context.form["name"],
      "courseProblems": problems.map { "\($0.what[context.language]) \($0.remedy[context.language])" },
    ]
    return try show("desk", "page.desk.title", values, problem, request, context)
  }

  private func classPage(
    _ request: Request, _ context: WorkbenchContext, problem: (any Error)?
  ) async throws -> Response {
    let (teacher, found) = try await ownClass(context)
    let texts = tools.renderer.texts(context)
    let language = context.language
    let given = try await tools.desk.given(toClass: found.id, for: teacher)
    let students = try await tools.database.members(ofClass: found.id).map { student -> [String: Any] in
      let cells = given.map { Self.cell($0.progress[student.id], texts) }
      return ["id": student.id, "classID": found.id, "name": student.name, "cells": cells]
    }
    let offers = try await tools.desk.offers().offers.map { offer in
      ["id": offer.id, "label": "\(offer.courseTitle[language]): \(offer.title[language])"]
    }
    let assignments = given.map { assignment -> [String: Any] in
      [
        "assignment": assignment.id, "classID": found.id, "title": assignment.title[language],
        "isClosed": assignment.isClosed,
      ]
    }
    let values: [String: Any] = [
      "id": found.id, "className": found.name, "joinCode": ReadableCode.grouped(found.joinCode),
      "isOpen": found.isOpen, "address": "\(tools.renderer.address)/join", "students": students,
      "hasStudents": !students.isEmpty, "given": assignments,
      "hasGiven": !given.isEmpty, "offers": offers, "hasOffers": !offers.isEmpty,
    ]
    return try show("class", texts("page.class.title", ["name": found.name]), values, problem, request, context)
  }

  private static func cell(_ progress: GivenAssignment.Progress?, _ texts: Texts) -> [String: Any] {
    var cell: [String: Any] = ["state": texts("page.state.\(progress?.state ?? "new")")]
    guard let progress else { return cell }
    cell["work"] = progress.work
    if let points = progress.points, let maximum = progress.maximum {
      cell["points"] = texts.points(points, of: maximum)
    }
    return cell
  }

  private func student(
    _ request: Request, _ context: WorkbenchContext, problem: (any Error)?
  ) async throws -> Response {
    let (_, found) = try await ownClass(context)
    let id = context.parameters.get("student")
    guard let student = try await tools.database.members(ofClass: found.id).first(where: { $0.id == id }) else {
      throw Problem.plain(.notFound)
    }
    let values: [String: Any] = [
      "id": found.id, "className": found.name, "student": student.id, "name": student.name,
      "nickname": context.form["nickname"].isEmpty ? student.name : context.form["nickname"],
    ]
    return try show("student", student.name, values, problem, request, context)
  }

  private func cards(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    let (_, found) = try await ownClass(context)
    let only = request.uri.queryParameters["student"].map(String.init)
    var cards: [[String: Any]] = []
    for member in try await tools.database.members(ofClass: found.id) where only == nil || only == member.id {
      if let card = try await ClassCard(of: member, tools: tools, context: context) { cards.append(card.values) }
    }
    let values: [String: Any] = [
      "id": found.id, "className": found.name, "cards": cards, "hasCards": !cards.isEmpty, "isOne": only != nil,
    ]
    return try show("cards", "page.cards.title", values, nil, request, context)
  }

  private func poster(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    let (_, found) = try await ownClass(context)
    let texts = tools.renderer.texts(context)
    let addresses = tools.renderer.addresses
    let link = "\(tools.renderer.address)/join/\(found.joinCode)"
    let values: [String: Any] = [
      "id": found.id, "className": found.name, "joinCode": ReadableCode.grouped(found.joinCode),
      "isOpen": found.isOpen, "address": "\(tools.renderer.address)/join",
      "others": addresses.dropFirst().map { "\($0)/join" }, "hasOthers": addresses.count > 1,
      "qr": QRCode.svg(of: link, title: texts("page.poster.qr", ["name": found.name])) ?? "",
    ]
    return try show("poster", texts("page.poster.title", ["name": found.name]), values, nil, request, context)
  }

  /// - Parameter title: a key, or a title as it is.
  private func show(
    _ view: String, _ title: String, _ values: [String: Any], _ problem: (any Error)?, _ request: Request,
    _ context: WorkbenchContext
  ) throws -> Response {
    let title = tools.renderer.texts(context)(title)
    if let problem {
      return try tools.renderer.again(
        view, title: title, values: values, error: problem, request: request, context: context)
    }
    return try tools.renderer.page(view, title: title, values: values, request: request, context: context)
  }
}
