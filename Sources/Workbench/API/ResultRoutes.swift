import Application
import Essentials
import Hummingbird

/// What plans do: previews, runs, the situation of today, single cells.
struct ResultRoutes {
  /// What is told while something is computed.
  private struct Waiting: Encodable {
    var fraction: Double
    var message: LocalizedText
  }

  let workplace: Workplace

  func add(to group: RouterGroup<WorkbenchContext>) {
    group.get("/works/:work/baseline") { request, context in
      let answer = try await workplace.baseline(
        of: context.path("work"), layers: request.list("layers"), frames: request.flag("frames"),
        for: context.account())
      switch answer {
      case .ready(let view): return try Response.answer(view)
      case .computing(let progress):
        return try Response.answer(
          Waiting(fraction: progress.fraction, message: progress.step), status: .accepted)
      }
    }
    let plan = group.group("/plans/:plan")
    plan.get("/preview") { request, context in
      try Response.answer(
        await workplace.preview(
          of: context.path("plan"), layers: request.list("layers"), for: context.account()))
    }
    plan.get("/cell") { request, context in
      try Response.answer(
        await workplace.cell(
          of: context.path("plan"), x: request.number("x"), y: request.number("y"), level: request.text("level"),
          for: context.account()))
    }
    plan.get("/results") { _, context in
      try Response.answer(await workplace.newestRun(of: context.path("plan"), for: context.account()))
    }
    plan.post("/runs") { request, context in
      let members = try await request.members(allowing: ["layers", "frames"])
      let run = try await workplace.requestRun(
        of: context.path("plan"), layers: try members["layers"]?.list().map { try $0.string() } ?? [],
        frames: try members["frames"]?.bool() ?? false, by: context.account())
      return try Response.answer(run, status: .accepted)
    }
    group.get("/runs/:run") { _, context in
      try Response.answer(await workplace.run(context.path("run"), for: context.account()))
    }
    group.get("/runs/:run/view") { request, context in
      try Response.answer(
        await workplace.result(
          ofRun: context.path("run"), layers: request.list("layers"), frames: request.flag("frames"),
          for: context.account()))
    }
  }
}
