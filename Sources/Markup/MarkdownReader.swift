import CCMark
import Essentials
import Foundation

extension MarkdownDocument {
  /// Parses a text.
  /// - Parameters:
  ///   - data: UTF-8.
  ///   - file: what messages call it, from the course's root; links are seen from its folder.
  /// - Returns: the document with everything that was refused in `problems`.
  public static func parse(_ data: Data, file: String, limits: Limits = .standard) -> MarkdownDocument {
    do {
      guard data.count <= limits.bytes else { throw MarkupError.tooLarge(file: file, limit: limits.bytes) }
      guard let text = String(data: data, encoding: .utf8) else { throw MarkupError.notUTF8(file: file) }
      return try parse(text, file: file, limits: limits)
    } catch {
      return MarkdownDocument(blocks: [], problems: [Diagnostic(from: error)])
    }
  }

  /// The same for a text that stands inside another file.
  /// - Parameter line: the line of that file on which the text begins.
  /// - Throws: `MarkupError.tooLarge`, `.library`.
  public static func parse(
    _ text: String, file: String, line: Int = 1, limits: Limits = .standard
  ) throws -> MarkdownDocument {
    let bytes = Array(text.utf8)
    guard bytes.count <= limits.bytes else { throw MarkupError.tooLarge(file: file, limit: limits.bytes) }
    guard MarkdownSize.written(by: bytes) <= limits.bytes * MarkdownSize.mostGrowth else {
      throw MarkupError.growing(file: file)
    }
    guard MarkdownReader.isReady, let parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8) else {
      throw MarkupError.library(file: file)
    }
    defer { cmark_parser_free(parser) }
    for name in MarkdownReader.extensions {
      guard let syntax = cmark_find_syntax_extension(name),
        cmark_parser_attach_syntax_extension(parser, syntax) == 1
      else { throw MarkupError.library(file: file) }
    }
    bytes.withUnsafeBytes { buffer in
      cmark_parser_feed(parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
    }
    guard let root = cmark_parser_finish(parser) else { throw MarkupError.library(file: file) }
    defer { cmark_node_free(root) }
    var reader = MarkdownReader(file: file, firstLine: line, limits: limits)
    let blocks = reader.blocks(in: root, depth: 0)
    return MarkdownDocument(blocks: blocks, problems: reader.problems)
  }
}

/// Walks cmark's tree and takes over what is safe. What it does not know it leaves out with a complaint.
private struct MarkdownReader {
  typealias Node = OpaquePointer

  static let extensions = ["table", "strikethrough", "autolink"]
  /// Registers the extensions once for the process.
  static let isReady: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  let file: String
  /// The file's folder, from which its links are seen.
  let folder: String
  let firstLine: Int
  let limits: MarkdownDocument.Limits
  var problems: [Diagnostic] = []
  private var identifiers: Set<String> = []
  /// The number to try next behind a word that several headings have.
  private var nextNumbers: [String: Int] = [:]

  init(file: String, firstLine: Int, limits: MarkdownDocument.Limits) {
    self.file = file
    folder = file.split(separator: "/").dropLast().joined(separator: "/")
    self.firstLine = firstLine
    self.limits = limits
  }

  // MARK: Blocks

  mutating func blocks(in parent: Node, depth: Int) -> [MarkdownDocument.Block] {
    guard !isTooDeep(parent, depth) else { return [] }
    return children(of: parent).compactMap { block($0, depth: depth + 1) }
  }

  private mutating func block(_ node: Node, depth: Int) -> MarkdownDocument.Block? {
    switch kind(node) {
    case "heading":
      let content = inlines(in: node, depth: depth)
      return .heading(
        .init(
          level: Int(cmark_node_get_heading_level(node)), content: content,
          identifier: identifier(for: MarkdownDocument.plainText(content)), line: line(of: node)))
    case "paragraph":
      let content = inlines(in: node, depth: depth)
      if content.count == 1, case .image(let image) = content[0] { return .figure(image) }
      return content.isEmpty ? nil : .paragraph(content)
    case "list":
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      return .list(
        first: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
        isTight: cmark_node_get_list_tight(node) == 1,
        items: children(of: node).map { blocks(in: $0, depth: depth) })
    case "block_quote": return .quote(blocks(in: node, depth: depth))
    case "code_block":
      let language = text(cmark_node_get_fence_info(node)).split(separator: " ").first.map(String.init)
      return .code(language: language.flatMap { CoursePath.isName($0) ? $0 : nil }, text: literal(node))
    case "thematic_break": return .rule
    case "table": return table(node, depth: depth)
    case "html_block", "custom_block":
      problems.append(MarkupError.rawHTML(location(of: node), text: literal(node)).diagnostic)
      return nil
    default:
      problems.append(MarkupError.rawHTML(location(of: node), text: kind(node)).diagnostic)
      return nil
    }
  }

