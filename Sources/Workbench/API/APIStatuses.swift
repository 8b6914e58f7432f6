import Hummingbird

extension APIRoutes {
  /// The status that belongs to the code of a diagnostic of works, plans and runs; nil for the usual 422.
  static func status(of code: String) -> HTTPResponse.Status? { nil }
}
