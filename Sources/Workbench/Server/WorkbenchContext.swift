import Classroom
import Essentials
import Hummingbird

/// What the workbench knows of a request.
struct WorkbenchContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; nil for a stranger. Set by the session middleware.
  var identity: Identity?
  /// Of the person, or what their browser or the address asks for.
  var language: Language = .nl

  init(source: Source) { coreContext = .init(source: source) }

  /// A logged-in person.
  struct Identity: Sendable {
    var account: Account
    /// Every request that changes something must bring it along.
    var csrfToken: String
  }
}
