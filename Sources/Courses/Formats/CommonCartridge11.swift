import Assessment
import Essentials
import Foundation
import Markup

/// IMS Common Cartridge 1.1, the version that Moodle, Canvas, Brightspace, itslearning and Sakai all import.
///
/// Each language is a folder with pages, figures and questions. An assignment is a page and, where the school has a
/// server, an LTI link with the assignment's identity in its address. Questions to which a person reads the answer
/// travel as essays; what needs a run or a tolerance stays behind the link, since the format has no such questions
/// and would put their keys into the file.
public enum CommonCartridge11: CourseFormat {
  public static let id = "cc11"
  public static let title = LocalizedText(
    nl: "Common Cartridge 1.1 voor een leeromgeving (.imscc)",
    en: "Common Cartridge 1.1 for a learning environment (.imscc)")

  public static func export(_ course: Course, options: ExportOptions) throws -> CourseExport {
    var cartridge = CartridgeBuilder(course: course, options: options)
    try cartridge.build()
    let manifest = cartridge.manifest()
    var files = cartridge.files
    files[CartridgeRules.manifestName] = manifest.xmlDocument()
    try CartridgeRules.check(manifest: manifest, files: files)
    return CourseExport(
      container: .archive(fileExtension: "imscc", first: CartridgeRules.manifestName), files: files,
      report: cartridge.report + course.withheld)
  }
}

/// The work of one export.
private struct CartridgeBuilder {
  let course: Course
  let options: ExportOptions
  var files: [String: Data] = [:]
  var report: [CourseExport.Remark] = []
  private var resources: [XMLElement] = []
  private var folders: [XMLElement] = []

  init(course: Course, options: ExportOptions) {
    self.course = course
    self.options = options
  }

  mutating func build() throws {
    for (index, language) in options.languages.enumerated() {
      try build(language, isFirst: index == 0)
    }
  }

  // MARK: One language

  private mutating func build(_ language: Language, isFirst: Bool) throws {
    let folder = language.rawValue
    var items: [XMLElement] = []
    let pages = CoursePages(course: course, language: language, address: \.fileName, figure: { $0 })
    for lesson in course.lessons {
      let page = CoursePage.lesson(lesson.id)
      addPage(page, pages.lesson(lesson), pages: pages, figures: lesson[language].images.map(\.path), to: &items)
      if isFirst {
        report.append(
          .init(
            source: Lesson.path(lesson.id, language), title: lesson.title, outcome: .taken,
            reason: LocalizedText(nl: "Als webpagina per taal.", en: "As a web page in each language.")))
      }
    }
    for sheet in course.sheets {
      let address = options.launchAddress(course: course.manifest, assignment: sheet.id)
      let handIn =
        address == nil
        ? pages.handInByHand(sheet) : [XMLElement("p", [:], PageWords.handInByLink[language])]
      addPage(
        .assignment(sheet.id), try pages.assignment(sheet, handIn: handIn), pages: pages,
        figures: try sheet.figures(language), to: &items)
      try addQuestions(sheet, pages: pages, to: &items)
      if isFirst, let address { addLink(sheet, address: address, language: language, to: &items) }
      if isFirst { remark(sheet, hasLink: address != nil) }
    }
    var item = XMLElement(
      "item", ["identifier": "folder_\(folder)"], [XMLElement("title", [:], PageWords.ownName[language])])
    item.children += items.map(XMLElement.Node.element)
    folders.append(item)
  }

  private mutating func addPage(
    _ page: CoursePage, _ content: [XMLElement], pages: CoursePages, figures: [String], to items: inout [XMLElement]
  ) {
    let language = pages.language
    let title = course.title(of: page)[language]
    let path = "\(language.rawValue)/\(page.fileName)"
    let html = XMLElement(
      "html", ["lang": language.rawValue],
      [
        XMLElement(
          "head", [:],
          [
            XMLElement("meta", ["charset": "utf-8"]), XMLElement("title", [:], title),
            XMLElement("style", [:], Self.style),
          ]),
        XMLElement(
          "body", [:],
          [
            XMLElement("main", [:], [XMLElement("h1", [:], title)] + content),
            XMLElement("footer", [:], [pages.credit()]),
          ]),
      ])
    files[path] = html.htmlDocument()
    var resource = XMLElement(
      "resource", ["identifier": identifier("page", path), "type": "webcontent", "href": path],
      [XMLElement("file", ["href": path])])
    var seen: Set<String> = []
    for figure in figures where seen.insert(figure).inserted {
      guard let file = course.figures[figure] else { continue }
      let place = "\(language.rawValue)/\(pages.figure(figure))"
      let reference = identifier("figure", place)
      if files.updateValue(file.data, forKey: place) == nil {
        resources.append(
          XMLElement(
            "resource", ["identifier": reference, "type": "webcontent", "href": place],
            [XMLElement("file", ["href": place])]))
      }
      resource.children.append(.element(XMLElement("dependency", ["identifierref": reference])))
    }
    resources.append(resource)
    items.append(item(title, resource: resource))
  }

