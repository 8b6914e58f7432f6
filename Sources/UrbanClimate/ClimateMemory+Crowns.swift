import Essentials
import Grids
import ModelKit

extension ClimateMemory {
  /// The sky view factor of a situation without its tree crowns, in the core and around it: from a known one that
  /// differs in a few cells, else anew.
  /// - Throws: `CancellationError`.
  package func skyViewWithoutCrowns(_ geometry: StreetGeometry, _ work: WorkContext) throws -> Grid<Float> {
    var setting = geometry.setting
    setting.hasCrowns = false
    return try self.geometry(of: geometry.layers.withoutCrowns, setting, work).skyView
  }
}
