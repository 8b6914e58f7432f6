import Elementary
import UrbanClimate

/// The radiation that a standing person takes up in one hour, and the mean radiant temperature that follows from it: the
/// temperature of black surroundings that would give the same.
///
/// As in SOLWEIG (Lindberg, Holmer & Thorsson 2008, International Journal of Biometeorology 52): a person is an upright
/// cylinder to the sun, and a box to all else, with 0.06 of its weight above and below and 0.22 on each of four sides
/// (VDI 3787 part 2). Unlike there, the four sides see the same: the sky view factor says how high the horizon is, not
/// where (`Enclosure`).
struct PersonRadiation: Sendable {
  /// W/(m² K⁴).
  static let stefanBoltzmann = 5.670374419e-8
  static let kelvin = 273.15
  private static let cylinder = 0.28
  private static let top = 0.06
  private static let sides = 0.88

  let sky: SkyRadiation
  let enclosure: Enclosure
  /// By `SurfaceKind`.
  let grounds: [SurfaceMaterial]
  let wall: SurfaceMaterial
  let leaves: SurfaceMaterial
  /// Surface minus air temperature in the sun, K: by `SurfaceKind`, and of walls.
  let groundWarming: [Double]
  let wallWarming: Double
  let shortwave: Double
  let longwave: Double

  init(_ hour: WeatherHour, _ sky: SkyRadiation, day: SunDay, _ parameters: ComfortParameters) {
    self.sky = sky
    enclosure = Enclosure(sunAltitude: hour.sun.altitude)
    grounds = parameters.grounds
    wall = parameters.wall
    leaves = parameters.vegetated
    func warming(_ material: SurfaceMaterial) -> Double {
      sky.sinAltitude > 0 ? material.warming(day, hourUTC: hour.hourUTC, clearness: sky.clearness) : 0
    }
    groundWarming = grounds.map(warming)
    wallWarming = warming(wall)
    shortwave = parameters.shortwaveAbsorption
    longwave = parameters.longwaveAbsorption
  }

  /// What is the same for all that a person in one cell sees.
  struct Place {
    var skyView: Double
    /// Local air temperature, K, to the fourth power times Stefan and Boltzmann's constant: W/m².
    var airRadiation: Double
    /// Of walls and crowns around: light and heat, W/m².
    var wallLight: Double
    var wallHeat: Double
    var skyHeat: Double
    var skySideways: Double
    var isSunny: Bool
  }

  /// - Parameters:
  ///   - isSunny: whether the sun reaches the cell.
  ///   - wallShare: of what hides the sky. The rest is leaves, which are as warm as the air.
  ///   - isUnderCrown: then nothing that is seen above has sun.
  ///   - airTemperature: in the cell, degrees Celsius.
  @inline(__always)
  func place(
    skyView: Double, isSunny: Bool, wallShare: Double, isUnderCrown: Bool, airTemperature: Double
  ) -> Place {
    let (skySideways, sunlit) = enclosure.shares(skyView: skyView)
    let lit = isUnderCrown ? 0 : sunlit
    let air = Self.black(airTemperature + Self.kelvin)
    let warmWall = Self.black(airTemperature + Self.kelvin + wallWarming)
    let leafShare = 1 - wallShare
    let wallHeat = wall.emissivity * (warmWall * lit + air * (1 - lit)) + (1 - wall.emissivity) * air
    return Place(
      skyView: skyView, airRadiation: air,
      wallLight: (wall.albedo * wallShare + leaves.albedo * leafShare)
        * (sky.global * lit + sky.diffuse * (1 - lit)),
      // What a wall throws back of the heat around it counts as coming at the air's temperature.
      wallHeat: wallHeat * wallShare + air * leafShare,
      skyHeat: sky.emissivity * air, skySideways: skySideways, isSunny: isSunny)
  }

