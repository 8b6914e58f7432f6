import Courses
import Essentials
import Foundation
import TwinPacks

extension Installation {
  /// Begins a course on an installed area from the template, which works on every area; it appears whole.
  ///
  /// The area's own example plan becomes the plan that the exercises are checked with.
  /// - Parameters:
  ///   - folder: must not exist yet.
  ///   - area: `publisher/name` or `publisher/name@version` of a pack with an area.
  ///   - name: of the course; nil for `my-school/` and the folder's name.
  ///   - templates: nil for those beside the programs, or where `TWINBENCH_TEMPLATES` says.
  /// - Throws: `ApplicationError.outputTaken`, `.badPackName`, `.packNotInstalled`, `.noExamplePlan`,
  ///   `.templatesMissing`; `FileError`.
  public func newCourse(at folder: URL, area: String, name: String?, templates: URL? = nil) throws {
    let target = folder.standardizedFileURL
    var status = stat()
    guard lstat(target.path, &status) != 0 else { throw ApplicationError.outputTaken(folder.path) }
    let text = name ?? "my-school/\(target.lastPathComponent.lowercased())"
    guard let name = PackName(text) else { throw ApplicationError.badPackName(text) }
    let pack = try pack(area)
    guard pack.manifest.extent != nil, pack.file(Self.examplePlan) != nil else {
      throw ApplicationError.noExamplePlan("\(pack.identity.reference)", file: Self.examplePlan)
    }
    let plan = try Data(contentsOf: library.blob(for: Self.examplePlan, in: pack))
    let words = [
      "name": "\(name)", "author": name.publisher, "date": Self.today(), "area": "\(pack.manifest.name)",
      "areaVersion": "\(pack.manifest.version)", "areaTitleNl": pack.manifest.title.nl,
      "areaTitleEn": pack.manifest.title.en,
    ]
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try AtomicPublication.folder(at: target) { folder in
      try Self.copy(try Self.template("course", in: templates), to: folder, filling: words)
      for file in Self.planCopies {
        let place = folder.appendingPathComponent(file)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try plan.write(to: place)
      }
    }
  }

  private static let examplePlan = "scenarios/example/plan.geojson"
  private static let planCopies = ["plans/reference.geojson", "submissions/voorbeeld/plan.geojson"]

  /// `yyyy-mm-dd`, for the author to change.
  private static func today() -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    func padded(_ value: Int?) -> String { "\(value ?? 1)".count < 2 ? "0\(value ?? 1)" : "\(value ?? 1)" }
    return "\(parts.year ?? 2026)-\(padded(parts.month))-\(padded(parts.day))"
  }

  private static func template(_ name: String, in folder: URL?) throws -> URL {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["TWINBENCH_TEMPLATES"].map { URL(fileURLWithPath: $0) }
    let root = folder ?? named ?? own.appendingPathComponent("templates")
    let folder = root.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw ApplicationError.templatesMissing(folder.path)
    }
    return folder
  }

  /// Copies texts, with `{{word}}` replaced; a value is quoted as YAML needs where the template quotes it.
  private static func copy(_ source: URL, to target: URL, filling words: [String: String]) throws {
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path).sorted() where !name.hasPrefix(".") {
      let (from, to) = (source.appendingPathComponent(name), target.appendingPathComponent(name))
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: from.path, isDirectory: &isFolder), isFolder.boolValue {
        try copy(from, to: to, filling: words)
        continue
      }
      var data = try Data(contentsOf: from)
      if var text = String(data: data, encoding: .utf8) {
        for (word, value) in words { text = text.replacing("{{\(word)}}", with: escaped(value)) }
        data = Data(text.utf8)
      }
      try data.write(to: to)
    }
  }

  /// Titles stand between double quotes in the template.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
