import Essentials
import ModelKit

/// The parameters of a run as numbers.
package struct ClimateParameters: Sendable {
  package var year, month, day: Int
  package var latitude, longitude: Double
  package var dayFactor: Double
  /// Added to the air temperature of every hour, K.
  package var temperatureShift: Double
  package var observerHeight: Float
  package var skyDirections: Int
  package var bowenVegetated, bowenOther, bowenWater: Double
  package var vegetatedFrom: Float
  package var crownHeight: Float
  package var obstacleHeight: Float
  package var smallestWindSpeed: Double
  package var calmWindSpeed: Double
  package var wind: WindParameters
  package var surroundings: Double
  package var skyReach: Double

  /// - Throws: `ModelError.unknownParameter`, `ModelError.parameterOutOfRange`, `UrbanClimateError.noSuchDay`.
  package init(_ inputs: ModelInputs, of description: ModelDescription) throws {
    func value(_ id: String) throws -> Double { try inputs.parameter(id, of: description) }
    year = try Int(value("year").rounded(.down))
    month = try Int(value("month").rounded(.down))
    day = try Int(value("day").rounded(.down))
    guard CalendarDay(year: year, month: month, day: day) != nil else {
      throw UrbanClimateError.noSuchDay(year: year, month: month, day: day)
    }
    latitude = try value("latitude")
    longitude = try value("longitude")
    dayFactor = try UrbanHeatIsland.dayFactor(
      meanGlobalRadiation: value("meanGlobalRadiation"), temperatureRange: value("temperatureRange"),
      meanWindSpeed: value("meanWindSpeed"), airDensity: value("airDensity"), heatCapacity: value("heatCapacity"))
    temperatureShift = try value("temperatureShift")
    observerHeight = try Float(value("observerHeight"))
    skyDirections = try Int((value("skyDirections") / 4).rounded(.up)) * 4
    bowenVegetated = try value("bowenVegetated")
    bowenOther = try value("bowenOther")
    bowenWater = try value("bowenWater")
    vegetatedFrom = try Float(value("vegetatedFrom"))
    crownHeight = try Float(value("crownHeight"))
    obstacleHeight = try Float(value("obstacleHeight"))
    smallestWindSpeed = try value("smallestWindSpeed")
    calmWindSpeed = try value("calmWindSpeed")
    wind = try WindParameters(
      buildingFrontFactor: value("buildingFrontFactor"), treeFrontFactor: value("treeFrontFactor"),
      usesTreeRegressions: value("treeRegressions") >= 0.5, treeFrontCoefficient: value("treeFrontCoefficient"),
      treeHeightCoefficient: value("treeHeightCoefficient"))
    surroundings = try value("surroundings")
    skyReach = try value("skyReach")
  }
}

