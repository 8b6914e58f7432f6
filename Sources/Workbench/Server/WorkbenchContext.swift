import Classroom
import Essentials
import Hummingbird

/// What the workbench knows of a request.
struct WorkbenchContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; nil for a stranger. Set by the session middleware.
  var identity: Identity?
  /// A session cookie came along, but its session is over.
  var sessionHasEnded = false
  /// Of the person, or what their browser or the address asks for.
  var language: Language = .nl
  /// What the forms of a page must bring along: of the session, or of the cookie for strangers.
  var formToken = ""
  /// The fields of a form that was sent; checked for forgery.
  var form = FormFields()
  /// The address of the other side, or with IPv6 its network; for the limit on attempts only, never for the log.
  let remoteAddress: String
  /// Ends the connection at once, whatever it still brings.
  let closeConnection: @Sendable () -> Void

  init(source: Source) {
    coreContext = .init(source: source)
    let channel = source.channel
    remoteAddress = RateLimiter.network(of: channel.remoteAddress?.ipAddress ?? "?")
    closeConnection = { channel.close(mode: .all, promise: nil) }
  }

  /// A logged-in person.
  struct Identity: Sendable {
    var account: Account
    /// Every request that changes something must bring it along.
    var csrfToken: String
  }
}

/// The fields of an `application/x-www-form-urlencoded` body; the first of each name.
struct FormFields: Sendable {
  private var values: [String: String] = [:]

  init() {}

  /// - Returns: nil for what is no such body.
  init?(encoded text: String) {
    for pair in text.split(separator: "&", omittingEmptySubsequences: true) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map { $0.replacing("+", with: " ").removingPercentEncoding }
      guard let name = decoded[0] else { return nil }
      guard decoded.count > 1 else { continue }
      guard let value = decoded[1] else { return nil }
      if values[name] == nil { values[name] = value }
    }
  }

  /// Empty for a field that did not come.
  subscript(name: String) -> String { values[name] ?? "" }
}
