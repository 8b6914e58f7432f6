import Application
import Essentials
import Hummingbird

/// Answers to exercises, and handing in.
struct AnswerRoutes {
  private struct Made: Encodable {
    var id: String
  }

  let workplace: Workplace

  func add(to group: RouterGroup<WorkbenchContext>) {
    let work = group.group("/works/:work")
    work.post("/answers/:exercise") { request, context in
      let members = try await request.members(allowing: ["value", "plan", "reasoning"])
      let accepted = try await workplace.answer(
        context.path("exercise"), value: try members.present("value")?.scalar(),
        plan: try members.present("plan")?.string(), reasoning: try members.present("reasoning")?.string(),
        in: context.path("work"), by: context.account())
      return try Response.answer(accepted)
    }
    work.post("/handin") { request, context in
      let members = try await request.members(allowing: ["plan"])
      let id = try await workplace.handIn(
        context.path("work"), plan: try members.present("plan")?.string(), by: context.account())
      return try Response.answer(Made(id: id), status: .accepted)
    }
    work.get("/handins/:handin") { _, context in
      try Response.answer(
        await workplace.handIn(context.path("handin"), of: context.path("work"), for: context.account()))
    }
    group.get("/handins/:handin/submission") { _, context in
      let id = try context.path("handin")
      let data = try await workplace.submission(ofHandIn: id, for: context.account())
      return Response.file(data, type: "application/zip", name: "\(id).twinsubmission")
    }
  }
}

extension JSONDocument.Members {
  /// A member that is there and not null.
  fileprivate func present(_ name: String) -> JSONDocument? { self[name].flatMap { $0.value == .null ? nil : $0 } }
}
