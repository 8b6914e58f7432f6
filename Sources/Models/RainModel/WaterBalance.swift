/// Where the rain of a run went, m3.
struct WaterBalance: Hashable, Sendable {
  var rain = 0.0
  /// Held by crowns.
  var interception = 0.0
  /// In hollows and on wetted surfaces.
  var surfaceStorage = 0.0
  /// On roofs.
  var roofStorage = 0.0
  var infiltration = 0.0
  var sewerStored = 0.0
  var sewerPumped = 0.0
  var sewerOverflow = 0.0
  /// Into open water whose level is kept.
  var surfaceWater = 0.0
  /// Over the edge of the area.
  var edgeOutflow = 0.0
  /// Free water on the ground at the end.
  var onStreet = 0.0

  /// Everything but the rain.
  var accountedFor: Double {
    interception + surfaceStorage + roofStorage + infiltration + sewerStored + sewerPumped + sewerOverflow
      + surfaceWater + edgeOutflow + onStreet
  }

  /// (accounted for - rain) / rain; without rain the volume that appeared, m3.
  var relativeError: Double { rain > 0 ? (accountedFor - rain) / rain : accountedFor }
}
