import Essentials
import Grids
import UrbanClimate

/// All that a plan can change of the PET of one cell in one hour.
struct CellFactors: Hashable, Sendable {
  var isShaded: Bool
  /// Of the cell, 0 to 1.
  var skyView: Double
  var bowen: Double
  /// Wind speed at 1.2 m over that above open grass, 0 to 1.
  var relativeWindSpeed: Double
  /// Largest of the day, K.
  var heatIsland: Double

  /// At 1.2 m, m/s.
  func windSpeed(in hour: WeatherHour, smallest: Double) -> Double {
    max(smallest, hour.windSpeed * WindReduction.reduction(relativeSpeed: relativeWindSpeed))
  }
}

/// What reaches one cell, hour by hour.
struct CellClimate: Sendable {
  struct Hour: Sendable {
    var weather: WeatherHour
    var label: LocalizedText
    var factors: CellFactors
  }

  /// There is no PET on a roof.
  let isBuilding: Bool
  let hours: [Hour]
  /// m/s.
  let smallestWindSpeed: Double

  /// - Throws: `CancellationError`.
  init(_ climate: StreetClimate, row: Int, column: Int, _ work: WorkContext) throws {
    let values = climate.values
    let index = row * climate.kinds.columns + column
    let kind = climate.kinds[index]
    isBuilding = kind == SurfaceKind.building.rawValue
    smallestWindSpeed = values.smallestWindSpeed
    let bowen =
      switch SurfaceKind(rawValue: kind & ~SurfaceKind.underCrown) {
      case .vegetated: values.bowenVegetated
      case .water: values.bowenWater
      case .paved, .building, nil: values.bowenOther
      }
    hours = try climate.hours.compactMap { hour in
      guard let field = climate.fields[hour.footprint] else { return nil }
      try work.checkCancellation()
      let isShaded = climate.geometry.isShaded(hour.sun, row: row, column: column)
      return Hour(
        weather: hour, label: hour.label(values),
        factors: CellFactors(
          isShaded: isShaded || kind & SurfaceKind.underCrown != 0,
          skyView: Double(climate.skyView[index]), bowen: bowen,
          relativeWindSpeed: Double(field.relativeWindSpeed[index]), heatIsland: Double(field.heatIsland[index])))
    }
  }

  /// The hours over which the mean is.
  var counting: [Hour] { hours.filter(\.weather.counts) }

  func terms(of hour: Hour) -> PETTerms {
    PETTerms(hour.weather, hour.factors, smallestWindSpeed: smallestWindSpeed)
  }
}
