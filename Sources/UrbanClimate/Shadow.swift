import Elementary
import Grids

/// Which places lie in the shadow of what stands between them and the sun.
///
/// A place is in the shade if anything on the line towards the sun, sampled once for each cell's length at the nearest
/// cell, rises above the ray. Neighbouring cells of a row take the same step together, and a step is left out where
/// nothing there is high enough for the lowest of them. A sweep along digital lines would take one step a cell however
/// low the sun, but it samples another cell here and there, so that a shadow's edge depends on where its line starts: on
/// the synthetic town up to 1.1 % of the cells differ from the published counts, which the march meets to the cell. With
/// the steps left out an hour costs a few percent of the sky view, and a quarter of it with the sun at 3 degrees.
public enum Shadow {
  /// - Parameters:
  ///   - obstacles: top of whatever stands in a cell, m. Outside the grid is open.
  ///   - ground: where the observer stands, m; same frame.
  ///   - sun: geometric altitude and azimuth. At or below the horizon all is shade.
  ///   - window: the cells that are wanted.
  ///   - threads: does not change the result.
  /// - Returns: 1 in the shade, 0 in the sun, in the window's frame.
  public static func map(
    obstacles: Grid<Float>, ground: Grid<Float>, sun: SolarPosition, window: GridWindow, threads: Int
  ) -> Grid<Float> {
    let relief = HeightRelief(obstacles: obstacles, ground: ground, threads: threads)
    return shade(obstacles: obstacles, ground: ground, relief, sun: sun, window: window, threads: threads)
      .map { Float($0) }
  }

  /// As `map`, as bytes, for heights whose relief is known.
  package static func shade(
    obstacles: Grid<Float>, ground: Grid<Float>, _ relief: HeightRelief, sun: SolarPosition, window: GridWindow,
    threads: Int
  ) -> Grid<UInt8> {
    var shade = Grid<UInt8>(window.frame(in: obstacles.frame), repeating: sun.altitude > 0 ? 0 : 1)
    if sun.altitude > 0 {
      let march = ShadowMarch(obstacles: obstacles, ground: ground, relief, sun: sun, window: window)
      march.update(&shade, march.everything, threads: threads)
    }
    return shade
  }

  /// Changes shade to that after a change of heights.
  ///
  /// - Parameters:
  ///   - obstacles: heights after the change, as the others.
  ///   - changed: boxes that hold all changed cells, in rows and columns of `obstacles`.
  ///   - highest: of the obstacles in these boxes before and after, m.
  package static func update(
    _ shade: inout Grid<UInt8>, obstacles: Grid<Float>, ground: Grid<Float>, _ relief: HeightRelief,
    sun: SolarPosition, window: GridWindow, changed: [GridWindow], highest: Float, threads: Int
  ) {
    guard sun.altitude > 0 else { return }
    let march = ShadowMarch(
      obstacles: obstacles, ground: ground, relief, sun: sun, window: window, highest: highest)
    march.update(&shade, march.shaded(by: changed, highest: highest), threads: threads)
  }

  /// Length of the shadow on level ground of something `height` high, in the unit of `height`.
  public static func length(height: Double, altitude: Double) -> Double {
    let angle = altitude * Elementary.radiansPerDegree
    return height * Elementary.cos(angle) / Elementary.sin(angle)
  }
}
