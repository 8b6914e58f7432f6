import Essentials
import Grids

/// All that follows from layers alone, whatever the weather: heights, sky view, what stands in each block; and the shade
/// for positions of the sun, once asked for.
///
/// Made from a known situation it holds the same bits as made anew: sums of sky view and footprints are integers, and
/// what is computed again is computed by the same rule from the same cells.
package struct StreetGeometry: Sendable {
  /// What a situation must share with another to be changed into it.
  struct Setting: Sendable {
    var frame: GridFrame
    var context: SurfaceLayers?
    var observerHeight: Float
    var skyDirections: Int
    var surroundings: Double
    var obstacleHeight: Float
    /// False for a situation whose core and context are taken without tree crowns; nobody asks it for wind or warmth,
    /// so its surroundings are not averaged.
    var hasCrowns = true

    func isLike(_ other: Setting) -> Bool {
      frame == other.frame && hasCrowns == other.hasCrowns && observerHeight == other.observerHeight
        && skyDirections == other.skyDirections && surroundings == other.surroundings
        && obstacleHeight == other.obstacleHeight && (context == nil) == (other.context == nil) && sharesContext(other)
    }

    private func sharesContext(_ other: Setting) -> Bool {
      guard let a = context, let b = other.context else { return true }
      return a.terrain.sharesCells(with: b.terrain) && a.buildingHeight.sharesCells(with: b.buildingHeight)
        && a.canopyHeight.sharesCells(with: b.canopyHeight) && a.vegetation.sharesCells(with: b.vegetation)
    }
  }

  let setting: Setting
  package let layers: SurfaceLayers
  package let surface: UrbanSurface
  let skySums: Grid<Int32>
  package let skyView: Grid<Float>
  let contents: BlockContents
  let outer: SurroundingSums?
  let shades = ShadeStore()
  private let knownWinds = WindStore()

  var means: FootprintMeans { FootprintMeans(contents, outer: outer) }

  /// Anew.
  /// - Parameters:
  ///   - outerSkyView: of the context.
  ///   - outer: sums of the context if they are known.
  /// - Throws: `CancellationError`.
  init(
    _ layers: SurfaceLayers, _ setting: Setting, outerSkyView: Grid<Float>?, outer: SurroundingSums?,
    _ work: WorkContext
  ) throws {
    self.setting = setting
    self.layers = layers
    let context = setting.hasCrowns ? setting.context : setting.context?.withoutCrowns
    let surface = UrbanSurface(
      layers: layers, context: context, margin: setting.surroundings, threads: work.threads)
    self.surface = surface
    skySums = try SkyViewFactor.sums(
      obstacles: surface.obstacles, ground: surface.ground, observerHeight: setting.observerHeight,
      directions: setting.skyDirections, window: surface.core, threads: work.threads
    ) { share in
      try work.checkCancellation()
      work.progress(share, LocalizedText(nl: "Hemelfactor berekenen", en: "Computing the sky view"))
    }
    try work.checkCancellation()
    skyView = SkyViewFactor.factors(skySums, directions: setting.skyDirections, in: layers.frame)
    let blocks = CoreBlocks(layers.frame, context: setting.context?.frame, blockSize: Self.blockSize)
    contents = BlockContents(
      blocks, layers, skyView: skyView, minimumHeight: setting.obstacleHeight, threads: work.threads)
    if let context = setting.context, let outerSkyView, outer == nil {
      self.outer = SurroundingSums(
        context, skyView: outerSkyView, around: blocks, minimumHeight: setting.obstacleHeight, threads: work.threads)
    } else {
      self.outer = outer
    }
  }

  /// From a known situation of a like setting.
  ///
  /// - Parameters:
  ///   - layers: differ from those of `known` in the cells `changed` only.
  ///   - changed: ascending row-major indices in the core.
  /// - Returns: nil where that would cost more than to begin anew.
  init?(_ layers: SurfaceLayers, from known: StreetGeometry, changed: [Int], threads: Int) {
    setting = known.setting
    self.layers = layers
    var surface = known.surface
    let moved = surface.update(changed, from: layers, threads: threads)
    self.surface = surface
    var sums = known.skySums
    if moved.isEmpty {
      skyView = known.skyView
    } else {
      let isDone = SkyViewFactor.update(
        &sums, from: (known.surface.obstacles, known.surface.ground), to: (surface.obstacles, surface.ground),
        changed: moved, observerHeight: setting.observerHeight, directions: setting.skyDirections,
        window: surface.core, threads: threads)
      guard isDone else { return nil }
      skyView = SkyViewFactor.factors(sums, directions: setting.skyDirections, in: layers.frame)
    }
    skySums = sums
    var contents = known.contents
    if !changed.isEmpty {
      contents.update(
        layers, skyView: skyView, minimumHeight: setting.obstacleHeight,
        changed: contents.blocks.touched(by: changed, width: layers.frame.columns), threads: threads)
    }
    self.contents = contents
    outer = known.outer
    knownWinds.keep(known.knownWinds)
    keepShades(of: known, moved: moved, threads: threads)
  }

  /// Brings the shade of a known situation up to date, for the positions of the sun that are in use.
  private func keepShades(of known: StreetGeometry, moved: [Int], threads: Int) {
    let inUse = known.shades.inUse
    if inUse.isEmpty { return }
    let boxes = CellBoxes(moved, columns: surface.obstacles.columns, rows: surface.obstacles.rows).boxes
    var highest = -Float.infinity
    for index in moved { highest = max(highest, max(surface.obstacles[index], known.surface.obstacles[index])) }
    for (sun, old) in inUse {
      var shade = old
      if !moved.isEmpty {
        Shadow.update(
          &shade, obstacles: surface.obstacles, ground: surface.ground, surface.heightRelief, sun: sun,
          window: surface.core, changed: boxes, highest: highest, threads: threads)
      }
      shades.keep(shade, sun, isAsked: false)
    }
  }

  /// The wind of one quarter in each block, from what is known of this situation or of the one before.
  func winds(
    _ footprint: Footprint, _ parameters: WindParameters, _ means: FootprintMeans, threads: Int
  ) -> BlockWinds {
    let winds = BlockWinds(means, footprint, parameters, known: knownWinds[footprint], threads: threads)
    if isWorthKeeping { knownWinds.keep(winds, footprint) }
    return winds
  }

  /// Where an obstacle hides the sun: 1, else 0; in the core's frame. Kept for the next who asks.
  package func shade(_ sun: SolarPosition, threads: Int) -> Grid<UInt8> {
    if let known = shades.shade(sun) { return known }
    let shade = Shadow.shade(
      obstacles: surface.obstacles, ground: surface.ground, surface.heightRelief, sun: sun, window: surface.core,
      threads: threads
    ).inFrame(layers.frame)
    if isWorthKeeping { shades.keep(shade, sun, isAsked: true) }
    return shade
  }

  /// The same for some rows of the core; in a frame of these rows.
  package func shade(_ sun: SolarPosition, rows: Range<Int>, threads: Int) -> Grid<UInt8> {
    if rows == 0..<layers.frame.rows { return shade(sun, threads: threads) }
    return shade(sun, rows: rows, columns: 0..<layers.frame.columns, threads: threads)
  }

  /// Whether an obstacle hides the sun from one cell of the core; nothing is kept.
  package func isShaded(_ sun: SolarPosition, row: Int, column: Int) -> Bool {
    shade(sun, rows: row..<row + 1, columns: column..<column + 1, threads: 1)[0] > 0
  }

  private func shade(_ sun: SolarPosition, rows: Range<Int>, columns: Range<Int>, threads: Int) -> Grid<UInt8> {
    let (north, west) = (surface.core.rows.lowerBound, surface.core.columns.lowerBound)
    return Shadow.shade(
      obstacles: surface.obstacles, ground: surface.ground, surface.heightRelief, sun: sun,
      window: GridWindow(
        rows: north + rows.lowerBound..<north + rows.upperBound,
        columns: west + columns.lowerBound..<west + columns.upperBound), threads: threads)
  }

  /// Whether it is small enough to be kept for the next situation.
  package var isWorthKeeping: Bool { surface.obstacles.count <= ClimateMemory.mostCells / 2 }

  /// Where there is no context, m.
  package static let blockSize = 5.0
}