  /// Light and heat from above on a level surface, W/m².
  @inline(__always)
  func fromAbove(_ place: Place) -> (light: Double, heat: Double) {
    let hidden = 1 - place.skyView
    return (
      (place.isSunny ? sky.direct * sky.sinAltitude : 0) + sky.diffuse * place.skyView + hidden * place.wallLight,
      place.skyHeat * place.skyView + hidden * place.wallHeat
    )
  }

  /// Light and heat that the ground of a cell sends up, W/m².
  @inline(__always)
  func fromGround(_ place: Place, kind: Int, airTemperature: Double) -> (light: Double, heat: Double) {
    let above = fromAbove(place)
    let warming = place.isSunny ? groundWarming[kind] : 0
    let emissivity = grounds[kind].emissivity
    return (
      grounds[kind].albedo * above.light,
      emissivity * Self.black(airTemperature + Self.kelvin + warming) + (1 - emissivity) * above.heat
    )
  }

  /// What the person absorbs of that, W/m² of a side that sees only ground.
  @inline(__always)
  func absorbed(_ ground: (light: Double, heat: Double)) -> Double {
    shortwave * ground.light + longwave * ground.heat
  }

  /// What a person absorbs, W/m².
  ///
  /// - Parameters:
  ///   - below: of the ground in the own cell, absorbed.
  ///   - around: of the ground within reach, absorbed.
  @inline(__always)
  func absorbed(_ place: Place, below: Double, around: Double) -> Double {
    let above = fromAbove(place)
    let hidden = 0.5 - place.skySideways
    let direct = place.isSunny ? Self.cylinder * shortwave * sky.direct * sky.cosAltitude : 0
    let side =
      shortwave * (sky.diffuse * place.skySideways + place.wallLight * hidden)
      + longwave * (place.skyHeat * place.skySideways + place.wallHeat * hidden) + 0.5 * around
    return direct + Self.top * (shortwave * above.light + longwave * above.heat + below) + Self.sides * side
  }

  /// Degrees Celsius, from absorbed radiation in W/m².
  @inline(__always)
  func temperature(absorbed: Double) -> Double {
    (absorbed / (longwave * Self.stefanBoltzmann)).squareRoot().squareRoot() - Self.kelvin
  }

  @inline(__always)
  static func black(_ kelvin: Double) -> Double {
    let square = kelvin * kelvin
    return stefanBoltzmann * square * square
  }
}

extension PersonRadiation {
  /// What a person absorbs, W/m², by where it comes from.
  struct Parts: Hashable, Sendable {
    var sun = 0.0
    var skyLight = 0.0
    /// From walls and ground.
    var reflected = 0.0
    var skyHeat = 0.0
    var wallHeat = 0.0
    var groundHeat = 0.0
    /// Weights of the last three; they add up to 1.
    var skyShare = 0.0
    var wallShare = 0.0
    var groundShare = 0.0

    var sum: Double { sun + skyLight + reflected + skyHeat + wallHeat + groundHeat }
  }

  /// The same as `absorbed`, in parts.
  func parts(
    _ place: Place, below: (light: Double, heat: Double), around: (light: Double, heat: Double)
  ) -> Parts {
    let hiddenAbove = 1 - place.skyView
    let hidden = 0.5 - place.skySideways
    let direct = place.isSunny ? sky.direct : 0
    let toSky = Self.top * place.skyView + Self.sides * place.skySideways
    let toWall = Self.top * hiddenAbove + Self.sides * hidden
    return Parts(
      sun: shortwave * direct * (Self.cylinder * sky.cosAltitude + Self.top * sky.sinAltitude),
      skyLight: shortwave * sky.diffuse * toSky,
      reflected: shortwave
        * (place.wallLight * toWall + Self.top * below.light + Self.sides * 0.5 * around.light),
      skyHeat: longwave * place.skyHeat * toSky, wallHeat: longwave * place.wallHeat * toWall,
      groundHeat: longwave * (Self.top * below.heat + Self.sides * 0.5 * around.heat), skyShare: toSky,
      wallShare: toWall, groundShare: Self.top + Self.sides * 0.5)
  }
}
