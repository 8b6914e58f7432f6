import Application
import Hummingbird

/// The programs' interface under `/api`: JSON in, JSON or problem documents (RFC 9457) out.
struct APIRoutes {
  let workplace: Workplace
  let limiter: RateLimiter

  func add(to group: RouterGroup<WorkbenchContext>) {
    WorkRoutes(workplace: workplace, limiter: limiter).add(to: group)
    AnswerRoutes(workplace: workplace).add(to: group)
    PlanRoutes(workplace: workplace).add(to: group)
    ResultRoutes(workplace: workplace).add(to: group)
    FileRoutes(workplace: workplace).add(to: group)
    EventRoutes(workplace: workplace).add(to: group)
  }
}
