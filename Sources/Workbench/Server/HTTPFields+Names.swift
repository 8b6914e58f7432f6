import Hummingbird

typealias HTTPField = HTTPFields.Element

extension HTTPFields {
  /// A field by its name in any case.
  subscript(named name: String) -> String? {
    get { HTTPField.Name(name).flatMap { self[$0] } }
    set {
      guard let name = HTTPField.Name(name) else { return }
      self[name] = newValue
    }
  }
}

extension Request {
  /// Asked by a program or by our own browser code, not by following a link.
  var isForAPI: Bool { uri.path.hasPrefix("/api/") || uri.path == "/api" }

  /// Changes nothing.
  var isSafe: Bool { method == .get || method == .head || method == .options }
}
