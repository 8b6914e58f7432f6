import Essentials

extension CourseExport {
  /// What became of a course, without the files themselves.
  public struct Summary: Codable, Hashable, Sendable {
    /// A name for the file or folder, by custom.
    public let name: String
    public let isFolder: Bool
    /// The first level of the folder; one name for a file.
    public let names: [String]
    public let report: [Remark]
  }

  /// - Parameter courseName: `publisher-name`.
  public func summary(named courseName: String) -> Summary {
    switch container {
    case .archive(let fileExtension, _):
      let name = "\(courseName).\(fileExtension)"
      return Summary(name: name, isFolder: false, names: [name], report: report)
    case .folder:
      let names = Set(files.compactMap { $0.path.split(separator: "/").first.map(String.init) })
      return Summary(name: courseName, isFolder: true, names: names.sorted(), report: report)
    }
  }
}
