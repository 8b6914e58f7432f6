/// Names that become file names and parts of addresses: lower-case ASCII letters and digits with single hyphens between
/// them, 64 characters at most.
public enum Identifier {
  public static func isValid(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count), text.first != "-", text.last != "-", !text.contains("--") else {
      return false
    }
    return text.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      default: false
      }
    }
  }
}
