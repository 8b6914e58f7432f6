import Application
import Classroom
import Essentials
import Foundation
import Hummingbird
import Mustache

/// Makes pages from views and texts. Every page gets the same frame: language, skip link, who is logged in, the notice
/// of the classroom mode.
struct PageRenderer: Sendable {
  let content: WebContentStore
  let configuration: ServerConfiguration

  /// - Parameters:
  ///   - view: a file in `Views/`.
  ///   - title: in the language of the request.
  ///   - values: what the view shows; strings are escaped by the view.
  func page(
    _ view: String, title: String, values: [String: Any] = [:], status: HTTPResponse.Status = .ok, request: Request,
    context: WorkbenchContext
  ) throws -> Response {
    let content = try content.refreshed()
    let texts = content.texts(context.language)
    var all: [String: Any] = [
      "lang": context.language.rawValue, "title": title, "assets": content.assets.base, "csrf": context.formToken,
      "path": request.isSafe ? request.uri.path : "/", "isDutch": context.language == .nl,
      "isOpenToReading": configuration.isOpenToReading,
    ]
    for (name, value) in texts.nested { all[name] = value }
    if let account = context.identity?.account {
      all["account"] = ["name": account.name, "isTeacher": account.role == .teacher] as [String: Any]
    }
    all.merge(values) { _, new in new }
    guard let html = content.views.render(all, withTemplate: view) else {
      throw WorkbenchError.view(view, reason: "there is no such view")
    }
    var headers = HTTPFields()
    headers[.contentType] = "text/html; charset=utf-8"
    headers[.contentLanguage] = context.language.rawValue
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html)))
  }

  func texts(_ context: WorkbenchContext) -> Texts { content.current.texts(context.language) }

  /// A form again, with what was wrong with it; anything but a mistake of the visitor goes on as it was thrown.
  func again(
    _ view: String, title: String, values: [String: Any], error: any Error, request: Request, context: WorkbenchContext
  ) throws -> Response {
    let problem = Problem(from: error)
    guard problem.status.code < 500 || problem.diagnostic.code == "people.busy" else { throw error }
    var values = values
    values["problem"] = Self.words(problem.diagnostic, context.language)
    let texts = texts(context)
    var response = try page(
      view, title: texts("page.form.errorTitle", ["title": title]), values: values, status: problem.status,
      request: request, context: context)
    for field in problem.headers { response.headers[field.name] = field.value }
    return response
  }

  /// The page that says what is wrong; without views, plain words.
  func problem(_ problem: Problem, request: Request, context: WorkbenchContext) -> Response {
    let words = Self.words(problem.diagnostic, context.language)
    let texts = texts(context)
    let values: [String: Any] = ["problem": words, "needsEntry": problem.status == .unauthorized]
    let made = try? page(
      "problem", title: texts("page.problem.title"), values: values, status: problem.status, request: request,
      context: context)
    if let made { return made }
    var headers = HTTPFields()
    headers[.contentType] = "text/plain; charset=utf-8"
    let text = "\(words["what"] ?? "") \(words["remedy"] ?? "")\n"
    return Response(status: problem.status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private static func words(_ diagnostic: Diagnostic, _ language: Language) -> [String: String] {
    ["what": diagnostic.what[language], "remedy": diagnostic.remedy[language], "code": diagnostic.code]
  }

  /// The addresses at which students find this server; the best first.
  var addresses: [String] {
    if let address = configuration.address { return [address.hasSuffix("/") ? String(address.dropLast()) : address] }
    let scheme = configuration.tls == nil ? "http" : "https"
    let standard = configuration.tls == nil ? 80 : 443
    let port = configuration.port == standard ? "" : ":\(configuration.port)"
    let isAny = ["0.0.0.0", "::", "[::]", "*"].contains(configuration.host)
    let hosts = isAny ? LocalAddresses.all() : configuration.isLoopback ? ["localhost"] : [configuration.host]
    return (hosts.isEmpty ? ["localhost"] : hosts).map { host in
      "\(scheme)://\(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host)\(port)"
    }
  }

  var address: String { addresses.first ?? "http://localhost" }
}

extension Response {
  /// To another page, after a form too.
  static func seeOther(_ path: String) -> Response {
    var headers = HTTPFields()
    headers[.location] = path
    headers[.cacheControl] = "no-store"
    return Response(status: .seeOther, headers: headers)
  }
}
