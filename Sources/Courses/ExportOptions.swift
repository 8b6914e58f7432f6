import Essentials
import Foundation

/// What a person may choose about an export.
public struct ExportOptions: Hashable, Sendable {
  /// Where the school's Twinbench server is; nil where there is none, and then assignments are handed in as files.
  public let address: String?
  /// Which languages to write, in this order; never empty, none twice.
  public let languages: [Language]

  public init(languages: [Language] = Language.allCases) {
    self.languages = Self.unique(languages)
    address = nil
  }

  /// - Throws: `CourseError.address` when it is no web address of a server.
  public init(address: String, languages: [Language] = Language.allCases) throws {
    guard let url = URL(string: address), url.scheme == "https" || url.scheme == "http", url.host?.isEmpty == false,
      url.query == nil, url.fragment == nil, url.user == nil,
      address.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 0x20 && !"\"<>\\^`{|}".unicodeScalars.contains($0) })
    else { throw CourseError.address(address) }
    self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
    self.languages = Self.unique(languages)
  }

  private static func unique(_ languages: [Language]) -> [Language] {
    let known = languages.enumerated().filter { index, language in !languages[..<index].contains(language) }
    return known.isEmpty ? Language.allCases : known.map(\.element)
  }

  /// Where an assignment is opened. Its identity is in the path, because learning platforms drop parameters of a link
  /// when they import it.
  public func launchAddress(course: CourseManifest, assignment: String) -> String? {
    address.map {
      "\($0)/launch/\(course.name.publisher)/\(course.name.name)/\(course.version)/\(assignment)"
    }
  }
}
