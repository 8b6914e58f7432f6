import Essentials
import Hummingbird

/// Chooses between the languages: pages by the choice in the cookie, then by the browser; programs by what they ask for.
struct LanguageMiddleware: RouterMiddleware {
  typealias Context = WorkbenchContext

  static let cookie = "twinbench-language"

  func handle(
    _ request: Request, context: WorkbenchContext, next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    let chosen = request.cookies[Self.cookie].flatMap { Language(rawValue: $0.value) }
    let asked = request.headers[.acceptLanguage].flatMap(Self.preferred)
    context.language = (request.isForAPI ? asked ?? chosen : chosen ?? asked) ?? .nl
    return try await next(request, context)
  }

  /// The language of ours with the highest weight (RFC 9110, 12.5.4); the first of equals.
  static func preferred(_ header: String) -> Language? {
    var best: (language: Language, weight: Double)?
    for range in header.prefix(500).split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let language = parts.first.flatMap({ Language(rawValue: String($0.prefix(2)).lowercased()) }) else {
        continue
      }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    return best?.language
  }
}
