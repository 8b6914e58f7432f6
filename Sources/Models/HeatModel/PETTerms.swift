import Elementary
import Essentials
import ModelKit
import UrbanClimate

/// Sums over the hours of the terms of PET, by what causes them; degrees Celsius times hours.
struct PETTerms: Hashable, Sendable {
  var constant = 0.0
  var air = 0.0
  var island = 0.0
  var sun = 0.0
  var diffuse = 0.0
  var longwave = 0.0
  var wind = 0.0
  var wetBulb = 0.0
  var sunHeight = 0.0
  var ground = 0.0
  var skyView = 0.0

  var sum: Double {
    constant + air + island + sun + diffuse + longwave + wind + wetBulb + sunHeight + ground + skyView
  }

  /// The terms of `PhysiologicalEquivalentTemperature` in one hour, each by itself.
  init(_ hour: WeatherHour, _ cell: CellFactors, smallestWindSpeed: Double) {
    let logWind = Elementary.log(cell.windSpeed(in: hour, smallest: smallestWindSpeed))
    let warmth = cell.heatIsland * hour.heatIslandShare
    if cell.isShaded {
      typealias Factor = PhysiologicalEquivalentTemperature.Shade
      air = Factor.airTemperature * hour.airTemperature
      island = Factor.airTemperature * warmth
      let kelvin = hour.airTemperature + warmth + 273.15
      constant = Factor.constant
      wind = Factor.logWind * logWind
      wetBulb = Factor.wetBulb * hour.wetBulb
      diffuse = Factor.diffuse * cell.skyView * hour.diffuseRadiation
      longwave =
        Factor.longwave * (1 - cell.skyView) * PhysiologicalEquivalentTemperature.stefanBoltzmann * kelvin * kelvin
        * kelvin * kelvin
    } else {
      typealias Factor = PhysiologicalEquivalentTemperature.Sun
      let q = hour.globalRadiation
      air = Factor.airTemperature * hour.airTemperature
      island = Factor.airTemperature * warmth
      constant = Factor.constant
      sun = Factor.globalRadiation * q
      wind =
        Factor.logWind * logWind + Factor.radiationLogWind * q * logWind
        + Factor.radiationLogWindSinAltitude * q * logWind * hour.sinAltitude
      wetBulb = Factor.wetBulb * hour.wetBulb
      sunHeight = Factor.sinAltitude * hour.sinAltitude
      ground = Factor.bowen * cell.bowen
      skyView = Factor.skyViewFactor * cell.skyView
    }
  }

  init() {}

  mutating func add(_ other: PETTerms) {
    constant += other.constant
    air += other.air
    island += other.island
    sun += other.sun
    diffuse += other.diffuse
    longwave += other.longwave
    wind += other.wind
    wetBulb += other.wetBulb
    sunHeight += other.sunHeight
    ground += other.ground
    skyView += other.skyView
  }

  /// - Parameter hours: the sum is over so many.
  func lines(hours: Double) -> [CellExplanation.Line] {
    func line(_ id: String, _ nl: String, _ en: String, _ sum: Double, _ noteNL: String, _ noteEN: String)
      -> CellExplanation.Line
    {
      .init(
        id, title: LocalizedText(nl: nl, en: en), unit: "K", value: sum / hours, decimals: 1,
        note: LocalizedText(nl: noteNL, en: noteEN))
    }
    return [
      line(
        "constant", "Vast getal", "Constant", constant, "Hoort bij de formule; in de schaduw iets anders.",
        "Belongs to the formula; a little different in the shade."),
      line(
        "air", "Luchttemperatuur", "Air temperature", air, "1,25 keer de temperatuur bij het weerstation.",
        "1.25 times the temperature at the weather station."),
      line(
        "island", "Warmte van de stad", "Warmth of the town", island,
        "1,25 keer de extra warmte van bebouwing en weinig groen.",
        "1.25 times the extra warmth of buildings and little green."),
      line(
        "sun", "Zonnestraling", "Sunshine", sun, "In de uren zonder schaduw.", "In the hours without shade."),
      line(
        "diffuse", "Licht van de hemel", "Light of the sky", diffuse,
        "In de schaduw: verstrooid licht van het deel van de hemel dat je ziet.",
        "In the shade: scattered light from the part of the sky that you see."),
      line(
        "longwave", "Warmte van muren en kronen", "Warmth of walls and crowns", longwave,
        "In de schaduw: warmtestraling van wat de hemel bedekt.",
        "In the shade: warmth from what covers the sky."),
      line(
        "wind", "Wind", "Wind", wind, "Wind koelt; in felle zon werkt het anders dan in de schaduw.",
        "Wind cools; in strong sun it works otherwise than in the shade."),
      line(
        "wetBulb", "Vocht in de lucht", "Moisture of the air", wetBulb,
        "Van de natteboltemperatuur: in vochtige lucht koelt zweet minder.",
        "Of the wet-bulb temperature: in moist air sweat cools less."),
      line(
        "sunHeight", "Hoogte van de zon", "Height of the sun", sunHeight, "In de uren zonder schaduw.",
        "In the hours without shade."),
      line(
        "ground", "Ondergrond", "Ground", ground,
        "Steen warmt op, groen en water verdampen (Bowen-verhouding); in de uren zonder schaduw.",
        "Stone heats up, green and water evaporate (Bowen ratio); in the hours without shade."),
      line(
        "skyView", "Open hemel", "Open sky", skyView, "In de zon: hoe meer hemel, hoe meer straling.",
        "In the sun: the more sky, the more radiation."),
    ]
  }
}
