import AreaSynthesis
import Areas
import Essentials
import Foundation
import Geometry
import Grids
import TestSupport

/// The pack's own neighbourhood, made once for all tests of this room.
enum Neighbourhood {
  static let pack = TestFolders.repository.appendingPathComponent("packs/straat-van-de-toekomst")
  static let recipeText = Result {
    try String(contentsOf: pack.appendingPathComponent("recipe.yaml"), encoding: .utf8)
  }
  private static let made = Result { try SyntheticArea(recipe()) }

  static func area() throws -> SyntheticArea { try made.get() }

  /// The pack's recipe, with lines of it replaced.
  static func recipe(_ changes: [String: String] = [:]) throws -> StreetRecipe {
    try StreetRecipe(YAMLDocument.parse(text(changes), file: "recipe.yaml"))
  }

  static func text(_ changes: [String: String] = [:]) throws -> String {
    try recipeText.get().split(separator: "\n", omittingEmptySubsequences: false).map { line in
      for (key, value) in changes where line.hasPrefix("\(key):") { return value }
      return String(line)
    }.joined(separator: "\n")
  }
}

extension SyntheticArea.Layers {
  func share(_ codes: LandCoverCode...) -> Double {
    let wanted = Set(codes.map(\.rawValue))
    return Double((0..<landCover.count).count { wanted.contains(landCover[$0]) }) / Double(landCover.count)
  }
}

extension GridFrame {
  /// The cells whose centres lie in `box`.
  func cells(in box: BoundingBox) -> [(row: Int, column: Int)] {
    let rows =
      max(0, Int((north - box.north) / cellSize))..<max(0, min(self.rows, Int((north - box.south) / cellSize) + 1))
    let columns =
      max(0, Int((box.west - west) / cellSize))..<max(0, min(self.columns, Int((box.east - west) / cellSize) + 1))
    return rows.flatMap { row in columns.map { (row, $0) } }.filter { cell in
      let (x, y) = centre(row: cell.row, column: cell.column)
      return box.contains(Point(x, y))
    }
  }
}
