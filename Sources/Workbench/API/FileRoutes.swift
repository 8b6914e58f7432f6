import Application
import Hummingbird

/// What never changes: areas, grids, features and figures by their digest.
struct FileRoutes {
  let workplace: Workplace

  func add(to group: RouterGroup<WorkbenchContext>) {
    group.get("/areas/:digest") { _, context in
      Response.file(
        try workplace.areaView(context.digest("digest")), type: "application/json; charset=utf-8", isImmutable: true)
    }
    group.get("/grids/:digest") { _, context in
      Response.file(try workplace.grid(context.digest("digest")), type: "application/octet-stream", isImmutable: true)
    }
    group.get("/features/:digest") { _, context in
      Response.file(try workplace.features(context.digest("digest")), type: "application/geo+json", isImmutable: true)
    }
    group.get("/figures/:file") { _, context in
      Response.file(
        try workplace.figure(context.digest("file", ending: ".svg")), type: "image/svg+xml", isImmutable: true)
    }
  }
}
