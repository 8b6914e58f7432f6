import Foundation

/// A CSV of expected values from `Tests/Fixtures/golden`, rows as text by column name.
public struct GoldenTable: Sendable {
  public struct Row: Sendable, CustomTestStringConvertibleRow {
    public let values: [String: String]
    public let number: Int

    /// A number; NaN where the cell is empty or not a number.
    public subscript(column: String) -> Double { Double(values[column] ?? "") ?? .nan }

    public func text(_ column: String) -> String { values[column] ?? "" }
  }

  public let rows: [Row]

  /// - Parameter name: such as `heat/golden_pet_dpra.csv`.
  public init(_ name: String) throws {
    try self.init(contentsOf: TestFolders.fixtures.appendingPathComponent("golden/\(name)"))
  }

  public init(contentsOf file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map { Self.fields(String($0)) }
    let header = lines.first ?? []
    rows = lines.dropFirst().enumerated().map { index, fields in
      Row(values: Dictionary(zip(header, fields)) { first, _ in first }, number: index + 2)
    }
  }

  private static func fields(_ line: String) -> [String] {
    var fields = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

/// Names a golden row by its line in reports.
public protocol CustomTestStringConvertibleRow: CustomStringConvertible {
  var number: Int { get }
}

extension CustomTestStringConvertibleRow {
  public var description: String { "line \(number)" }
}
