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

  /// How far what stands around slows the wind; nil in the open, where it blows as above open grass.
  package func reduction(_ around: FootprintMeans.Roughness) -> WindReduction? {
    guard around.buildingArea + around.canopyArea > 0 else { return nil }
    let trees = treeFrontFactor * around.canopyFront
    let front =
      buildingFrontFactor * around.buildingFront
      + (usesTreeRegressions ? treeFrontCoefficient * trees.squareRoot() : trees)
    guard front > Self.smallestFront else { return nil }
    let treeHeight =
      usesTreeRegressions ? treeHeightCoefficient * around.canopyHeight.squareRoot() : around.canopyHeight
    let weight = around.canopyArea * treeFrontFactor / buildingFrontFactor
    let height = (around.buildingHeight * around.buildingArea + treeHeight * weight) / (around.buildingArea + weight)
    return WindReduction(obstacleHeight: height, rawFrontalDensity: front / around.area)
  }
}
