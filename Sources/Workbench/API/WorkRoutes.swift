import Application
import Essentials
import Hummingbird

/// Works: what there is to do, and beginning it alone or with others.
struct WorkRoutes {
  private struct Made: Encodable {
    var id: String
  }

  let workplace: Workplace
  let limiter: RateLimiter

  func add(to group: RouterGroup<WorkbenchContext>) {
    group.get("/works") { _, context in
      try Response.answer(await workplace.works(of: context.account()))
    }
    group.post("/works") { request, context in
      let members = try await request.members(allowing: ["classAssignment"])
      let id = try await workplace.begin(members.required("classAssignment").string(), by: context.account())
      return try Response.answer(Made(id: id), status: .created)
    }
    group.post("/works/join") { request, context in
      // A code is short, and finding one opens the work of others.
      try limiter.take("team " + context.account().id, .account)
      let members = try await request.members(allowing: ["teamCode"])
      let id = try await workplace.join(teamCode: members.required("teamCode").string(), by: context.account())
      return try Response.answer(Made(id: id))
    }
    group.get("/works/:work") { _, context in
      try Response.answer(await workplace.work(context.path("work"), for: context.account()))
    }
  }
}
