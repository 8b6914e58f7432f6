import Application
import Areas
import Essentials
import Foundation
import Hummingbird

/// Plans: making, changing, fetching, taking home.
struct PlanRoutes {
  let workplace: Workplace

  func add(to group: RouterGroup<WorkbenchContext>) {
    group.post("/works/:work/plans") { request, context in
      let members = try await request.members(allowing: ["name", "copyOf"])
      let plan = try await workplace.makePlan(
        named: members.required("name").string(), copyOf: try members["copyOf"]?.string(),
        in: context.path("work"), by: context.account())
      return try Response.answer(plan, status: .created)
    }
    let plan = group.group("/plans/:plan")
    plan.get { _, context in
      try Response.answer(await workplace.plan(context.path("plan"), for: context.account()))
    }
    plan.patch { request, context in
      let members = try await request.members(allowing: ["name"])
      try await workplace.rename(
        plan: context.path("plan"), to: members.required("name").string(), by: context.account())
      return Response(status: .noContent)
    }
    plan.delete { _, context in
      try await workplace.delete(plan: context.path("plan"), by: context.account())
      return Response(status: .noContent)
    }
    plan.post("/restore") { _, context in
      try await workplace.restore(plan: context.path("plan"), by: context.account())
      return Response(status: .noContent)
    }
    addOperations(to: plan)
    addFiles(to: plan)
  }

  private func addOperations(to plan: RouterGroup<WorkbenchContext>) {
    plan.post("/operations") { request, context in
      let members = try await request.members(allowing: ["id", "base", "operation"])
      let accepted = try await workplace.append(
        PlanOperation(members.required("operation")), id: members.required("id").string(),
        base: members.required("base").whole(), to: context.path("plan"), by: context.account())
      return try Response.answer(accepted, status: accepted.isNew ? .created : .ok)
    }
    plan.get("/operations") { request, context in
      let after = request.text("after").flatMap(Int.init) ?? 0
      return try Response.answer(
        await workplace.operations(of: context.path("plan"), after: after, for: context.account()))
    }
  }

  private func addFiles(to plan: RouterGroup<WorkbenchContext>) {
    plan.get("/plan.geojson") { _, context in
      let file = try await workplace.planFile(context.path("plan"), for: context.account())
      return Response.file(file.data, type: "application/geo+json", name: "\(Self.fileName(file.name)).geojson")
    }
    plan.post("/import") { request, context in
      let data = try await request.bytes(upTo: Request.mostFileBytes)
      let accepted = try await workplace.importPlan(
        data, id: request.text("id") ?? SecureRandom.identifier(), to: context.path("plan"), by: context.account())
      return try Response.answer(accepted, status: accepted.isNew ? .created : .ok)
    }
  }

  /// Only what every system takes in a file's name.
  static func fileName(_ name: String) -> String {
    let kept = name.unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isPlain ? Character(scalar) : "-"
    }
    return String(kept)
  }
}
