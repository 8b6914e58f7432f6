import Essentials
import Foundation
import Markup

/// A folder of pages that opens in any browser without a server, without a network and without scripts: Dutch and
/// English side by side, with a switch that stays on the same page.
public enum StaticSite: CourseFormat {
  public static let id = "html"
  public static let title = LocalizedText(
    nl: "Website die zonder internet te lezen is (een map)", en: "Website to read without internet (a folder)")

  public static func export(_ course: Course, options: ExportOptions) throws -> CourseExport {
    var files: [String: Data] = ["style.css": Data(SiteStyle.css.utf8)]
    for language in options.languages {
      let site = SitePages(course: course, options: options, language: language)
      for (name, page) in try site.all() { files["\(language.rawValue)/\(name)"] = page.htmlDocument() }
    }
    files["index.html"] = SitePages.entrance(course, languages: options.languages).htmlDocument()
    for path in try usedFigures(course, options.languages) {
      files[path] = course.figures[path]?.data
    }
    return CourseExport(
      container: .folder, files: files, report: report(course, hasServer: options.address != nil) + course.withheld)
  }

  private static func usedFigures(_ course: Course, _ languages: [Language]) throws -> Set<String> {
    let inLessons = languages.flatMap { language in course.lessons.flatMap { $0[language].images.map(\.path) } }
    let inSheets = try languages.flatMap { language in try course.sheets.flatMap { try $0.figures(language) } }
    return Set(inLessons + inSheets)
  }

  private static func report(_ course: Course, hasServer: Bool) -> [CourseExport.Remark] {
    course.lessons.map { lesson in
      CourseExport.Remark(
        source: Lesson.path(lesson.id, course.manifest.language), title: lesson.title, outcome: .taken,
        reason: LocalizedText(nl: "Als pagina per taal.", en: "As a page in each language."))
    }
      + course.sheets.map { sheet in
        CourseExport.Remark(
          source: "assignments/\(sheet.id).yaml", title: sheet.title, outcome: .changed,
          reason: hasServer
            ? LocalizedText(
              nl: "Als pagina met een link naar de opdracht op de server; antwoorden vul je daar in.",
              en: "As a page with a link to the assignment on the server; answers are given there.")
            : LocalizedText(
              nl: "Als pagina om te lezen; antwoorden geef je in Twinbench.",
              en: "As a page to read; answers are given in Twinbench."))
      }
  }
}

/// The pages of one language.
private struct SitePages {
  let course: Course
  let options: ExportOptions
  let language: Language

  private static let home = "index.html"

  private var pages: CoursePages {
    CoursePages(course: course, language: language, address: \.fileName, figure: { "../\($0)" })
  }

  func all() throws -> [(name: String, page: XMLElement)] {
    var result = [(Self.home, page(Self.home, title: nil, start()))]
    for page in course.pages {
      let content: [XMLElement]
      switch page {
      case .lesson(let id): content = course.lessons.first { $0.id == id }.map(pages.lesson) ?? []
      case .assignment(let id): content = try course.sheets.first { $0.id == id }.map(assignment) ?? []
      }
      let name = page.fileName
      let body = [kicker(page), XMLElement("h1", [:], course.title(of: page)[language])] + content
      result.append((name, self.page(name, title: course.title(of: page)[language], body)))
    }
    return result
  }

  /// Where a person chooses a language.
  static func entrance(_ course: Course, languages: [Language]) -> XMLElement {
    let main = languages.first ?? course.manifest.language
    let choices = languages.map { language in
      XMLElement(
        "li", ["lang": language.rawValue],
        [
          XMLElement(
            "a", ["href": "\(language.rawValue)/index.html", "hreflang": language.rawValue],
            [
              XMLElement("strong", [:], PageWords.ownName[language]),
              XMLElement("span", [:], course.manifest.title[language]),
            ])
        ])
    }
    return XMLElement(
      "html", ["lang": main.rawValue],
      [
        head(title: course.manifest.title[main], root: ""),
        XMLElement(
          "body", ["class": "entrance"],
          [
            XMLElement(
              "main", ["id": "page_main"],
              [
                XMLElement("h1", [:], course.manifest.title[main]), XMLElement("ul", ["class": "choices"], choices),
              ])
          ]),
      ])
  }

  // MARK: The frame

