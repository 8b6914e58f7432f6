import Grids
import UrbanClimate

/// 1 July 2015 at Herwijnen (KNMI), the hours of the standard map, and layers for it.
enum HotAfternoon {
  private static let altitudes = [55.3, 60.1, 60.9, 57.4, 50.8, 42.5, 33.4]

  static var suns: [SolarPosition] {
    zip(altitudes, 10...).map { altitude, hour in
      let sun = SolarPosition(
        year: 2015, month: 7, day: 1, hourUTC: Double(hour), latitude: 52.09, longitude: 5.12)
      return SolarPosition(altitude: altitude, azimuth: sun.azimuth)
    }
  }

  static let event: [String: [Double]] = [
    "hourUTC": [10, 11, 12, 13, 14, 15, 16], "airTemperature": [28, 29.8, 31.2, 32.1, 32.8, 32.9, 33],
    "windSpeed": [6, 6, 6, 5, 4, 5, 4], "windDirection": [100, 100, 130, 130, 140, 120, 130],
    "globalRadiation": [794.44, 855.56, 868.06, 825, 743.06, 629.17, 491.67],
    "relativeHumidity": [48, 44, 35, 37, 35, 37, 37], "sunAltitude": altitudes,
    "uhiFactor": [0.03, 0.05, 0.07, 0.11, 0.16, 0.23, 0.31],
  ]

  static func layers(_ town: SyntheticSurface, in frame: GridFrame) -> [String: Grid<Float>] {
    [
      "terrain": Grid(frame, repeating: 0), "buildingHeight": Grid(frame, cells: town.buildings.cells),
      "canopyHeight": Grid(frame, cells: town.canopy.cells),
      "vegetation": Grid(frame, cells: town.canopy.cells.map { $0 > 0 ? 1 : 0 }), "water": Grid(frame, repeating: 0),
    ]
  }
}
