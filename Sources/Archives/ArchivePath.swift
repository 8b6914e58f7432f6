import Foundation

/// The rules for a name inside an archive: it must mean the same file on every computer, and never one outside the
/// folder it is unpacked in.
public enum ArchivePath {
  public static let mostComponentBytes = 200
  public static let mostPathBytes = 1_024
  public static let mostLevels = 32

  /// What can be wrong with a name.
  public enum Fault: String, Codable, Hashable, Sendable, CaseIterable {
    case empty, notUTF8, absolute, parentFolder, emptyComponent, forbiddenCharacter, invisibleCharacter, notComposed
    case hidden, trailingDotOrSpace, deviceName, componentTooLong, pathTooLong, tooDeep
  }

  /// The first fault of `path`, a file's name with `/` between folders and none at the end; nil when it is sound.
  public static func fault(in path: String) -> Fault? {
    if path.isEmpty { return .empty }
    if path.utf8.first == UInt8(ascii: "/") { return .absolute }
    if path.utf8.count > mostPathBytes { return .pathTooLong }
    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    if components.count > mostLevels { return .tooDeep }
    for component in components {
      if let fault = fault(inComponent: component) { return fault }
    }
    return nil
  }

  private static func fault(inComponent component: Substring) -> Fault? {
    if component.isEmpty { return .emptyComponent }
    if component == ".." || component == "." { return .parentFolder }
    if component.utf8.count > mostComponentBytes { return .componentTooLong }
    for scalar in component.unicodeScalars {
      if isForbidden(scalar) { return .forbiddenCharacter }
      if isInvisible(scalar) { return .invisibleCharacter }
    }
    if component.utf8.first == UInt8(ascii: ".") { return .hidden }
    if let last = component.utf8.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") {
      return .trailingDotOrSpace
    }
    var plain = String(component)
    if !isASCII(component) {
      // Swift compares strings by canonical equivalence, so the composed form is compared byte by byte.
      let composed = plain.precomposedStringWithCanonicalMapping
      if !composed.utf8.elementsEqual(plain.utf8) { return .notComposed }
      plain = plain.precomposedStringWithCompatibilityMapping
      if plain.unicodeScalars.contains(where: { $0 == "/" || $0 == "\\" }) { return .forbiddenCharacter }
    }
    if isDeviceName(plain) { return .deviceName }
    return nil
  }

  /// Two names with the same key are one file to some computer: compatibility composition (NFKC) and a case folding
  /// at least as coarse as Unicode's full one (lower, upper and lower again reaches the same form for sharp s, final
  /// sigma and the Kelvin sign).
  public static func collisionKey(of path: String) -> String {
    if isASCII(path) { return path.lowercased() }
    var folded = String.UnicodeScalarView()
    for scalar in path.precomposedStringWithCompatibilityMapping.unicodeScalars {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars {
        for upper in lower.properties.uppercaseMapping.unicodeScalars {
          folded.append(contentsOf: upper.properties.lowercaseMapping.unicodeScalars)
        }
      }
    }
    return String(folded).precomposedStringWithCompatibilityMapping
  }

  /// A name as it may stand in a message: no character that could move a cursor or turn the reading direction.
  public static func printable(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      if text.utf8.count > 300 {
        text += "…"
        break
      }
      if isInvisible(scalar) {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\\", ":", "*", "?", "\"", "<", ">", "|": true
    default: false
    }
  }

  /// Names that Windows keeps for devices, whatever extension follows.
  private static let deviceNames: Set<String> = {
    var names: Set<String> = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
    for digit in 0...9 { names.formUnion(["COM\(digit)", "LPT\(digit)"]) }
    return names
  }()
  private static let longestDeviceName = 7

  /// Whether what stands before the first dot, without spaces at its end, is a device.
  private static func isDeviceName(_ component: String) -> Bool {
    var stem = component.utf8.prefix { $0 != UInt8(ascii: ".") }
    while stem.last == UInt8(ascii: " ") { stem.removeLast() }
    return stem.count <= longestDeviceName && deviceNames.contains(String(decoding: stem, as: UTF8.self).uppercased())
  }

  /// Controls, direction marks and other format characters, unassigned and private ones, line separators.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .unassigned, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  private static func isASCII(_ text: some StringProtocol) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}
