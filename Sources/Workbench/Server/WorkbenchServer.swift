import Application
import Classroom
import Essentials
import Foundation
import Hummingbird
import HummingbirdTLS
import Mustache

/// The workbench over HTTP.
public struct WorkbenchServer: Sendable {
  let workplace: Workplace
  let configuration: ServerConfiguration
  let content: WebContentStore
  /// Makes the first teacher; printed where the server was started.
  public let setUpWord = SetUpWord()

  /// - Parameter web: nil for the files that belong to this program.
  /// - Throws: `WorkbenchError`, `FileError`.
  public init(
    workplace: Workplace, configuration: ServerConfiguration = ServerConfiguration(), web: WebFolders? = nil
  ) throws {
    try configuration.check()
    self.workplace = workplace
    self.configuration = configuration
    content = try WebContentStore(folders: web ?? .standard())
  }

  /// The addresses at which people find this server, listening on a port; the best first, at least one.
  public func addresses(port: Int) -> [String] {
    var configuration = configuration
    configuration.port = port
    return PageRenderer(content: content, configuration: configuration).addresses
  }

  /// Serves until the process is told to stop (SIGTERM, SIGINT) or the task is cancelled.
  ///
  /// - Parameter onReady: called once with the port, when requests are answered.
  /// - Throws: `WorkbenchError.listening`, `.certificate`.
  public func run(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
    var application = try application(onReady)
    // Below the usual limit of 1,024 open files, of which the workers and the database need some.
    application.configuration.availableConnectionsDelegate = .maximum(800, logger: application.logger)
    await workplace.start()
    do { try await application.runService() } catch {
      await workplace.close()
      if error is CancellationError { throw error }
      throw WorkbenchError.listening(
        host: configuration.host, port: configuration.port, reason: String(describing: error))
    }
    await workplace.close()
  }

  /// Also what tests call without a socket.
  func router() -> Router<WorkbenchContext> {
    let cookies = SessionCookies(isSecure: configuration.tls != nil)
    let renderer = PageRenderer(content: content, configuration: configuration)
    let tools = PageTools(
      workplace: workplace, renderer: renderer, cookies: cookies,
      limiter: RateLimiter(now: workplace.database.monotonicClock), setUpWord: setUpWord)
    let router = Router(context: WorkbenchContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog())
    router.add(middleware: SecurityHeaders(isSecure: configuration.tls != nil))
    router.add(middleware: LanguageMiddleware())
    router.add(middleware: Compression())
    router.add(middleware: ProblemMiddleware(pages: renderer))
    router.add(middleware: BodyLimit(mostBytes: configuration.mostBodyBytes, mostSeconds: configuration.readSeconds))
    router.add(middleware: SessionMiddleware(database: workplace.database, cookies: cookies))
    // Again, now that it is known for whom the page is.
    router.add(middleware: ProblemMiddleware(pages: renderer))
    router.add(middleware: ForgeryProtection())
    router.get("/healthz") { _, _ in "ok\n" }
    StartPages(tools: tools).add(to: router)
    EntryPages(tools: tools).add(to: router)
    HomePages(tools: tools).add(to: router)
    DeskPages(tools: tools).add(to: router)
    let api = router.group("/api").add(middleware: RequireSession())
    SessionRoute(database: workplace.database).add(to: api)
    APIRoutes(workplace: workplace, limiter: tools.limiter).add(to: api)
    return router
  }

  private func application(
    _ onReady: @escaping @Sendable (Int) async -> Void
  ) throws -> Application<RouterResponder<WorkbenchContext>> {
    let address = ApplicationConfiguration(
      address: .hostname(configuration.host, port: configuration.port), backlog: 512)
    let idle = Int64(configuration.readSeconds)
    guard let tls = configuration.tls else {
      return Application(
        router: router(), server: .http1(configuration: .init(idleTimeout: .seconds(idle))), configuration: address,
        onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) })
    }
    let identity: TLSConfiguration
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(tls.certificate.path)
      let key = try NIOSSLPrivateKey(file: tls.key.path, format: .pem)
      identity = .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    } catch {
      throw WorkbenchError.certificate(tls.certificate.path, reason: String(describing: error))
    }
    return Application(
      router: router(),
      server: try .tls(.http1(configuration: .init(idleTimeout: .seconds(idle))), tlsConfiguration: identity),
      configuration: address, onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) })
  }
}
