import Essentials
import Grids
import UrbanClimate

extension HeatModel {
  /// Mean PET over the hours that count, degrees Celsius, NaN on buildings: sky view, shade and ground of one situation,
  /// heat island and wind of the same or of another one.
  ///
  /// With the fields of today this is the effect of a plan on the spot; with the plan's own fields come the effects on
  /// the warmth of the town and on the wind, which reach over whole footprints.
  ///
  /// - Parameters:
  ///   - local: gives sky view, shade, kinds of ground and hours.
  ///   - wider: gives heat island and wind; nil: `local`. Same frame and hours.
  /// - Throws: `CancellationError`.
  package static func meanPET(
    of local: StreetClimate, fieldsOf wider: StreetClimate? = nil, _ work: WorkContext
  ) throws -> Grid<Float> {
    try PETMap(local, fields: (wider ?? local).fields, hours: local.hours.filter(\.counts), work).pet
  }
}
