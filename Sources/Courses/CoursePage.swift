import Assessment
import Essentials
import Markup

/// A page that every export has in some form.
public enum CoursePage: Hashable, Sendable {
  case lesson(String)
  case assignment(String)

  /// The name of the page in an export.
  var fileName: String {
    switch self {
    case .lesson(let id): "lesson-\(id).html"
    case .assignment(let id): "assignment-\(id).html"
    }
  }
}

extension Course {
  /// The page that a file of the source becomes; nil for files that no student sees.
  func page(of path: String) -> CoursePage? {
    for lesson in lessons where Language.allCases.contains(where: { Lesson.path(lesson.id, $0) == path }) {
      return .lesson(lesson.id)
    }
    return manifest.assignments.first { path == "assignments/\($0).yaml" }.map(CoursePage.assignment)
  }

  /// Every page in reading order.
  var pages: [CoursePage] {
    lessons.map { .lesson($0.id) } + sheets.map { .assignment($0.id) }
  }

  func title(of page: CoursePage) -> LocalizedText {
    switch page {
    case .lesson(let id): lessons.first { $0.id == id }?.title ?? LocalizedText(verbatim: id)
    case .assignment(let id): sheets.first { $0.id == id }?.title ?? LocalizedText(verbatim: id)
    }
  }
}

/// Makes the content of pages, the same for every format.
struct CoursePages {
  let course: Course
  let language: Language
  /// The address of a page as seen from the page that is made.
  let address: (CoursePage) -> String
  /// The address of a figure, by its path in the course.
  let figure: (String) -> String

  private func renderer(headingShift: Int) -> MarkdownRenderer {
    MarkdownRenderer(
      externalNote: PageWords.externalNote[language], headingShift: headingShift,
      file: { path, heading in
        course.page(of: path).map { address($0) + (heading.map { "#\($0)" } ?? "") }
      },
      figure: { path in
        course.figures[path].map { .init(address: figure(path), width: $0.width, height: $0.height) }
      })
  }

  /// A lesson without its title.
  func lesson(_ lesson: Lesson) -> [XMLElement] {
    renderer(headingShift: 0).elements(Lesson.body(of: lesson[language]))
  }

  /// Text in Markdown that stands below a heading of level 2.
  func markdown(_ text: LocalizedText, file: String) throws -> [XMLElement] {
    let document = try MarkdownDocument.parse(text[language], file: file)
    // The headings of several prompts share one page, and their anchors would clash.
    return renderer(headingShift: 1).elements(document).map(Self.withoutIdentifiers)
  }

  private static func withoutIdentifiers(_ element: XMLElement) -> XMLElement {
    var element = element
    element["id"] = nil
    element.children = element.children.map { node in
      if case .element(let inner) = node { .element(withoutIdentifiers(inner)) } else { node }
    }
    return element
  }

  /// An assignment without its title: introduction, how to hand in, and the exercises with what is looked at.
  func assignment(_ sheet: AssignmentSheet, handIn: [XMLElement]) throws -> [XMLElement] {
    var content = try markdown(sheet.introduction, file: "assignments/\(sheet.id).yaml")
    content.append(XMLElement("h2", ["id": "hand-in"], PageWords.handIn[language]))
    content += handIn
    for (index, exercise) in sheet.exercises.enumerated() {
      content += try self.exercise(exercise, number: index + 1)
    }
    return content
  }

  /// How to do an assignment where there is no server: steps, and the file to fill in.
  func handInByHand(_ sheet: AssignmentSheet) -> [XMLElement] {
    [
      XMLElement("ol", [:], PageWords.handInByHand(area: sheet.area).map { XMLElement("li", [:], $0[language]) }),
      XMLElement("p", [:], PageWords.writtenForm[language]),
      XMLElement("pre", [:], [XMLElement("code", [:], sheet.writtenForm)]),
    ]
  }