extension ClimateParameters {
  /// Their descriptions, for the models that take them.
  package static let descriptions: [ParameterDescription] = {
    let code = "Koopmans et al. 2020 as coded in github.com/mariekeve/pet_plugin"
    let knmi = "KNMI, 1 July 2015"
    func text(_ nl: String, _ en: String) -> LocalizedText { LocalizedText(nl: nl, en: en) }
    return [
      ParameterDescription(
        "year", unit: "a", title: text("Jaar", "Year"), default: 2015, in: 1950...2100,
        source: "Dutch standard heat stress test: 1 July 2015", status: .verified),
      ParameterDescription(
        "month", unit: "mo", title: text("Maand", "Month"), default: 7, in: 1...12,
        source: "Dutch standard heat stress test: 1 July 2015", status: .verified),
      ParameterDescription(
        "day", unit: "d", title: text("Dag", "Day"), default: 1, in: 1...31,
        source: "Dutch standard heat stress test: 1 July 2015", status: .verified),
      ParameterDescription(
        "latitude", unit: "deg", title: text("Breedtegraad", "Latitude"), default: 51.859, in: -66...66,
        source: "KNMI station 356 Herwijnen; set it to the area's own", status: .oneSource),
      ParameterDescription(
        "longitude", unit: "deg", title: text("Lengtegraad", "Longitude"), default: 5.146, in: -180...180,
        source: "KNMI station 356 Herwijnen; set it to the area's own", status: .oneSource),
      ParameterDescription(
        "temperatureRange", unit: "K",
        title: text("Verschil tussen hoogste en laagste temperatuur", "Highest minus lowest temperature of the day"),
        default: 16.2, in: 0...40,
        source: "\(knmi), Rotterdam: 34.0 - 17.8; the method asks for a rural station, 08:00 to 07:00",
        status: .computed),
      ParameterDescription(
        "meanWindSpeed", unit: "m/s", title: text("Gemiddelde wind van de dag op 10 m", "Day's mean wind at 10 m"),
        default: 4.2, in: 0.1...40, source: "\(knmi), Rotterdam; the method asks for a rural station, 08:00 to 07:00",
        status: .computed),
      ParameterDescription(
        "meanGlobalRadiation", unit: "W/m2",
        title: text("Gemiddelde zonnestraling over 24 uur", "Mean solar radiation over 24 hours"), default: 338,
        in: 0...500, source: "\(knmi), Rotterdam: 2922 J/cm2 in the day", status: .computed),
      ParameterDescription(
        "temperatureShift", unit: "K",
        title: text(
          "Graden die bij de luchttemperatuur van elk uur komen, met dezelfde relatieve vochtigheid",
          "Degrees added to the air temperature of every hour, at the same relative humidity"), default: 0,
        in: -10...10,
        source: "0 is the event as it is; for trying another climate", status: .teachingValue),
      ParameterDescription(
        "airDensity", unit: "kg/m3", title: text("Dichtheid van lucht", "Density of air"), default: 1.17, in: 1...1.4,
        source: "about 1.1 to 1.2 in KNMI's uhi_max; Tygron derives it from pressure", status: .verified),
      ParameterDescription(
        "heatCapacity", unit: "J/(kg.K)", title: text("Warmtecapaciteit van lucht", "Heat capacity of air"),
        default: 1007, in: 1000...1020, source: "Tygron heat overlay (KNMI's uhi_max: 1005)", status: .verified),
      ParameterDescription(
        "observerHeight", unit: "m",
        title: text("Ooghoogte voor de hemelfactor", "Height of the eye for the sky view"), default: 1, in: 0...2,
        source: "Tygron uses 1.2 m, the standard's raster is taken at the surface; 1 m is a choice between",
        status: .teachingValue),
      ParameterDescription(
        "skyDirections", unit: "1",
        title: text(
          "Aantal richtingen voor de hemelfactor (naar boven afgerond op een viervoud)",
          "Directions for the sky view (rounded up to a multiple of four)"), default: 16, in: 8...64,
        source: "mean with 16 and 32 directions differs by 0.003 on a synthetic town", status: .computed),
      ParameterDescription(
        "bowenVegetated", unit: "1",
        title: text("Bowenverhouding van groen", "Bowen ratio of vegetation"), default: 0.4, in: 0...10,
        source: "Dutch standard method; same in the Tygron heat overlay", status: .verified),
      ParameterDescription(
        "bowenOther", unit: "1",
        title: text("Bowenverhouding van verharding", "Bowen ratio of everything else"), default: 3, in: 0...10,
        source: "Dutch standard method; same in the Tygron heat overlay", status: .verified),
      ParameterDescription(
        "bowenWater", unit: "1",
        title: text(
          "Bowenverhouding van water; 0,4 overschat de koeling, 1,9 komt op de gemeten -0,6 graad uit",
          "Bowen ratio of water; 0.4 overrates its cooling, 1.9 gives the measured -0.6 degrees"), default: 0.4,
        in: 0...10, source: "Dutch standard method; measured effect: Jacobs et al. 2020 (REALCOOL)", status: .verified),
      ParameterDescription(
        "vegetatedFrom", unit: "1",
        title: text(
          "Aandeel groen waarbij een cel als groen telt", "Vegetated share from which a cell counts as green"),
        default: 0.5, in: 0.01...1,
        source: "the standard's own test is NDVI above 0.16 on an aerial photo; here the layer's share decides",
        status: .teachingValue),
      ParameterDescription(
        "crownHeight", unit: "m",
        title: text("Kroonhoogte waaronder het altijd schaduw is", "Crown height under which it is always shade"),
        default: 2, in: 0...20, source: code, status: .oneSource),
      ParameterDescription(
        "obstacleHeight", unit: "m",
        title: text("Hoogte waaronder iets de wind niet remt", "Height below which nothing slows the wind"),
        default: 2, in: 0...20, source: "Tygron heat overlay, wind calculation model", status: .oneSource),
      ParameterDescription(
        "smallestWindSpeed", unit: "m/s",
        title: text("Kleinste windsnelheid op 1,2 m", "Smallest wind speed at 1.2 m"), default: 0.5, in: 0.1...2,
        source: code, status: .oneSource),
      ParameterDescription(
        "calmWindSpeed", unit: "m/s",
        title: text(
          "Wind op 10 m waaronder de richting niet telt", "Wind at 10 m below which its direction does not count"),
        default: 1.5, in: 0...10, source: "Dutch standard method; same in the Tygron heat overlay", status: .verified),
      ParameterDescription(
        "buildingFrontFactor", unit: "1",
        title: text(
          "Factor op het aanzicht van gebouwen; twijfelachtig, in de bron stond eerder 0,6",
          "Factor on the front of buildings; doubtful, the source once had 0.6"), default: 0.16, in: 0.01...1,
        source: "\(code); a remark there says it was 0.6", status: .uncertain),
      ParameterDescription(
        "treeFrontFactor", unit: "1",
        title: text("Factor op het aanzicht van bomen", "Factor on the front of trees"), default: 0.27, in: 0.01...1,
        source: code, status: .oneSource),
      ParameterDescription(
        "treeRegressions", unit: "1",
        title: text(
          "1 = bomen uit de hoogtekaart omrekenen naar een bomenbestand; twijfelachtig bij kronen uit een register",
          "1 = bring trees of the height map to those of a tree register; doubtful for crowns that come from one"),
        default: 1, in: 0...1, source: "\(code); unclear whether part of the standard", status: .uncertain),
      ParameterDescription(
        "treeFrontCoefficient", unit: "m",
        title: text(
          "Coëfficiënt van de omrekening van het aanzicht: keer de wortel",
          "Coefficient of the regression of fronts: times the square root"), default: 45.45, in: 0...200, source: code,
        status: .uncertain),
      ParameterDescription(
        "treeHeightCoefficient", unit: "m^(1/2)",
        title: text(
          "Coëfficiënt van de omrekening van de hoogte: keer de wortel",
          "Coefficient of the regression of heights: times the square root"), default: 7.721, in: 0...50, source: code,
        status: .uncertain),
      ParameterDescription(
        "surroundings", unit: "m",
        title: text(
          "Breedte van de omgeving die meetelt voor hemelfactor en schaduw",
          "Width of the surroundings that count for sky view and shade"), default: 150, in: 0...500,
        source: "obstacles beyond 100 m change the mean sky view by less than 0.002", status: .computed),
      ParameterDescription(
        "skyReach", unit: "m",
        title: text(
          "Afstand tot de rand waarbinnen de hemelfactor onvolledig heet",
          "Distance to the edge within which the sky view is called incomplete"), default: 50, in: 0...500,
        source: "a wall of 15 m at that distance hides 0.02 of the sky (closed form); Tygron looks 100 m far",
        status: .computed),
    ]
  }()
}