  /// Readable where the page is shown without the learning environment's own style.
  private static let style = """
    body { margin: 0; line-height: 1.6; font-family: sans-serif; overflow-wrap: break-word; } \
    main, footer { max-width: 46rem; margin: 0 auto; padding: 1rem; } \
    img { max-width: 100%; height: auto; } table { border-collapse: collapse; } \
    th, td { border: 1px solid #767676; padding: 0.3rem 0.6rem; text-align: left; } \
    .right { text-align: right; } .for-screen-readers { font-size: 0.85em; } pre { white-space: pre-wrap; } \
    @media (max-width: 40rem) { th, td { padding: 0.3rem; font-size: 0.85rem; } td { overflow-wrap: anywhere; } }
    """

  private func item(_ title: String, resource: XMLElement) -> XMLElement {
    let reference = resource["identifier"] ?? ""
    return XMLElement(
      "item", ["identifier": "item_\(reference)", "identifierref": reference], [XMLElement("title", [:], title)])
  }

  /// A name for XML (no slashes), which follows from the path alone.
  private func identifier(_ kind: String, _ path: String) -> String {
    "\(kind)_" + path.map { $0 == "/" ? "_" : String($0) }.joined()
  }

  // MARK: Links and questions

  private mutating func addLink(
    _ sheet: AssignmentSheet, address: String, language: Language, to items: inout [XMLElement]
  ) {
    let path = "links/\(sheet.id).xml"
    var link = XMLElement(
      "cartridge_basiclti_link",
      [
        "xmlns": "http://www.imsglobal.org/xsd/imslticc_v1p0",
        "xmlns:blti": "http://www.imsglobal.org/xsd/imsbasiclti_v1p0",
        "xmlns:lticp": "http://www.imsglobal.org/xsd/imslticp_v1p0",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation":
          "http://www.imsglobal.org/xsd/imslticc_v1p0 http://www.imsglobal.org/xsd/lti/ltiv1p0/imslticc_v1p0.xsd",
      ],
      [
        XMLElement("blti:title", [:], sheet.title[language]),
        XMLElement("blti:description", [:], PageWords.openAssignment[language]),
        XMLElement("blti:launch_url", [:], address),
      ])
    if address.hasPrefix("https:") {
      link.children.append(.element(XMLElement("blti:secure_launch_url", [:], address)))
    }
    link.children.append(
      .element(
        XMLElement(
          "blti:vendor", [:],
          [XMLElement("lticp:code", [:], "twinbench"), XMLElement("lticp:name", [:], "Twinbench")])))
    files[path] = link.xmlDocument()
    let resource = XMLElement(
      "resource", ["identifier": identifier("link", path), "type": "imsbasiclti_xmlv1p0"],
      [XMLElement("file", ["href": path])])
    resources.append(resource)
    items.append(item(PageWords.openAssignment[language] + ": " + sheet.title[language], resource: resource))
  }

