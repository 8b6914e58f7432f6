import Elementary
import Essentials
import Grids
import ModelKit
import UrbanClimate

extension HeatModel {
  /// The terms of the two regressions in one cell, each as mean over the hours, so that they add up to the mean PET.
  public func explain(
    row: Int, column: Int, inputs: ModelInputs, outputs: ModelOutputs, context work: WorkContext
  ) throws -> CellExplanation? {
    let situation = try StreetClimate(inputs, of: description, memory, work)
    let values = situation.values
    let index = row * inputs.frame.columns + column
    let kind = situation.kinds[index]
    let isBuilding = kind == SurfaceKind.building.rawValue
    let bowens = [values.bowenOther, values.bowenVegetated, values.bowenWater]
    let skyView = Double(situation.skyView[index])
    var terms = PETTerms()
    var weather = CellWeather()
    let hours = situation.hours.filter(\.counts)
    for hour in hours {
      guard let field = situation.fields[hour.footprint] else { continue }
      let isShaded =
        situation.shadow(of: hour, threads: work.threads)[index] > 0 || kind & SurfaceKind.underCrown != 0
      try work.checkCancellation()
      let island = Double(field.heatIsland[index]) * hour.heatIslandShare
      let speed = max(
        values.smallestWindSpeed,
        hour.windSpeed * WindReduction.reduction(relativeSpeed: Double(field.relativeWindSpeed[index])))
      weather.add(island: island, speed: speed, isShaded: isShaded)
      guard !isBuilding else { continue }
      terms.add(
        hour, island: island, logWind: Elementary.log(speed), skyView: skyView,
        bowen: bowens[Int(kind & ~SurfaceKind.underCrown)], isShaded: isShaded)
    }
    let count = Double(hours.count)
    func layer(_ id: String) -> Double? {
      outputs.layers[id].map { Double($0[index]) }.flatMap { $0.isNaN ? nil : $0 }
    }
    return CellExplanation(
      formula: Self.formula, source: Self.formulaSource,
      values: [
        .init(
          "pet", title: LocalizedText(nl: "Gevoelstemperatuur (PET)", en: "Perceived temperature (PET)"),
          unit: "Cel", value: layer("pet"), decimals: 1,
          note: isBuilding
            ? LocalizedText(nl: "Op een dak is geen PET.", en: "There is no PET on a roof.")
            : LocalizedText(nl: "Gemiddeld over de uren.", en: "Mean over the hours.")),
        .init(
          "shadedHours", title: LocalizedText(nl: "Uren in de schaduw", en: "Hours in the shade"), unit: "h",
          value: weather.shadedHours, decimals: 0,
          note: LocalizedText(
            nl: "Van de \(hours.count) uren.", en: "Of the \(hours.count) hours.")),
        .init(
          "skyViewFactor", title: LocalizedText(nl: "Hemelfactor", en: "Sky view factor"), unit: "1",
          value: layer("skyViewFactor"), decimals: 2,
          note: LocalizedText(
            nl: "Welk deel van de hemel je ziet: 1 is alles.", en: "How much of the sky you see: 1 is all of it.")),
        .init(
          "heatIsland", title: LocalizedText(nl: "Extra warmte van de stad", en: "Extra warmth of the town"),
          unit: "K", value: weather.island / count, decimals: 1,
          note: LocalizedText(
            nl: "Ten opzichte van het open veld; hangt af van bebouwing en groen tot 1 km tegen de wind in.",
            en: "Compared with the open field; depends on buildings and green up to 1 km against the wind.")),
        .init(
          "windSpeed", title: LocalizedText(nl: "Wind op 1,2 m", en: "Wind at 1.2 m"), unit: "m/s",
          value: weather.speed / count, decimals: 1),
      ],
      terms: isBuilding ? [] : terms.lines(hours: count))
  }

  private static let formula = LocalizedText(
    nl: """
      In de zon: PET = -13,26 + 1,25 Ta + 0,011 Q - 3,37 ln u + 0,078 Tw + 0,0055 Q ln u + 5,56 sin h \
      - 0,0103 Q ln u sin h + 0,546 B + 1,94 S. In de schaduw: PET = -12,14 + 1,25 Ta - 1,47 ln u + 0,060 Tw \
      + 0,015 S Qd + 0,0060 (1 - S) σ (Ta + 273,15)⁴.
      """,
    en: """
      In the sun: PET = -13.26 + 1.25 Ta + 0.011 Q - 3.37 ln u + 0.078 Tw + 0.0055 Q ln u + 5.56 sin h \
      - 0.0103 Q ln u sin h + 0.546 B + 1.94 S. In the shade: PET = -12.14 + 1.25 Ta - 1.47 ln u + 0.060 Tw \
      + 0.015 S Qd + 0.0060 (1 - S) σ (Ta + 273.15)⁴.
      """)

  private static let formulaSource = LocalizedText(
    nl: "Koopmans, Heusinkveld en Steeneveld (2020), Building and Environment 181; stadswarmte naar Theeuwes (2017)",
    en: "Koopmans, Heusinkveld and Steeneveld (2020), Building and Environment 181; heat island after Theeuwes (2017)")
}

/// Sums over the hours of what reaches a cell.
private struct CellWeather {
  var island = 0.0
  var speed = 0.0
  var shadedHours = 0.0

  mutating func add(island: Double, speed: Double, isShaded: Bool) {
    self.island += island
    self.speed += speed
    if isShaded { shadedHours += 1 }
  }
}

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

  /// The terms of `PhysiologicalEquivalentTemperature`, each by itself.
  mutating func add(
    _ hour: WeatherHour, island: Double, logWind: Double, skyView: Double, bowen: Double, isShaded: Bool
  ) {
    air += 1.25 * hour.airTemperature
    self.island += 1.25 * island
    if isShaded {
      let kelvin = hour.airTemperature + island + 273.15
      constant += -12.14
      wind += -1.47 * logWind
      wetBulb += 0.060 * hour.wetBulb
      diffuse += 0.015 * skyView * hour.diffuseRadiation
      longwave +=
        0.0060 * (1 - skyView) * PhysiologicalEquivalentTemperature.stefanBoltzmann * kelvin * kelvin * kelvin * kelvin
    } else {
      let q = hour.globalRadiation
      constant += -13.26
      sun += 0.011 * q
      wind += -3.37 * logWind + 0.0055 * q * logWind - 0.0103 * q * logWind * hour.sinAltitude
      wetBulb += 0.078 * hour.wetBulb
      sunHeight += 5.56 * hour.sinAltitude
      ground += 0.546 * bowen
      self.skyView += 1.94 * skyView
    }
  }

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
