import Essentials
import Foundation

/// One file of a pack.
public struct PackFile: Codable, Hashable, Sendable {
  /// In the payload: relative to `data/`. Of the bag: relative to the top folder.
  public let path: String
  /// Bytes.
  public let size: Int
  public let sha256: Digest

  public init(path: String, size: Int, sha256: Digest) {
    (self.path, self.size, self.sha256) = (path, size, sha256)
  }
}

/// Everything there is to know of a pack that was read and found sound: which pack, what it says of itself, and where
/// its files are by content.
public struct PackContents: Codable, Hashable, Sendable {
  public let identity: PackIdentity
  public let manifest: PackManifest
  /// The payload, by path in byte order.
  public let files: [PackFile]
  /// `bagit.txt`, `bag-info.txt` and the two manifests, kept so that the same bag can be checked and handed on again.
  public let tagFiles: [PackFile]

  public init(identity: PackIdentity, manifest: PackManifest, files: [PackFile], tagFiles: [PackFile]) {
    (self.identity, self.manifest, self.files, self.tagFiles) = (identity, manifest, files, tagFiles)
  }

  /// As JSON with sorted keys: the form of `contents.json`.
  func jsonData() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// The payload file at `path`, relative to `data/`; nil when there is none.
  public func file(_ path: String) -> PackFile? { files.first { $0.path == path } }
}