  private func exercise(_ exercise: StudentView, number: Int) throws -> [XMLElement] {
    var content = [
      XMLElement("h2", ["id": "exercise-\(number)"], "\(number). \(exercise.title[language])"),
      XMLElement("p", ["class": "points"], PageWords.points(exercise.points, language)),
    ]
    content += try markdown(exercise.prompt, file: "exercises/\(exercise.id).yaml")
    if let reasoning = exercise.reasoning {
      content.append(XMLElement("p", [:], [XMLElement("strong", [:], reasoning[language])]))
    }
    content += answer(exercise.response)
    if !exercise.conditions.isEmpty {
      content.append(XMLElement("h3", [:], PageWords.conditions[language]))
      content.append(XMLElement("ul", [:], exercise.conditions.map { XMLElement("li", [:], $0[language]) }))
    }
    if !exercise.criteria.isEmpty {
      content.append(XMLElement("h3", [:], PageWords.criteria[language]))
      let head = XMLElement(
        "tr", [:],
        [PageWords.criterion, PageWords.target].map { XMLElement("th", ["scope": "col"], $0[language]) } + [
          XMLElement("th", ["scope": "col", "class": "right"], PageWords.pointsHeading[language])
        ])
      let rows = exercise.criteria.map { criterion in
        XMLElement(
          "tr", [:],
          [
            XMLElement("td", [:], criterion.title[language]), XMLElement("td", [:], criterion.target[language]),
            XMLElement("td", ["class": "right"], PageWords.number(criterion.points, language)),
          ])
      }
      content.append(
        XMLElement("table", [:], [XMLElement("thead", [:], [head]), XMLElement("tbody", [:], rows)]))
    }
    return content
  }

  /// How to answer, and what there is to choose from.
  func answer(_ response: StudentView.Response) -> [XMLElement] {
    let instruction = XMLElement("p", [:], response.instruction[language])
    guard !response.options.isEmpty else { return [instruction] }
    return [instruction, XMLElement("ul", [:], response.options.map { XMLElement("li", [:], $0[language]) })]
  }

  /// Who made it, under which licence, on which packs: one paragraph for the foot of every page.
  func credit() -> XMLElement {
    let manifest = course.manifest
    let authors = manifest.authors.map(\.name).joined(separator: ", ")
    var nodes: [XMLElement.Node] = [
      .text("\(manifest.title[language]), \(PageWords.version[language]) \(manifest.version) (\(manifest.date)). "),
      .text("\(PageWords.madeBy[language]) \(authors). \(PageWords.licence[language]) "),
    ]
    if let address = Licence.address(of: manifest.licence) {
      nodes.append(.element(XMLElement("a", ["href": address, "rel": "license"], Licence.name(of: manifest.licence))))
    } else {
      nodes.append(.text(manifest.licence))
    }
    nodes.append(".")
    if !manifest.packs.isEmpty {
      let packs = manifest.packs.map(\.description).joined(separator: ", ")
      nodes.append(.text(" \(PageWords.packsUsed[language]) \(packs)."))
    }
    return XMLElement("p", ["class": "credit"], nodes)
  }
}

/// Names and addresses of the licences that courses mostly have.
enum Licence {
  private static var creativeCommons: Regex<(Substring, Substring, Substring)> {
    /CC-(BY|BY-SA|BY-NC|BY-NC-SA|BY-ND|BY-NC-ND)-(4\.0|3\.0)/
  }

  static func address(of identifier: String) -> String? {
    if identifier == "CC0-1.0" { return "https://creativecommons.org/publicdomain/zero/1.0/" }
    guard let match = identifier.wholeMatch(of: creativeCommons) else { return nil }
    return "https://creativecommons.org/licenses/\(match.1.lowercased())/\(match.2)/"
  }

  static func name(of identifier: String) -> String {
    guard let match = identifier.wholeMatch(of: creativeCommons) else { return identifier }
    return "CC \(match.1) \(match.2)"
  }
}
