import Grids
import UrbanClimate

extension HeatModel {
  /// Mean PET over the hours that count, degrees Celsius, NaN on buildings: sky view, shade and ground of one situation, heat
  /// island and wind of the same or of another one.
  ///
  /// With the fields of today this is the effect of a plan on the spot; with the plan's own fields come the effects on
  /// the warmth of the town and on the wind, which reach over whole footprints.
  ///
  /// - Parameters:
  ///   - local: gives sky view, shade, kinds of ground and hours.
  ///   - wider: gives heat island and wind; nil: `local`. Same frame and hours.
  ///   - threads: does not change the result.
  package static func meanPET(
    of local: StreetClimate, fieldsOf wider: StreetClimate? = nil, threads: Int
  ) -> Grid<Float> {
    let fields = (wider ?? local).fields
    var sum = Grid<Double>(local.skyView.frame, repeating: 0)
    var shade = Grid<Float>(local.skyView.frame, repeating: 0)
    for hour in local.hours where hour.counts {
      guard let field = fields[hour.footprint] else { continue }
      hour.add(
        to: &sum, shade: &shade, shadow: local.shadow(of: hour, threads: threads), skyView: local.skyView,
        field: field, kinds: local.kinds, local.values, threads: threads)
    }
    return pet(sum, minus: nil, Double(local.hours.count(where: \.counts)), local.kinds)
  }
}
