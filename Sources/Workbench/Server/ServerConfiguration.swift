import Essentials
import Foundation

/// How the workbench is served.
public struct ServerConfiguration: Sendable {
  public struct TLS: Sendable {
    /// PEM files: the certificate with its chain, and its key.
    public var certificate: URL
    public var key: URL

    public init(certificate: URL, key: URL) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// The address to listen on: `127.0.0.1`, `0.0.0.0`, `::`, or a name.
  public var host: String
  /// 0 for any free one.
  public var port: Int
  public var tls: TLS?
  /// Plain HTTP on a local network, chosen by somebody who knows what that means; said on every page.
  public var classroomMode: Bool
  /// What students type, such as `http://twinbench.school.nl`; nil for the addresses of this machine.
  public var address: String?
  /// Of one request.
  public var mostBodyBytes: Int
  /// For reading one whole request, and for a connection on which nothing happens.
  public var readSeconds: Int

  public init(
    host: String = "127.0.0.1", port: Int = 8080, tls: TLS? = nil, classroomMode: Bool = false,
    address: String? = nil, mostBodyBytes: Int = 4 << 20, readSeconds: Int = 60
  ) {
    self.host = host
    self.port = port
    self.tls = tls
    self.classroomMode = classroomMode
    self.address = address
    self.mostBodyBytes = mostBodyBytes
    self.readSeconds = readSeconds
  }

  /// Only this machine can reach it.
  var isLoopback: Bool {
    host == "localhost" || host == "::1" || host == "[::1]"
      || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
  }

  /// - Throws: `WorkbenchError.plainHTTP`, `.address`.
  func check() throws {
    guard tls != nil || isLoopback || classroomMode else { throw WorkbenchError.plainHTTP(host) }
    if let address {
      guard let url = URL(string: address), let scheme = url.scheme, ["http", "https"].contains(scheme),
        url.host?.isEmpty == false, url.query == nil, url.fragment == nil, ["", "/"].contains(url.path)
      else { throw WorkbenchError.address(address) }
    }
  }

  /// Whether pages must tell that others on the network can read along.
  var isOpenToReading: Bool { tls == nil && !isLoopback }
}
