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
      "areaVersion": "\(pack.manifest.version)", "areaTitle": pack.manifest.title.nl,
      "areaTitleEn": pack.manifest.title.en,
    ]
    var files = try CourseTemplate.files(
      .folder(Self.template("course", in: templates)), filling: words, referencePlan: plan)
    // The template's own submission hands in the same plan.
    files.append(CourseExport.File(path: Self.submittedPlan, data: plan))
    try makeParent(of: target)
    let made = files
    try AtomicPublication.folder(at: target) { folder in
      for file in made {
        let place = folder.appendingPathComponent(file.path)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try file.data.write(to: place)
      }
    }
  }

  private static let examplePlan = "scenarios/example/plan.geojson"
  private static let submittedPlan = "submissions/voorbeeld/plan.geojson"

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
}
