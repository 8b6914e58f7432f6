import Foundation

/// Where tests find files.
public enum TestFolders {
  /// The checkout.
  public static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  public static let fixtures = repository.appendingPathComponent("Tests/Fixtures")

  /// The folder of shared reference material beside the checkout (`../shared` or `$TWINBENCH_SHARED`); nil where it
  /// is absent. Tests that need it are enabled by `TestFolders.hasShared` and are reported as skipped elsewhere.
  public static let shared: URL? = {
    let named = ProcessInfo.processInfo.environment["TWINBENCH_SHARED"].map { URL(fileURLWithPath: $0) }
    let candidates = [named, repository.deletingLastPathComponent().appendingPathComponent("shared")]
    return candidates.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  public static let hasShared = shared != nil

  /// A new empty folder, removed by `body`'s end.
  public static func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("twinbench-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url)
  }

  /// The same for asynchronous work.
  public static func withTemporaryFolder<R>(_ body: (URL) async throws -> R) async throws -> R {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("twinbench-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await body(url)
  }
}
