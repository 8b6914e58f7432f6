import Essentials
import Grids
import ModelKit
import UrbanClimate

extension HeatModel {
  static let shadeMidsummerLayer = LayerDescription(
    "shadeMidsummer", unit: "1",
    title: LocalizedText(
      nl: "Schaduw op 21 juni bij de hoogste zon (1 of 0)", en: "Shade on 21 June with the sun at its highest (1 or 0)")
  )

  static let midsummerLimit = LocalizedText(
    nl: """
      De schaduw van 21 juni is die van één moment, rond 13:40 uur, met de bomen zoals ze in het gebied en het plan \
      staan; jonge bomen zijn dan nog klein.
      """,
    en: """
      The shade of 21 June is that of one moment, around 13:40 by Dutch clocks, with the trees as they stand in the \
      area and the plan; young trees are small then.
      """)
}

extension StreetClimate {
  /// Where it is shade on 21 June with the sun at its highest: 1, else 0. Guidelines for shade ask for this moment
  /// (bouwadaptief.nl: half of walking, cycling and staying areas).
  func shadeAtMidsummer(threads: Int) -> Grid<Float> {
    let sun = SolarPosition.highest(
      year: values.year, month: 6, day: 21, latitude: values.latitude, longitude: values.longitude)
    var shade = geometry.shade(sun, threads: threads).map { Float($0) }
    shade.withMutableCells { shade in
      kinds.withCells { kinds in
        for index in 0..<self.kinds.count where kinds[index] & SurfaceKind.underCrown != 0 { shade[index] = 1 }
      }
    }
    return shade
  }
}