  private mutating func addQuestions(
    _ sheet: AssignmentSheet, pages: CoursePages, to items: inout [XMLElement]
  ) throws {
    let language = pages.language
    let essays = sheet.exercises.filter(\.isEssay)
    guard !essays.isEmpty else { return }
    let path = "\(language.rawValue)/questions-\(sheet.id).xml"
    let title = "\(sheet.title[language]): \(PageWords.questions[language].lowercased())"
    let name = identifier("questions", path)
    let assessment = XMLElement(
      "assessment", ["ident": name, "title": title],
      [
        CartridgeQuestion.metadata([
          ("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination"), ("qmd_scoretype", "Percentage"),
          ("qmd_feedbackpermitted", "No"), ("qmd_hintspermitted", "No"), ("qmd_solutionspermitted", "No"),
          ("cc_maxattempts", "1"),
        ]),
        XMLElement(
          "section", ["ident": "\(name)_section"],
          try essays.map { exercise in
            var text = try pages.markdown(exercise.prompt, file: "exercises/\(exercise.id).yaml")
            text += pages.answer(exercise.response)
            if let reasoning = exercise.reasoning { text.append(XMLElement("p", [:], reasoning[language])) }
            return CartridgeQuestion.essay(
              name: "\(name)_\(exercise.id)", title: exercise.title[language], text: text, weight: exercise.points)
          }),
      ])
    files[path] =
      XMLElement(
        "questestinterop",
        [
          "xmlns": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
          "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
          "xsi:schemaLocation":
            "http://www.imsglobal.org/xsd/ims_qtiasiv1p2 http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd",
        ], [assessment]
      ).xmlDocument()
    let resource = XMLElement(
      "resource", ["identifier": "\(name)_resource", "type": "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"],
      [XMLElement("file", ["href": path])])
    resources.append(resource)
    items.append(item(title, resource: resource))
  }

  private mutating func remark(_ sheet: AssignmentSheet, hasLink: Bool) {
    report.append(
      .init(
        source: "assignments/\(sheet.id).yaml", title: sheet.title, outcome: hasLink ? .taken : .changed,
        reason: hasLink
          ? LocalizedText(
            nl: "Als pagina en als LTI-link naar de opdracht op de server.",
            en: "As a page and as an LTI link to the assignment on the server.")
          : LocalizedText(
            nl: "Alleen als pagina, want er is geen adres van een server opgegeven; de pagina zegt hoe je inlevert.",
            en: "As a page only, for no address of a server was given; the page says how to hand in.")))
    for exercise in sheet.exercises {
      let (outcome, reason): (CourseExport.Remark.Outcome, LocalizedText) =
        switch exercise.response.form {
        case .value where exercise.isEssay:
          (
            .changed,
            LocalizedText(
              nl: "Als open vraag die de docent nakijkt; Twinbench kijkt het antwoord zelf na.",
              en: "As an essay that the teacher marks; Twinbench itself grades the answer.")
          )
        case .value where exercise.response.unit != nil:
          (
            .leftOut,
            LocalizedText(
              nl: "Common Cartridge 1.1 kent geen getal met eenheid en marge; de vraag blijft in Twinbench.",
              en: "Common Cartridge 1.1 has no number with unit and tolerance; the question stays in Twinbench.")
          )
        case .value:
          (
            .leftOut,
            LocalizedText(
              nl: "Common Cartridge 1.1 zou het goede antwoord in het bestand zetten; de vraag blijft in Twinbench.",
              en: "Common Cartridge 1.1 would put the right answer into the file; the question stays in Twinbench.")
          )
        case .plan:
          (
            .leftOut,
            LocalizedText(
              nl: "Een plan wordt doorgerekend; dat kan alleen in Twinbench.",
              en: "A plan has to be run; only Twinbench can do that.")
          )
        }
      report.append(
        .init(source: "exercises/\(exercise.id).yaml", title: exercise.title, outcome: outcome, reason: reason))
    }
  }

  // MARK: The manifest

  func manifest() -> XMLElement {
    let root = XMLElement("item", ["identifier": "root"], folders)
    return XMLElement(
      "manifest",
      [
        // Moodle looks for this in the first 1024 bytes.
        "xmlns": CartridgeRules.namespace, "identifier": "course_\(course.fileName)-\(course.manifest.version)",
        "xmlns:lomimscc": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": [
          "\(CartridgeRules.namespace) http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_imscp_v1p2_v1p0.xsd",
          "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
          "http://www.imsglobal.org/profile/cc/ccv1p1/LOM/ccv1p1_lommanifest_v1p0.xsd",
        ].joined(separator: " "),
      ],
      [
        XMLElement(
          "metadata", [:],
          [
            XMLElement("schema", [:], "IMS Common Cartridge"), XMLElement("schemaversion", [:], "1.1.0"),
            CartridgeMetadata.lom(course, languages: options.languages),
          ]),
        XMLElement(
          "organizations", [:],
          [
            XMLElement(
              "organization", ["identifier": "organization", "structure": "rooted-hierarchy"], [root])
          ]),
        XMLElement("resources", [:], resources),
      ])
  }
}

extension StudentView {
  /// Whether the thought behind the answer counts for a person who reads it, so that a format without runs can carry
  /// the question.
  var isEssay: Bool { response != .plan && (reasoning != nil || beforeRunOf != nil) }
}
