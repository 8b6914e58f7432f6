import Essentials

/// `publisher/name`: who publishes a pack, and what it is called there.
public struct PackName: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let publisher: String
  public let name: String

  /// Longest part, so that archive and folder names stay within every limit.
  public static let mostPartBytes = 64

  /// Each part: lower-case letters, digits and single hyphens between them; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy(Self.isPart) else { return nil }
    (publisher, name) = (parts[0], parts[1])
  }

  public var description: String { "\(publisher)/\(name)" }

  public static func < (a: PackName, b: PackName) -> Bool {
    (a.publisher, a.name) < (b.publisher, b.name)
  }

  /// Whether `text` is a word such as `straat-van-de-toekomst`.
  static func isPart(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= mostPartBytes
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
      && !text.hasPrefix("-") && !text.hasSuffix("-") && !text.contains("--")
  }
}

/// One version of a pack: `publisher/name@1.2.0`.
public struct PackReference: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let name: PackName
  public let version: SemanticVersion

  public init(name: PackName, version: SemanticVersion) {
    self.name = name
    self.version = version
  }

  public init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let name = PackName(String(parts[0])), let version = SemanticVersion(String(parts[1]))
    else { return nil }
    self.init(name: name, version: version)
  }

  public var description: String { "\(name)@\(version)" }

  public static func < (a: PackReference, b: PackReference) -> Bool {
    a.name == b.name ? a.version < b.version : a.name < b.name
  }

  /// The one top folder of the archive, and the archive's name without its extension: `publisher-name-1.2.0`.
  public var folderName: String { "\(name.publisher)-\(name.name)-\(version)" }

  /// `publisher-name-1.2.0.twinpack`.
  public var archiveName: String { folderName + ".twinpack" }

  /// `publisher-name-1.2.0.twincourse`: the same container with a course in it.
  public var courseArchiveName: String { folderName + ".twincourse" }

  /// An identifier that follows from name and version alone, so that building stays reproducible: a custom UUID
  /// (version 8, RFC 9562 section 5.8) from the SHA-256 of the reference.
  public var urn: String {
    var bytes = Array(Digest.sha256("twinpack:\(description)").bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    var hex = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { hex += "-" }
      let digits = String(byte, radix: 16)
      hex += digits.count == 1 ? "0" + digits : digits
    }
    return "urn:uuid:\(hex)"
  }
}

/// A version of a pack and the hash of its tag manifest, which covers everything in it.
public struct PackIdentity: Codable, Hashable, Sendable, CustomStringConvertible {
  public let name: PackName
  public let version: SemanticVersion
  /// SHA-256 of `tagmanifest-sha512.txt`.
  public let digest: Digest

  public init(name: PackName, version: SemanticVersion, digest: Digest) {
    self.name = name
    self.version = version
    self.digest = digest
  }

  public var reference: PackReference { PackReference(name: name, version: version) }
  public var description: String { "\(reference) (\(digest))" }
}

/// A value that is one short text in JSON.
protocol TextCodable: Codable, CustomStringConvertible {
  init?(_ text: String)
}

extension TextCodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no \(Self.self)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension PackName: TextCodable {}
extension PackReference: TextCodable {}
