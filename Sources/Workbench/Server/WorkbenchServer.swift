import Application
import Essentials
import Foundation
import Hummingbird
import HummingbirdTLS
import Mustache

/// The workbench over HTTP.
public struct WorkbenchServer: Sendable {
  let workplace: Workplace

  public init(workplace: Workplace) { self.workplace = workplace }

  /// Serves until the process is told to stop.
  public func run(host: String, port: Int) async throws {
    let router = Router(context: WorkbenchContext.self)
    router.get("/healthz") { _, _ in "ok\n" }
    APIRoutes(workplace: workplace).add(to: router.group("/api"))
    let application = Application(router: router, configuration: .init(address: .hostname(host, port: port)))
    try await application.runService()
  }
}
