/// The doubtful numbers of the wind step, as values.
package struct WindParameters: Hashable, Sendable {
  package var buildingFrontFactor: Double
  package var treeFrontFactor: Double
  /// Whether the trees of a height map are brought to those of a tree register by the two regressions below.
  package var usesTreeRegressions: Bool
  package var treeFrontCoefficient: Double
  package var treeHeightCoefficient: Double

  /// Fronts up to this many m² are left out, as the standard method does.
  package static let smallestFront = 25.0

  /// Wind speed at 1.2 m over that above open grass; 1 in the open.
  package func relativeSpeed(_ around: FootprintMeans.Roughness) -> Double {
    guard around.buildingArea + around.canopyArea > 0 else { return 1 }
    let trees = treeFrontFactor * around.canopyFront
    let front =
      buildingFrontFactor * around.buildingFront
      + (usesTreeRegressions ? treeFrontCoefficient * trees.squareRoot() : trees)
    guard front > Self.smallestFront else { return 1 }
    let treeHeight =
      usesTreeRegressions ? treeHeightCoefficient * around.canopyHeight.squareRoot() : around.canopyHeight
    let weight = around.canopyArea * treeFrontFactor / buildingFrontFactor
    let height = (around.buildingHeight * around.buildingArea + treeHeight * weight) / (around.buildingArea + weight)
    return WindReduction(obstacleHeight: height, rawFrontalDensity: front / around.area).relativeSpeed
  }
}
