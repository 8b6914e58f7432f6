import Elementary
import UrbanClimate

/// What comes from sun and sky in one hour, for all cells alike.
struct SkyRadiation: Sendable {
  /// W/m²: on a level plane, its diffuse part, and of the sun on a plane that faces it.
  var global: Double
  var diffuse: Double
  var direct: Double
  var sinAltitude: Double
  var cosAltitude: Double
  /// Heat radiation of the whole sky over that of a black surface as warm as the air.
  var emissivity: Double
  /// Sunshine over that of a clear sky, 0 to 1.
  var clearness: Double

  /// - Parameters:
  ///   - clearness: of the sky, 0 to 1.
  ///   - vapourPressure: hPa.
  init(_ hour: WeatherHour, vapourPressure: Double, clearness: Double) {
    global = hour.sinAltitude > 0 ? hour.globalRadiation : 0
    diffuse = hour.diffuseRadiation
    sinAltitude = hour.sinAltitude
    cosAltitude = max(0, 1 - sinAltitude * sinAltitude).squareRoot()
    // Near the horizon a small error of the altitude would make a sun stronger than outside the atmosphere.
    direct = sinAltitude > 0 ? min((global - diffuse) / sinAltitude, DiffuseRadiation.solarConstant) : 0
    self.clearness = clearness
    let clear = Self.clearEmissivity(airTemperature: hour.airTemperature, vapourPressure: vapourPressure)
    emissivity = clear * clearness + (1 - clearness)
  }

  /// Of a cloudless sky: Prata (1996), "A new long-wave formula for estimating downward clear-sky radiation at the
  /// surface", Quarterly Journal of the Royal Meteorological Society 122, as SOLWEIG has it. Clouds count as black and as
  /// warm as the air (Crawford & Duchon 1999, Journal of Applied Meteorology 38).
  static func clearEmissivity(airTemperature: Double, vapourPressure: Double) -> Double {
    let water = 46.5 * vapourPressure / (airTemperature + 273.15)
    return 1 - (1 + water) * Elementary.exp(-(1.2 + 3 * water).squareRoot())
  }

  /// Global radiation under a clear sky, W/m²: Haurwitz (1945), "Insolation in relation to cloudiness and cloud density",
  /// Journal of Meteorology 2.
  static func clearGlobal(sinAltitude: Double) -> Double {
    sinAltitude > 0 ? 1098 * sinAltitude * Elementary.exp(-0.059 / sinAltitude) : 0
  }

  /// How clear each hour is. Where the sun is too low to tell (10 degrees), and at night, it is what the sunny hours of
  /// the event are on the whole, and clear if there are none.
  static func clearness(of hours: [WeatherHour]) -> [Double] {
    let lowest = 0.17364817766693036
    var (measured, clear) = (0.0, 0.0)
    for hour in hours where hour.sinAltitude > lowest {
      measured += hour.globalRadiation
      clear += clearGlobal(sinAltitude: hour.sinAltitude)
    }
    let whole = clear > 0 ? min(1, measured / clear) : 1
    return hours.map { hour in
      hour.sinAltitude > lowest
        ? min(1, hour.globalRadiation / clearGlobal(sinAltitude: hour.sinAltitude)) : whole
    }
  }
}
