import Essentials
import Grids
import ModelKit
import UrbanClimate

extension SolarAngles {
  init(_ position: SolarPosition) { self.init(altitude: position.altitude, azimuth: position.azimuth) }
}

extension HeatModel {
  static func frame(_ moment: (label: LocalizedText, sun: SolarAngles), _ grid: Grid<Float>) -> LayerFrame {
    LayerFrame(label: moment.label, grid: grid, sun: moment.sun)
  }

  /// What one hour added to a sum over hours.
  static func increase(of sum: Grid<Float>, since earlier: Grid<Float>) -> Grid<Float> {
    let count = sum.count
    return Grid<Float>(
      sum.frame,
      filling: { out in
        sum.withCells { sum in
          earlier.withCells { earlier in
            for index in 0..<count { out[index] = sum[index] - earlier[index] }
          }
        }
      })
  }
}
