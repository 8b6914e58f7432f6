/// The wind of one quarter in each block of the core, row-major, and what it follows from.
package struct BlockWinds: Sendable {
  private let parameters: WindParameters
  private let roughness: [FootprintMeans.Roughness]
  private let winds: [Wind]
  /// Wind speed at 1.2 m over that above open grass, 0 to 1.
  let speeds: [Float]
  /// Whether some blocks have higher obstacles around them than the table of densities goes for.
  let isBeyondTable: Bool

  /// - Parameter known: of another situation of the same blocks and footprint: where what stands around is equal, so is
  ///   the wind.
  init(
    _ means: FootprintMeans, _ footprint: Footprint, _ parameters: WindParameters, known: BlockWinds?, threads: Int
  ) {
    self.parameters = parameters
    let nothing = FootprintMeans.Roughness(
      area: 0, buildingFront: 0, canopyFront: 0, buildingArea: 0, canopyArea: 0, buildingHeight: 0, canopyHeight: 0)
    let roughness = means.core.mapped(nothing, threads: threads) { row, column in
      means.roughness(row: row, column: column, footprint)
    }
    let known = known.flatMap { $0.parameters == parameters && $0.speeds.count == roughness.count ? $0 : nil }
    let (rows, columns, width) = (means.core.rows, means.core.columns, means.core.columns.count)
    let winds = means.core.mapped(Wind(nil), threads: threads) { row, column in
      let index = (row - rows.lowerBound) * width + column - columns.lowerBound
      if let known, known.roughness[index] == roughness[index] { return known.winds[index] }
      return Wind(parameters.reduction(roughness[index]))
    }
    self.roughness = roughness
    self.winds = winds
    speeds = winds.map(\.speed)
    isBeyondTable = winds.contains(where: \.isBeyondTable)
  }

  private struct Wind {
    var speed: Float
    var isBeyondTable: Bool

    init(_ reduction: WindReduction?) {
      speed = Float(reduction?.relativeSpeed ?? 1)
      isBeyondTable = reduction?.isBeyondTable ?? false
    }
  }
}