  private static func head(title: String, root: String) -> XMLElement {
    XMLElement(
      "head", [:],
      [
        XMLElement("meta", ["charset": "utf-8"]),
        XMLElement("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        XMLElement(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'",
          ]),
        XMLElement("meta", ["name": "color-scheme", "content": "light dark"]),
        XMLElement("title", [:], title), XMLElement("link", ["rel": "stylesheet", "href": "\(root)style.css"]),
      ])
  }

  private func page(_ name: String, title: String?, _ content: [XMLElement]) -> XMLElement {
    let courseTitle = course.manifest.title[language]
    return XMLElement(
      "html", ["lang": language.rawValue],
      [
        Self.head(title: title.map { "\($0) - \(courseTitle)" } ?? courseTitle, root: "../"),
        XMLElement(
          "body", [:],
          [
            XMLElement("a", ["class": "skip", "href": "#page_main"], PageWords.skip[language]),
            XMLElement(
              "header", [:], [XMLElement("p", ["class": "course"], [home(courseTitle)])] + languageSwitch(name)),
            XMLElement(
              "div", ["class": "columns"],
              [
                contents(name),
                XMLElement("main", ["id": "page_main", "tabindex": "-1"], content + neighbours(name)),
              ]),
            XMLElement("footer", [:], [pages.credit()]),
          ]),
      ])
  }

  private func home(_ title: String) -> XMLElement { XMLElement("a", ["href": Self.home], title) }

  private func languageSwitch(_ name: String) -> [XMLElement] {
    guard options.languages.count > 1 else { return [] }
    let items = options.languages.map { other in
      let own = PageWords.ownName[other]
      let link =
        other == language
        ? XMLElement("span", ["lang": other.rawValue, "aria-current": "true"], own)
        : XMLElement(
          "a",
          [
            "href": "../\(other.rawValue)/\(name)", "lang": other.rawValue, "hreflang": other.rawValue,
            "rel": "alternate",
          ], own)
      return XMLElement("li", [:], [link])
    }
    return [
      XMLElement(
        "nav", ["class": "languages", "aria-label": PageWords.languages[language]], [XMLElement("ul", [:], items)])
    ]
  }

  private func contents(_ current: String) -> XMLElement {
    let items = entries.map { name, title in
      var link = XMLElement("a", ["href": name], title)
      if name == current { link["aria-current"] = "page" }
      return XMLElement("li", [:], [link])
    }
    return XMLElement(
      "nav", ["class": "contents", "aria-label": PageWords.contents[language]], [XMLElement("ul", [:], items)])
  }

  /// Every page of the language by file name, in reading order.
  private var entries: [(name: String, title: String)] {
    [(Self.home, PageWords.start[language])]
      + course.pages.map { ($0.fileName, course.title(of: $0)[language]) }
  }

  private func neighbours(_ name: String) -> [XMLElement] {
    guard let index = entries.firstIndex(where: { $0.name == name }) else { return [] }
    func link(_ place: Int, _ relation: String, _ word: LocalizedText) -> [XMLElement] {
      guard entries.indices.contains(place) else { return [] }
      let (target, title) = entries[place]
      return [
        XMLElement(
          "a", ["href": target, "rel": relation, "class": relation],
          [XMLElement("span", [:], "\(word[language]):"), XMLElement("strong", [:], title)])
      ]
    }
    let links = link(index - 1, "prev", PageWords.previous) + link(index + 1, "next", PageWords.next)
    return [XMLElement("nav", ["class": "neighbours", "aria-label": PageWords.neighbours[language]], links)]
  }

  // MARK: Content

  /// The word above the title: lesson 2, assignment.
  private func kicker(_ page: CoursePage) -> XMLElement {
    let text: String
    switch page {
    case .lesson(let id):
      let number = (course.lessons.firstIndex { $0.id == id } ?? 0) + 1
      text = "\(PageWords.lesson[language]) \(number)"
    case .assignment(let id):
      let points = course.sheets.first { $0.id == id }?.points ?? 0
      text = "\(PageWords.assignment[language]) · \(PageWords.points(points, language))"
    }
    return XMLElement("p", ["class": "kicker"], text)
  }

  private func start() -> [XMLElement] {
    let manifest = course.manifest
    var content = [
      XMLElement("h1", [:], manifest.title[language]),
      XMLElement("p", ["class": "lead"], manifest.description[language]),
    ]
    var facts: [XMLElement] = []
    if let audience = manifest.audience {
      facts += [XMLElement("dt", [:], PageWords.audience[language]), XMLElement("dd", [:], audience[language])]
    }
    if let hours = manifest.hours {
      facts += [
        XMLElement("dt", [:], PageWords.duration[language]), XMLElement("dd", [:], PageWords.hours(hours, language)),
      ]
    }
    if !facts.isEmpty { content.append(XMLElement("dl", [:], facts)) }
    if !manifest.goals.isEmpty {
      content += [
        XMLElement("h2", [:], PageWords.goals[language]),
        XMLElement("ul", [:], manifest.goals.map { XMLElement("li", [:], $0[language]) }),
      ]
    }
    content += list(PageWords.lessons, course.lessons.map { .lesson($0.id) })
    content += list(PageWords.assignments, course.sheets.map { .assignment($0.id) })
    return content
  }

  private func list(_ heading: LocalizedText, _ pages: [CoursePage]) -> [XMLElement] {
    guard !pages.isEmpty else { return [] }
    return [
      XMLElement("h2", [:], heading[language]),
      XMLElement(
        "ol", ["class": "cards"],
        pages.map { page in
          XMLElement("li", [:], [XMLElement("a", ["href": page.fileName], course.title(of: page)[language])])
        }),
    ]
  }

  private func assignment(_ sheet: AssignmentSheet) throws -> [XMLElement] {
    let handIn: [XMLElement]
    if let address = options.launchAddress(course: course.manifest, assignment: sheet.id) {
      handIn = [
        XMLElement(
          "p", [:],
          [
            XMLElement(
              "a", ["class": "action", "href": address, "rel": "external noopener noreferrer"],
              PageWords.openAssignment[language])
          ])
      ]
    } else {
      handIn = pages.handInByHand(sheet)
    }
    return try pages.assignment(sheet, handIn: handIn)
  }
}
