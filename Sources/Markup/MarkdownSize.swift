/// What a text could become while it is read: cmark copies the address and the title of a reference to every place that
/// names it, and fills short rows of a table up, so a small file can stand for gigabytes.
enum MarkdownSize {
  /// How many times its largest allowed size a text may become.
  static let mostGrowth = 64

  /// A bound on the bytes and cells that are made of a text, from its lines alone; never too low.
  static func written(by bytes: [UInt8]) -> Int {
    // No definition and no table reaches over a blank line.
    var (brackets, longestDefinition, cells) = (0, 0, 0)
    var block = Block()
    for line in bytes.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == lineFeed || $0 == carriageReturn })
    {
      if line.allSatisfy({ $0 == space || $0 == tab }) {
        cells += block.cells
        longestDefinition = max(longestDefinition, block.definition)
        block = Block()
        continue
      }
      brackets += block.add(line)
    }
    cells += block.cells
    longestDefinition = max(longestDefinition, block.definition)
    return brackets * longestDefinition + cells
  }

  /// Lines without a blank one between them.
  private struct Block {
    private var lines = 0
    private var bytes = 0
    private var mostBars = 0
    private var hasDefinition = false

    /// Cells of a table as wide as its widest line.
    var cells: Int { mostBars * lines }
    /// The block, if it may hold a definition: a bracket that closes, and a colon.
    var definition: Int { hasDefinition ? bytes : 0 }

    /// - Returns: how many brackets the line closes.
    mutating func add(_ line: ArraySlice<UInt8>) -> Int {
      var (bars, brackets) = (0, 0)
      var previous: UInt8 = 0
      for byte in line {
        if byte == bar { bars += 1 }
        if byte == closingBracket { brackets += 1 }
        if byte == colon, previous == closingBracket { hasDefinition = true }
        previous = byte
      }
      lines += 1
      bytes += line.count + 1
      mostBars = max(mostBars, bars)
      return brackets
    }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let bar = UInt8(ascii: "|")
  private static let colon = UInt8(ascii: ":")
  private static let closingBracket = UInt8(ascii: "]")
}
