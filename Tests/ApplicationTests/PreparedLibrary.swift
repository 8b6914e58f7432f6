import Application
import Essentials
import Foundation
import TestSupport
import TwinPacks

/// A library with the base pack and the street, built once from the sources in this checkout by the real worker.
enum PreparedLibrary {
  struct Prepared: Sendable {
    let home: URL
    let base: URL
    let street: URL
  }

  /// Lives as long as the test process.
  private static let work = Task {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("twinbench-prepared-\(getpid())")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    let installation = try Installation(home: root.appendingPathComponent("home"), threads: 2)
    let base = root.appendingPathComponent("basis.twinpack")
    let street = root.appendingPathComponent("straat.twinpack")
    _ = try await installation.buildPack(source: source("basis-nl"), output: base, data: nil) { _ in }
    _ = try await installation.installPack(base) { _ in }
    _ = try await installation.buildPack(source: source("straat-van-de-toekomst"), output: street, data: nil) { _ in }
    _ = try await installation.installPack(street) { _ in }
    return Prepared(home: root.appendingPathComponent("home"), base: base, street: street)
  }

  static var shared: Prepared { get async throws { try await work.value } }

  static func source(_ name: String) -> URL {
    TestFolders.repository.appendingPathComponent("packs/\(name)", isDirectory: true)
  }

  static func scenario(_ pack: String) -> URL {
    source(pack).appendingPathComponent("scenarios/example/scenario.yaml")
  }

  /// The base pack's source with one file replaced, for tests of bad content.
  static func copy(_ pack: String, to folder: URL, replacing file: String? = nil, with text: String = "") throws -> URL
  {
    let copy = folder.appendingPathComponent(pack, isDirectory: true)
    try FileManager.default.copyItem(at: source(pack), to: copy)
    if let file { try Data(text.utf8).write(to: copy.appendingPathComponent(file)) }
    return copy
  }
}
