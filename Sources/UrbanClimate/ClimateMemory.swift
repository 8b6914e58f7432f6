import Essentials
import Grids
import Synchronization

/// What runs of one process share: the sky view of surroundings, which no plan changes, and the last few situations,
/// from which the next differs in a few cells. It changes no result.
package final class ClimateMemory: Sendable {
  package static let shared = ClimateMemory()

  package init() {}

  private struct Surroundings {
    var layers: SurfaceLayers
    var observerHeight: Float
    var directions: Int
    var skyView: Grid<Float>

    func isFor(_ other: SurfaceLayers, _ setting: StreetGeometry.Setting) -> Bool {
      observerHeight == setting.observerHeight && directions == setting.skyDirections
        && layers.terrain.sharesCells(with: other.terrain)
        && layers.buildingHeight.sharesCells(with: other.buildingHeight)
        && layers.canopyHeight.sharesCells(with: other.canopyHeight)
    }
  }

  /// Used last at the end.
  private let surroundings = Mutex<[Surroundings]>([])
  private let situations = Mutex<[StreetGeometry]>([])
  private static let mostSurroundings = 3
  private static let mostSituations = 4
  /// Of situations without crowns: what is there and what is planned.
  private static let mostWithoutCrowns = 2
  /// Of all situations together, margins included: at most about 260 MB; as many again without crowns, at most about 150
  /// MB, for they keep no shade.
  ///
  /// A cell takes up to 57 bytes: four layers (16), heights (8), sums and factors of the sky (8) and the shade of
  /// `ShadeStore.mostSuns` positions (25). What the footprints average comes in blocks of many cells, and situations
  /// share what they have alike.
  package static let mostCells = 4_500_000

  var situationCount: Int { situations.withLock { $0.count } }

  /// The geometry of a situation: from a known one that differs in a few cells, else anew.
  /// - Throws: `CancellationError`.
  func geometry(
    of layers: SurfaceLayers, _ setting: StreetGeometry.Setting, _ work: WorkContext
  ) throws -> StreetGeometry {
    let like = situations.withLock { $0.filter { $0.setting.isLike(setting) } }
    let nearest = Self.nearest(to: layers, among: like)
    if let nearest, nearest.changed.isEmpty {
      remember(nearest.known, insteadOf: nearest.known)
      return nearest.known
    }
    var made = nearest.flatMap {
      StreetGeometry(layers, from: $0.known, changed: $0.changed, threads: work.threads)
    }
    if made == nil {
      let outer = (setting.hasCrowns ? setting.context : nil).map { skyView(of: $0, setting, threads: work.threads) }
      try work.checkCancellation()
      made = try StreetGeometry(layers, setting, outerSkyView: outer, outer: like.last?.outer, work)
    }
    guard let made else { throw CancellationError() }
    if made.isWorthKeeping { remember(made, insteadOf: nil) }
    return made
  }

  /// The known situation with the fewest cells that differ.
  private static func nearest(
    to layers: SurfaceLayers, among known: [StreetGeometry]
  ) -> (known: StreetGeometry, changed: [Int])? {
    var best: (known: StreetGeometry, changed: [Int])?
    for candidate in known.reversed() {
      let most = (best?.changed.count ?? layers.frame.count / 8 + 1) - 1
      guard most >= 0, let changed = layers.differences(from: candidate.layers, most: most) else { continue }
      best = (candidate, changed)
    }
    return best
  }

  private func remember(_ geometry: StreetGeometry, insteadOf old: StreetGeometry?) {
    situations.withLock { situations in
      if let old { situations.removeAll { $0.shades === old.shades } }
      situations.append(geometry)
      // Those without crowns do not drive out the others, which every model asks for.
      let hasCrowns = geometry.setting.hasCrowns
      let most = hasCrowns ? Self.mostSituations : Self.mostWithoutCrowns
      func kept() -> [StreetGeometry] { situations.filter { $0.setting.hasCrowns == hasCrowns } }
      func cells() -> Int { kept().reduce(0) { $0 + $1.surface.obstacles.count } }
      while kept().count > most || cells() > Self.mostCells,
        let oldest = situations.firstIndex(where: { $0.setting.hasCrowns == hasCrowns })
      {
        situations.remove(at: oldest)
      }
    }
  }

  private func skyView(
    of layers: SurfaceLayers, _ setting: StreetGeometry.Setting, threads: Int
  ) -> Grid<Float> {
    let found = surroundings.withLock { known -> Grid<Float>? in
      guard let index = known.firstIndex(where: { $0.isFor(layers, setting) }) else { return nil }
      known.append(known.remove(at: index))
      return known.last?.skyView
    }
    if let found { return found }
    let (obstacles, ground) = layers.heights
    let skyView = SkyViewFactor.map(
      obstacles: obstacles, ground: ground, observerHeight: setting.observerHeight,
      directions: setting.skyDirections, threads: threads)
    surroundings.withLock { known in
      known.append(
        Surroundings(
          layers: layers, observerHeight: setting.observerHeight, directions: setting.skyDirections,
          skyView: skyView))
      if known.count > Self.mostSurroundings { known.removeFirst() }
    }
    return skyView
  }
}
