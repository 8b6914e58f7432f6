import Grids
import Synchronization

/// The sky view of surroundings, which no plan changes: kept for the next run on the same ones. It changes no result.
package final class ClimateMemory: Sendable {
  package static let shared = ClimateMemory()

  package init() {}

  private struct Known {
    var layers: SurfaceLayers
    var observerHeight: Float
    var directions: Int
    var skyView: Grid<Float>

    func isFor(_ other: SurfaceLayers, _ values: ClimateParameters) -> Bool {
      observerHeight == values.observerHeight && directions == values.skyDirections
        && layers.terrain.sharesCells(with: other.terrain)
        && layers.buildingHeight.sharesCells(with: other.buildingHeight)
        && layers.canopyHeight.sharesCells(with: other.canopyHeight)
    }
  }

  /// Used last at the end.
  private let known = Mutex<[Known]>([])
  private static let most = 3

  package func skyView(of layers: SurfaceLayers, _ values: ClimateParameters, threads: Int) -> Grid<Float> {
    let found = known.withLock { known -> Grid<Float>? in
      guard let index = known.firstIndex(where: { $0.isFor(layers, values) }) else { return nil }
      known.append(known.remove(at: index))
      return known.last?.skyView
    }
    if let found { return found }
    let (obstacles, ground) = layers.heights
    let skyView = SkyViewFactor.map(
      obstacles: obstacles, ground: ground, observerHeight: values.observerHeight, directions: values.skyDirections,
      threads: threads)
    known.withLock { known in
      known.append(
        Known(
          layers: layers, observerHeight: values.observerHeight, directions: values.skyDirections, skyView: skyView))
      if known.count > Self.most { known.removeFirst() }
    }
    return skyView
  }
}
