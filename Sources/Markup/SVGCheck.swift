import Essentials
import Foundation
import FoundationXML

/// Whether an SVG keeps to shapes, colours and words. It is read with a real XML parser and refused at the first thing
/// that is not on the lists.
enum SVGCheck {
  /// - Returns: width and height of the view box, or of the drawing.
  /// - Throws: `MarkupError.figure` with line and column where the parser knows them.
  static func size(of bytes: [UInt8], file: String) throws -> (width: Int, height: Int)? {
    let place = Diagnostic.Location(file: file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw MarkupError.figure(place, fault: .declaration)
    }
    // Entities are the classic way to make a small file a large one, so nothing that can declare one gets to the parser.
    guard !text.contains("<!DOCTYPE"), !text.contains("<!ENTITY"), !text.contains("\0"), hasPlainEncoding(text) else {
      throw MarkupError.figure(place, fault: .declaration)
    }
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    let watcher = SVGWatcher(file: file)
    parser.delegate = watcher
    let isWhole = parser.parse()
    if let refusal = watcher.refusal { throw refusal }
    guard !watcher.repeatsRepetition else { throw MarkupError.figure(place, fault: .element("use")) }
    guard isWhole, parser.parserError == nil, watcher.isBalanced else {
      let detail = parser.parserError.map { "\(($0 as NSError).code)" } ?? "?"
      throw MarkupError.figure(
        .init(file: file, line: parser.lineNumber, column: parser.columnNumber), fault: .malformed(detail))
    }
    guard let size = watcher.size else { throw MarkupError.figure(place, fault: .size) }
    return size
  }

  /// No declared encoding, or UTF-8.
  private static func hasPlainEncoding(_ text: String) -> Bool {
    guard text.hasPrefix("<?xml"), let end = text.range(of: "?>") else { return true }
    let declaration = text[..<end.lowerBound].lowercased()
    guard declaration.contains("encoding") else { return true }
    return declaration.contains("\"utf-8\"") || declaration.contains("'utf-8'")
  }
}

/// Looks at every element, attribute and instruction as the parser meets it.
private final class SVGWatcher: NSObject, XMLParserDelegate {
  private static let namespace = "http://www.w3.org/2000/svg"

  private static let elements: Set<String> = [
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "marker", "pattern", "mask", "symbol", "use",
    "style",
  ]

  private static let attributes: Set<String> = [
    "id", "class", "style", "lang", "xml:lang", "xml:space", "role", "aria-label", "aria-labelledby",
    "aria-describedby",
    "aria-hidden", "version", "viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2",
    "cx",
    "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy", "d", "points", "transform", "pathLength", "rotate", "textLength",
    "lengthAdjust", "offset", "gradientUnits", "gradientTransform", "spreadMethod", "patternUnits",
    "patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits", "markerWidth",
    "markerHeight", "markerUnits", "orient", "refX", "refY", "href", "xlink:href", "fill", "fill-opacity", "fill-rule",
    "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
    "stroke-dashoffset", "stroke-miterlimit", "opacity", "color", "font-family", "font-size", "font-style",
    "font-weight", "font-variant", "text-anchor", "text-decoration", "letter-spacing", "word-spacing",
    "dominant-baseline", "alignment-baseline", "baseline-shift", "clip-path", "clip-rule", "mask", "marker-start",
    "marker-mid", "marker-end", "stop-color", "stop-opacity", "display", "visibility", "overflow", "vector-effect",
    "shape-rendering", "text-rendering", "paint-order", "writing-mode",
  ]

  private let file: String
  private var openElements: [String] = []
  private var style = ""
  /// The id of each open element; nil where it has none.
  private var openIdentifiers: [String?] = []
  /// Ids of elements with a `use` in them, and ids that a `use` draws again.
  private var repeating: Set<String> = []
  private var repeated: Set<String> = []
  private var repetitions = 0
  private(set) var refusal: MarkupError?
  private(set) var size: (width: Int, height: Int)?

  init(file: String) { self.file = file }

