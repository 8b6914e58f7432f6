import Essentials
import Foundation

/// What parent and worker say to each other: one byte of kind, eight bytes of job number, then the payload.
struct WorkerMessage: Sendable {
  enum Kind: UInt8, Sendable {
    // To the worker.
    /// Payload: `WorkerSetup` as JSON. The first message.
    case setup = 1
    /// Payload: the job.
    case request = 2
    /// The job is no longer wanted.
    case cancel = 3

    // From the worker.
    /// Payload: `ConfinementReport` as JSON. The first answer.
    case confined = 16
    /// Payload: `Diagnostic` as JSON. The worker could not be confined and ends.
    case refused = 17
    /// Payload: the job's answer.
    case result = 18
    /// Payload: `Diagnostic` as JSON.
    case failure = 19
    /// The job stopped because it was cancelled.
    case cancelled = 20
    /// Payload: `Progress` as JSON.
    case progress = 21
    /// Payload: `Diagnostic` as JSON.
    case warning = 22
  }

  static let headerBytes = 9

  var kind: Kind
  var job: UInt64
  var payload: Data

  init(_ kind: Kind, job: UInt64 = 0, payload: Data = Data()) {
    self.kind = kind
    self.job = job
    self.payload = payload
  }

  init(_ kind: Kind, job: UInt64 = 0, encoding value: some Encodable) throws {
    self.init(kind, job: job, payload: try JSONEncoder().encode(value))
  }

  /// - Throws: `ChannelError.malformed`.
  init(frame: Data) throws {
    guard frame.count >= Self.headerBytes, let first = frame.first, let kind = Kind(rawValue: first) else {
      throw ChannelError.malformed
    }
    let job = frame.dropFirst().prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    self.init(kind, job: job, payload: Data(frame.dropFirst(Self.headerBytes)))
  }

  var frame: Data {
    var frame = Data(capacity: Self.headerBytes + payload.count)
    frame.append(kind.rawValue)
    withUnsafeBytes(of: job.littleEndian) { frame.append(contentsOf: $0) }
    frame.append(payload)
    return frame
  }

  /// - Throws: `ChannelError.malformed`.
  func decoded<T: Decodable>(_ type: T.Type = T.self) throws -> T {
    do { return try JSONDecoder().decode(type, from: payload) } catch { throw ChannelError.malformed }
  }
}

/// How a worker is to live.
struct WorkerSetup: Codable, Sendable {
  var policy: ConfinementPolicy
  /// How many threads each job may use.
  var threads: Int
}
