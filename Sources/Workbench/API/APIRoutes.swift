import Application
import Hummingbird

/// The programs' interface under `/api`: JSON in, JSON or problem documents (RFC 9457) out.
struct APIRoutes {
  let workplace: Workplace

  func add(to group: RouterGroup<WorkbenchContext>) {}
}
