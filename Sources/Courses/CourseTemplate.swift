import Essentials
import Foundation

/// A course to begin with: a folder in which words between double braces are filled in.
public enum CourseTemplate {
  /// The words that templates use, and what belongs there.
  public static let blanks: [String: LocalizedText] = [
    "name": LocalizedText(nl: "naam van de cursus (uitgever/naam)", en: "name of the course (publisher/name)"),
    "area": LocalizedText(nl: "naam van het gebiedspakket", en: "name of the area's pack"),
    "areaVersion": LocalizedText(nl: "versie van het gebiedspakket", en: "version of the area's pack"),
    "areaTitle": LocalizedText(nl: "titel van het gebied, Nederlands", en: "title of the area, Dutch"),
    "areaTitleEn": LocalizedText(nl: "titel van het gebied, Engels", en: "title of the area, English"),
    "author": LocalizedText(nl: "naam van de maker", en: "name of the author"),
    "date": LocalizedText(nl: "datum, jjjj-mm-dd", en: "date, yyyy-mm-dd"),
  ]

  /// The plan that the template's design exercise is checked with. Which plan is good depends on the area, so it does
  /// not lie in the template; the example plan of the area's pack serves.
  public static let referencePlanPath = "plans/reference.geojson"

  /// The template's files with every blank filled in, and the reference plan, by path in byte order.
  /// - Parameters:
  ///   - values: by blank.
  ///   - referencePlan: a plan for the area, as GeoJSON.
  /// - Throws: `CourseError.placeholder` for a blank without a value; what reading the files throws.
  public static func files(
    _ source: CourseFiles, filling values: [String: String], referencePlan: Data
  ) throws -> [CourseExport.File] {
    let filled = try source.paths.map { path in
      let data = try source.data(path)
      guard ["yaml", "md", "svg"].contains(path.split(separator: ".").last.map(String.init) ?? ""),
        let text = String(data: data, encoding: .utf8)
      else { return CourseExport.File(path: path, data: data) }
      return CourseExport.File(path: path, data: Data(try Self.filled(text, path: path, values: values).utf8))
    }
    return (filled + [CourseExport.File(path: referencePlanPath, data: referencePlan)])
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func filled(_ text: String, path: String, values: [String: String]) throws -> String {
    var result: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      // A comment in a YAML file explains the blanks.
      guard !(path.hasSuffix(".yaml") && line.hasPrefix("#")) else {
        result.append(String(line))
        continue
      }
      result.append(
        try String(line).replacing(/\{\{([A-Za-z]+)\}\}/) { match in
          guard let value = values[String(match.1)] else {
            throw CourseError.placeholder(.init(file: path, line: index + 1), text: String(match.0))
          }
          return escaped(value, for: path)
        })
    }
    return result.joined(separator: "\n")
  }

  /// The value as words and nothing else: an area's title comes from whoever made its pack, and may not bring a link, a
  /// figure or an element into the course.
  private static func escaped(_ value: String, for path: String) -> String {
    if path.hasSuffix(".yaml") {
      // As it stands between double quotes.
      return String(JSONValue.quoted(value).dropFirst().dropLast())
    }
    let line = value.map { $0.isNewline ? " " : String($0) }.joined()
    if path.hasSuffix(".svg") {
      return line.map { xmlReferences[$0] ?? String($0) }.joined()
    }
    // Bare addresses become links in Markdown; `www.` is how they begin without a colon.
    return line.map { "\\`*_[]<>|~!#&:@{}".contains($0) ? "\\\($0)" : String($0) }.joined()
      .replacing(/[Ww][Ww][Ww]\./) { "\($0.output.dropLast())\\." }
  }

  private static let xmlReferences: [Character: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&apos;",
  ]
}
