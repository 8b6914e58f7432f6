/// A version by Semantic Versioning 2.0.0, without build metadata: two versions that differ only there would count as
/// equal, and a pack's version has to name one content.
public struct SemanticVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let major: Int
  public let minor: Int
  public let patch: Int
  /// `["beta", "2"]` in `1.0.0-beta.2`; empty in a release.
  public let prerelease: [String]

  public init(_ major: Int, _ minor: Int, _ patch: Int) {
    (self.major, self.minor, self.patch) = (max(0, major), max(0, minor), max(0, patch))
    prerelease = []
  }

  /// Three numbers without leading zeros, and perhaps a pre-release; nil for anything else.
  public init?(_ text: String) {
    guard text.utf8.count <= 64 else { return nil }
    let halves = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = halves[0].split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
    guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else { return nil }
    (self.major, self.minor, self.patch) = (major, minor, patch)
    guard halves.count == 2 else {
      prerelease = []
      return
    }
    prerelease = halves[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for part in prerelease {
      guard !part.isEmpty, part.utf8.allSatisfy(Self.isIdentifierByte) else { return nil }
      if part.utf8.allSatisfy(Self.isDigit), Self.number(part[...]) == nil { return nil }
    }
  }

  /// Whether this is a release that people may be offered without asking.
  public var isRelease: Bool { prerelease.isEmpty }

  public var description: String {
    "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
  }

  /// Precedence (Semantic Versioning 2.0.0, item 11).
  public static func < (a: SemanticVersion, b: SemanticVersion) -> Bool {
    if (a.major, a.minor, a.patch) != (b.major, b.minor, b.patch) {
      return (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
    }
    if a.prerelease.isEmpty || b.prerelease.isEmpty { return !a.prerelease.isEmpty && b.prerelease.isEmpty }
    for (left, right) in zip(a.prerelease, b.prerelease) where left != right {
      switch (number(left[...]), number(right[...])) {
      case (let x?, let y?): return x < y
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return left.utf8.lexicographicallyPrecedes(right.utf8)
      }
    }
    return a.prerelease.count < b.prerelease.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == 0x2D || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Digits without a leading zero, small enough for an `Int`.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy(isDigit), text.count == 1 || text.first != "0" else { return nil }
    return Int(text)
  }
}

extension SemanticVersion: TextCodable {}

/// Which versions will do: comparisons that all have to hold, such as `>=0.1.0 <0.2.0`.
public struct VersionRange: Hashable, Sendable, CustomStringConvertible {
  enum Comparison: String, CaseIterable, Sendable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case exactly = "="
  }

  struct Bound: Hashable, Sendable {
    let comparison: Comparison
    let version: SemanticVersion
  }

  let bounds: [Bound]

  /// Comparisons with `>=`, `<=`, `>`, `<` or `=`, separated by spaces; nil for anything else.
  public init?(_ text: String) {
    var bounds: [Bound] = []
    for part in text.split(separator: " ") {
      guard let comparison = Comparison.allCases.first(where: { part.hasPrefix($0.rawValue) }),
        let version = SemanticVersion(String(part.dropFirst(comparison.rawValue.count)))
      else { return nil }
      bounds.append(Bound(comparison: comparison, version: version))
    }
    guard !bounds.isEmpty else { return nil }
    self.bounds = bounds
  }

  public func contains(_ version: SemanticVersion) -> Bool {
    bounds.allSatisfy { bound in
      switch bound.comparison {
      case .atLeast: version >= bound.version
      case .atMost: version <= bound.version
      case .above: version > bound.version
      case .below: version < bound.version
      case .exactly: version == bound.version
      }
    }
  }

  public var description: String {
    bounds.map { $0.comparison.rawValue + $0.version.description }.joined(separator: " ")
  }
}

extension VersionRange: TextCodable {}
