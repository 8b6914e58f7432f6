import Essentials
import ModelKit

/// Sums over the hours of the parts of the mean radiant temperature; K times hours.
///
/// Tmrt minus air temperature is what the parts give above black surroundings as warm as the air, over
/// 0.97 sigma (Tmrt² + Ta²) (Tmrt + Ta): exact, since the difference of fourth powers has that factor.
struct RadiantTerms: Hashable, Sendable {
  private var hours = 0.0
  private var air = 0.0
  private var island = 0.0
  private var parts = PersonRadiation.Parts()

  mutating func add(_ parts: PersonRadiation.Parts, _ moment: ComfortMoment, _ hour: ComfortHour) {
    let station = hour.weather.airTemperature
    hours += 1
    air += station
    island += moment.airTemperature - station
    let ta = moment.airTemperature + PersonRadiation.kelvin
    let tm = moment.radiantTemperature + PersonRadiation.kelvin
    let slope = hour.radiation.longwave * PersonRadiation.stefanBoltzmann * (tm * tm + ta * ta) * (tm + ta)
    let black = hour.radiation.longwave * PersonRadiation.black(ta)
    self.parts.sun += parts.sun / slope
    self.parts.skyLight += parts.skyLight / slope
    self.parts.reflected += parts.reflected / slope
    self.parts.skyHeat += (parts.skyHeat - parts.skyShare * black) / slope
    self.parts.wallHeat += (parts.wallHeat - parts.wallShare * black) / slope
    self.parts.groundHeat += (parts.groundHeat - parts.groundShare * black) / slope
  }

  var lines: [CellExplanation.Line] {
    func line(_ id: String, _ nl: String, _ en: String, _ sum: Double, _ noteNL: String, _ noteEN: String)
      -> CellExplanation.Line
    {
      .init(
        id, title: LocalizedText(nl: nl, en: en), unit: "K", value: sum / hours, decimals: 1,
        note: LocalizedText(nl: noteNL, en: noteEN))
    }
    return [
      line(
        "air", "Luchttemperatuur", "Air temperature", air, "Bij het weerstation.", "At the weather station."),
      line(
        "island", "Warmte van de stad", "Warmth of the town", island,
        "Extra warmte van de lucht door bebouwing en weinig groen.",
        "Extra warmth of the air by buildings and little green."),
      line(
        "sun", "Zon", "Sun", parts.sun, "Rechtstreeks, in de uren zonder schaduw.",
        "Direct, in the hours without shade."),
      line(
        "skyLight", "Licht van de hemel", "Light of the sky", parts.skyLight,
        "Verstrooid licht van het deel van de hemel dat je ziet.",
        "Scattered light from the part of the sky that you see."),
      line(
        "reflected", "Weerkaatst licht", "Reflected light", parts.reflected, "Van de grond en van muren.",
        "From the ground and from walls."),
      line(
        "skyHeat", "Koude hemel", "Cold sky", parts.skyHeat,
        "Een heldere hemel straalt minder warmte dan de lucht om je heen: dat koelt.",
        "A clear sky radiates less heat than the air around you: that cools."),
      line(
        "wallHeat", "Warme muren", "Warm walls", parts.wallHeat, "Muren in de zon zijn warmer dan de lucht.",
        "Walls in the sun are warmer than the air."),
      line(
        "groundHeat", "Warme grond", "Warm ground", parts.groundHeat,
        "Grond in de zon is warmer dan de lucht; gras minder dan steen.",
        "Ground in the sun is warmer than the air; grass less than stone."),
    ]
  }
}