  /// Every start tag has met its own end tag. Foundation's parser lets some that have not pass.
  var isBalanced: Bool { openElements.isEmpty && !hasMismatch }
  private var hasMismatch = false

  /// A drawing that draws again what draws again grows tenfold with each line, and stops the browser that shows it.
  var repeatsRepetition: Bool { !repeating.isDisjoint(with: repeated) }
  private static let mostRepetitions = 500

  private func refuse(_ parser: XMLParser, _ fault: MarkupError.FigureFault) {
    guard refusal == nil else { return }
    refusal = .figure(.init(file: file, line: parser.lineNumber, column: parser.columnNumber), fault: fault)
    parser.abortParsing()
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes attributeDict: [String: String]
  ) {
    guard namespaceURI == Self.namespace, Self.elements.contains(elementName),
      openElements.isEmpty == (elementName == "svg"), openElements.count < 64
    else { return refuse(parser, .element(qualifiedName ?? elementName)) }
    if openElements.isEmpty { size = Self.size(attributeDict) }
    openElements.append(elementName)
    openIdentifiers.append(attributeDict["id"])
    if elementName == "use" {
      repetitions += 1
      guard repetitions <= Self.mostRepetitions else { return refuse(parser, .element("use")) }
      repeating.formUnion(openIdentifiers.compactMap { $0 })
      for target in [attributeDict["href"], attributeDict["xlink:href"]] {
        if let target { repeated.insert(String(target.dropFirst())) }
      }
    }
    for (name, value) in attributeDict.sorted(by: { $0.key < $1.key }) {
      if name == "xmlns" || name.hasPrefix("xmlns:") { continue }
      guard Self.attributes.contains(name) else { return refuse(parser, .attribute(name)) }
      if name == "href" || name == "xlink:href" {
        guard value.hasPrefix("#") else { return refuse(parser, .reference(value)) }
      } else if name == "style" {
        guard Self.isPlainStyle(value) else { return refuse(parser, .style) }
      } else if !Self.pointsInside(value) {
        return refuse(parser, .reference(value))
      }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if openElements.last == "style" { style += string }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if openElements.last == "style" { style += String(decoding: block, as: UTF8.self) }
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if openElements.popLast() != elementName { hasMismatch = true }
    _ = openIdentifiers.popLast()
    if elementName == "style" {
      guard Self.isPlainStyle(style) else { return refuse(parser, .style) }
      style = ""
    }
  }

  func parser(_ parser: XMLParser, foundProcessingInstructionWithTarget target: String, data: String?) {
    refuse(parser, .instruction)
  }

  /// Style sheets may neither fetch nor hide what they fetch behind escapes and comments.
  private static func isPlainStyle(_ text: String) -> Bool {
    let style = text.lowercased()
    return !["url", "@", "\\", "/*", "expression", "javascript", "image", "<"].contains { style.contains($0) }
  }

  /// `url(...)` only of something in the same drawing.
  private static func pointsInside(_ value: String) -> Bool {
    let text = value.lowercased().filter { !$0.isWhitespace }
    guard !text.contains("javascript:"), !text.contains("data:") else { return false }
    var rest = text[...]
    while let place = rest.range(of: "url(") {
      rest = rest[place.upperBound...]
      guard rest.hasPrefix("#") || rest.hasPrefix("'#") || rest.hasPrefix("\"#") else { return false }
    }
    return true
  }

  private static func size(_ attributes: [String: String]) -> (width: Int, height: Int)? {
    func number(_ text: some StringProtocol) -> Int? {
      guard let value = Double(text), value.isFinite, value >= 1, value < 1e6 else { return nil }
      return Int(value.rounded())
    }
    if let box = attributes["viewBox"] {
      let parts = box.split(whereSeparator: { $0 == " " || $0 == "," })
      guard parts.count == 4, let width = number(parts[2]), let height = number(parts[3]) else { return nil }
      return (width, height)
    }
    guard let width = attributes["width"].flatMap({ number($0) }),
      let height = attributes["height"].flatMap({ number($0) })
    else { return nil }
    return (width, height)
  }
}
