import Foundation

/// Where a course is taken from.
public enum CourseLocation: Hashable, Sendable {
  /// A source, with `course.yaml`.
  case folder(URL)
  /// A `.twincourse` file.
  case archive(URL)
  /// `publisher/name` or `publisher/name@version` in the library.
  case installed(String)

  /// What a person wrote: a folder or a file that is there, or else a name.
  public init(_ text: String) {
    var isFolder: ObjCBool = false
    let url = URL(fileURLWithPath: text)
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
      self = isFolder.boolValue ? .folder(url) : .archive(url)
    } else if text.hasSuffix(".twincourse") || text.hasSuffix("/") || text.hasPrefix(".") {
      // Meant as a file; whoever opens it says that it is missing.
      self = .archive(url)
    } else {
      self = .installed(text)
    }
  }
}
