import Grids

/// A level field without anything on it, to which tests add things.
public struct FlatField: Sendable {
  public var layers: [String: Grid<Float>]
  public let frame: GridFrame

  public init(
    size: Int, cellSize: Double = 1, west: Double = 0, north: Double = 0, elevation: Float = 0, vegetation: Float = 0
  ) {
    frame = GridFrame(west: west, north: north, cellSize: cellSize, columns: size, rows: size)
    layers = [
      "terrain": Grid(frame, repeating: elevation), "buildingHeight": Grid(frame, repeating: 0),
      "canopyHeight": Grid(frame, repeating: 0), "vegetation": Grid(frame, repeating: vegetation),
      "water": Grid(frame, repeating: 0),
    ]
  }

  public mutating func set(_ id: String, rows: Range<Int>, columns: Range<Int>, to value: Float) {
    for row in rows { for column in columns { layers[id]?[row, column] = value } }
  }
}
