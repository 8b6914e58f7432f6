import Classroom
import Essentials
import Foundation
import Jobs

extension Workplace {
  /// The description of an area as a browser gets it, canonical JSON.
  /// - Throws: `WorkError.notFound`.
  public func areaView(_ digest: Digest) throws -> Data { try grids.data(.area, digest) }

  /// The cells of a grid.
  public func grid(_ digest: Digest) throws -> Data { try grids.data(.grid, digest) }

  /// Features as GeoJSON.
  public func features(_ digest: Digest) throws -> Data { try grids.data(.features, digest) }

  /// A figure of a course, SVG.
  public func figure(_ digest: Digest) throws -> Data { try grids.data(.figure, digest) }

  /// What happens in a work from now on.
  /// - Throws: `WorkError.notFound`.
  public func listen(to work: String, for account: Account) async throws -> AsyncStream<WorkSignal> {
    _ = try await open(work, for: account)
    return await signals.listen(to: work)
  }
}
