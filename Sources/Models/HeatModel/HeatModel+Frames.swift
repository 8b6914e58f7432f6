import Essentials
import Grids
import ModelKit
import UrbanClimate

extension SolarAngles {
  init(_ position: SolarPosition) { self.init(altitude: position.altitude, azimuth: position.azimuth) }
}

extension HeatModel {
  /// PET and shade of each hour, also of those that do not count in the means.
  /// - Throws: `CancellationError`.
  static func frames(_ situation: StreetClimate, _ work: WorkContext) throws -> [String: [LayerFrame]] {
    var frames: [String: [LayerFrame]] = [:]
    let count = Double(situation.hours.count)
    for (index, hour) in situation.hours.enumerated() {
      let part = work.part(Double(index) / count...Double(index + 1) / count)
      let map = try PETMap(situation, fields: situation.fields, hours: [hour], part)
      let (label, sun) = (hour.label(situation.values), SolarAngles(hour.sun))
      frames["pet", default: []].append(LayerFrame(label: label, grid: map.pet, sun: sun))
      frames["shade", default: []].append(LayerFrame(label: label, grid: map.shade, sun: sun))
    }
    return frames
  }
}
