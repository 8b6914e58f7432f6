import Essentials

extension Course {
  /// What no export takes, because it would give the answers away.
  var withheld: [CourseExport.Remark] {
    [
      (
        "plans/", LocalizedText(nl: "Voorbeeldplannen", en: "Reference plans"),
        LocalizedText(nl: "Ze zijn de uitwerking van opgaven.", en: "They are the solutions of exercises.")
      ),
      (
        "submissions/", LocalizedText(nl: "Voorbeeldinzendingen", en: "Sample submissions"),
        LocalizedText(
          nl: "Ze zijn er voor de controle van de cursus.", en: "They are there for checking the course.")
      ),
    ].filter { folder, _, _ in files.paths.contains { $0.hasPrefix(folder) } }
      .map { .init(source: $0.0, title: $0.1, outcome: .leftOut, reason: $0.2) }
  }
}