  private mutating func table(_ node: Node, depth: Int) -> MarkdownDocument.Block? {
    let columns = Int(cmark_gfm_extensions_get_table_columns(node))
    let letters = cmark_gfm_extensions_get_table_alignments(node)
    let alignments = (0..<columns).map { column -> MarkdownDocument.Table.Alignment in
      switch letters?[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .centre
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
    var rows = children(of: node).map { row in
      children(of: row).map { inlines(in: $0, depth: depth + 1) }
    }
    guard !rows.isEmpty else { return nil }
    let header = rows.removeFirst()
    return .table(.init(alignments: alignments, header: header, rows: rows))
  }

  /// ASCII letters, digits and hyphens of a heading, with a number behind it when it was used before.
  private mutating func identifier(for heading: String) -> String {
    var word = ""
    for scalar in heading.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.unicodeScalars.append(scalar)
      } else if !scalar.properties.isDiacritic, !word.hasSuffix("-"), !word.isEmpty {
        word += "-"
      }
    }
    while word.hasSuffix("-") { word.removeLast() }
    let base = word.isEmpty ? "deel" : word
    var candidate = base
    var number = nextNumbers[base] ?? 2
    while !identifiers.insert(candidate).inserted {
      candidate = "\(base)-\(number)"
      number += 1
    }
    nextNumbers[base] = number
    return candidate
  }

  // MARK: Inlines

  private mutating func inlines(in parent: Node, depth: Int) -> [MarkdownDocument.Inline] {
    guard !isTooDeep(parent, depth) else { return [] }
    var result: [MarkdownDocument.Inline] = []
    for node in children(of: parent) {
      guard let inline = inline(node, depth: depth + 1) else { continue }
      if case .text(let text) = inline, case .text(let before)? = result.last {
        result[result.count - 1] = .text(before + text)
      } else {
        result.append(inline)
      }
    }
    return result
  }

  private mutating func inline(_ node: Node, depth: Int) -> MarkdownDocument.Inline? {
    switch kind(node) {
    case "text": return .text(literal(node))
    case "softbreak": return .softBreak
    case "linebreak": return .lineBreak
    case "code": return .code(literal(node))
    case "emph": return .emphasis(inlines(in: node, depth: depth))
    case "strong": return .strong(inlines(in: node, depth: depth))
    case "strikethrough": return .strikethrough(inlines(in: node, depth: depth))
    case "link": return link(node, depth: depth)
    case "image": return image(node, depth: depth)
    default:
      problems.append(MarkupError.rawHTML(location(of: node), text: literal(node)).diagnostic)
      return nil
    }
  }

  private mutating func link(_ node: Node, depth: Int) -> MarkdownDocument.Inline? {
    let content = inlines(in: node, depth: depth)
    do {
      let target = try MarkdownDocument.Link.Target(
        text(cmark_node_get_url(node)), in: folder, at: location(of: node))
      return .link(
        .init(target: target, title: filled(cmark_node_get_title(node)), content: content, line: line(of: node)))
    } catch {
      problems.append(Diagnostic(from: error))
      return nil
    }
  }

  private mutating func image(_ node: Node, depth: Int) -> MarkdownDocument.Inline? {
    let place = location(of: node)
    let url = text(cmark_node_get_url(node))
    let alternative = MarkdownDocument.plainText(inlines(in: node, depth: depth))
    do {
      guard case .file(let path, nil) = try MarkdownDocument.Link.Target(url, in: folder, at: place) else {
        throw MarkupError.imageElsewhere(place, target: url)
      }
      guard alternative.contains(where: { !$0.isWhitespace }) else {
        throw MarkupError.missingAlternative(place, image: url)
      }
      return .image(
        .init(
          path: path, alternative: alternative, title: filled(cmark_node_get_title(node)), line: line(of: node)))
    } catch {
      problems.append(Diagnostic(from: error))
      return nil
    }
  }

  // MARK: Nodes

  private func children(of parent: Node) -> [Node] {
    var result: [Node] = []
    var next = cmark_node_first_child(parent)
    while let node = next {
      result.append(node)
      next = cmark_node_next(node)
    }
    return result
  }

  private mutating func isTooDeep(_ node: Node, _ depth: Int) -> Bool {
    guard depth > limits.depth else { return false }
    let problem = MarkupError.tooDeep(location(of: node), limit: limits.depth).diagnostic
    if problems.last?.code != problem.code { problems.append(problem) }
    return true
  }

  private func kind(_ node: Node) -> String { text(cmark_node_get_type_string(node)) }

  private func literal(_ node: Node) -> String { text(cmark_node_get_literal(node)) }

  private func text(_ characters: UnsafePointer<CChar>?) -> String { characters.map { String(cString: $0) } ?? "" }

  private func filled(_ characters: UnsafePointer<CChar>?) -> String? {
    let text = text(characters)
    return text.contains { !$0.isWhitespace } ? text : nil
  }

  /// Inline nodes of some extensions have no line of their own; then that of their block.
  private func line(of node: Node) -> Int {
    var next: Node? = node
    while let node = next {
      let line = Int(cmark_node_get_start_line(node))
      if line > 0 { return line + firstLine - 1 }
      next = cmark_node_parent(node)
    }
    return firstLine
  }

  private func location(of node: Node) -> Diagnostic.Location { .init(file: file, line: line(of: node)) }
}
