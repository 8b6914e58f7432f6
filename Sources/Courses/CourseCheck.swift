import Essentials
import Foundation
import Markup

extension Course {
  /// Everything wrong with the texts, figures and references; runs and sample answers are checked by `Assessment`.
  public func check() -> [Diagnostic] {
    var checker = CourseChecker(course: self)
    return problems + checker.run()
  }
}

/// Goes through a course that has been read.
private struct CourseChecker {
  let course: Course
  private var usedFigures: Set<String> = []

  init(course: Course) { self.course = course }

  mutating func run() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for path in course.files.paths where !path.split(separator: "/").allSatisfy({ CoursePath.isName(String($0)) }) {
      found.append(CourseError.fileName(path: path).diagnostic)
    }
    for lesson in course.lessons {
      for language in Language.allCases where course.files.contains(Lesson.path(lesson.id, language)) {
        let path = Lesson.path(lesson.id, language)
        if Lesson.title(of: lesson[language]) == nil {
          found.append(CourseError.lessonWithoutTitle(path: path).diagnostic)
        }
        found += text(lesson[language], path: path, isLesson: true)
      }
      if lesson.nl.headings.count != lesson.en.headings.count {
        found.append(
          CourseError.otherShape(
            .init(file: Lesson.path(lesson.id, .en)), nl: lesson.nl.headings.count, en: lesson.en.headings.count
          ).diagnostic)
      }
    }
    for sheet in course.sheets { found += prompts(sheet) }
    return found + unused()
  }

  /// The texts of an assignment, which stand inside YAML: a line within them would be no line of the file.
  private mutating func prompts(_ sheet: AssignmentSheet) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (path, key, prompt) in sheet.texts {
      for language in Language.allCases {
        var inText: [Diagnostic]
        do {
          let document = try MarkdownDocument.parse(prompt[language], file: path)
          inText = document.problems + text(document, path: path, isLesson: false)
        } catch {
          inText = [Diagnostic(from: error)]
        }
        for index in inText.indices {
          inText[index].location.line = nil
          inText[index].location.key = "\(key).\(language.rawValue)"
        }
        found += inText
      }
    }
    return found
  }

  // MARK: One text

  private mutating func text(_ document: MarkdownDocument, path: String, isLesson: Bool) -> [Diagnostic] {
    var found = headings(document.headings, path: path, isLesson: isLesson)
    for image in document.images {
      if course.files.contains(image.path), image.path.hasPrefix("figures/") {
        usedFigures.insert(image.path)
      } else {
        found.append(
          CourseError.brokenFigure(.init(file: path, line: image.line), path: image.path).diagnostic)
      }
    }
    for link in document.links { found += self.link(link, in: document, path: path) }
    for words in document.texts {
      if let blank = words.firstMatch(of: /\{\{[^}]*\}\}/) {
        found.append(CourseError.placeholder(.init(file: path), text: String(blank.0)).diagnostic)
      }
    }
    return found
  }

  private func headings(
    _ headings: [MarkdownDocument.Heading], path: String, isLesson: Bool
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    // A prompt stands below a heading of its page, as a lesson's parts stand below its title.
    var level = isLesson ? 0 : 1
    for heading in headings {
      let place = Diagnostic.Location(file: path, line: heading.line)
      if MarkdownDocument.plainText(heading.content).allSatisfy(\.isWhitespace) {
        found.append(CourseError.headingEmpty(place).diagnostic)
      }
      if heading.level > level + 1 || (heading.level == 1 && level > 0) {
        found.append(CourseError.headingOrder(place, from: level, to: heading.level).diagnostic)
      }
      level = heading.level
    }
    return found
  }

  private func link(
    _ link: MarkdownDocument.Link, in document: MarkdownDocument, path: String
  ) -> [Diagnostic] {
    let place = Diagnostic.Location(file: path, line: link.line)
    var found: [Diagnostic] = []
    let words = MarkdownDocument.plainText(link.content).trimmingCharacters(in: .whitespacesAndNewlines)
    if words.isEmpty || Self.vagueTexts.contains(words.lowercased()) {
      found.append(CourseError.vagueLink(place, text: words).diagnostic)
    }
    switch link.target {
    case .web, .mail: break
    case .heading(let heading):
      if !document.headings.contains(where: { $0.identifier == heading }) {
        found.append(CourseError.brokenHeading(place, heading: heading).diagnostic)
      }
    case .file(let file, let heading):
      switch course.page(of: file) {
      case .lesson(let id):
        let language: Language = file.hasSuffix(".en.md") ? .en : .nl
        if let heading, let lesson = course.lessons.first(where: { $0.id == id }),
          !lesson[language].headings.contains(where: { $0.identifier == heading })
        {
          found.append(CourseError.brokenHeading(place, heading: heading).diagnostic)
        }
      case .assignment: break
      case nil:
        let isKey = ["exercises/", "plans/", "submissions/"].contains { file.hasPrefix($0) }
        found.append(
          (isKey ? CourseError.keyLinked(place, path: file) : CourseError.brokenLink(place, path: file)).diagnostic)
      }
    }
    return found
  }

  /// Texts that mean nothing apart from their sentence (WCAG 2.4.4).
  private static let vagueTexts: Set<String> = [
    "klik hier", "hier", "lees meer", "meer", "link", "deze link", "click here", "here", "read more", "more",
    "this link",
  ]

  // MARK: What nobody uses

  private func unused() -> [Diagnostic] {
    let listed =
      course.manifest.lessons.flatMap { id in Language.allCases.map { Lesson.path(id, $0) } }
      + course.manifest.assignments.map { "assignments/\($0).yaml" }
      + course.sheets.flatMap { $0.exercises.map { "exercises/\($0.id).yaml" } }
    // Of an assignment that could not be read, nobody knows which exercises it names.
    let areExercisesKnown = course.assignments.count == course.manifest.assignments.count
    let folders = ["lessons/", "assignments/"] + (areExercisesKnown ? ["exercises/"] : [])
    let strays = course.files.paths.filter { path in
      folders.contains { path.hasPrefix($0) } && !listed.contains(path)
    }
    let figures = course.figures.keys.filter { !usedFigures.contains($0) }.sorted()
    return strays.map { CourseError.unlisted(path: $0).diagnostic }
      + figures.map { CourseError.unusedFigure(path: $0).diagnostic }
  }
}
