import Elementary
import Essentials
import Grids
import ModelKit
import UrbanClimate

extension ComfortModel {
  /// Where the radiation on a person in one cell comes from, as parts of the mean radiant temperature that add up to it,
  /// and what UTCI and PET make of it in each hour.
  public func explain(
    row: Int, column: Int, inputs: ModelInputs, outputs: ModelOutputs, context work: WorkContext
  ) throws -> CellExplanation? {
    let situation = try situation(inputs, work)
    let climate = situation.climate
    let index = row * inputs.frame.columns + column
    let isBuilding = climate.kinds[index] == SurfaceKind.building.rawValue
    var terms = RadiantTerms()
    var moments: [(hour: ComfortHour, moment: ComfortMoment)] = []
    var steps: [CellExplanation.Hour] = []
    let cells = CellsAround(
      row: row, column: column, reach: situation.parameters.reach(cellSize: inputs.frame.cellSize), in: inputs.frame)
    for hour in situation.hours {
      guard let field = climate.fields[hour.weather.footprint] else { continue }
      try work.checkCancellation()
      if isBuilding {
        steps.append(hour.step(nil, climate.values))
        continue
      }
      let shadow = climate.shadow(of: hour.weather, threads: work.threads)
      let (moment, parts) = hour.moment(cells, situation, field, shadow: shadow)
      var own = RadiantTerms()
      own.add(parts, moment, hour)
      steps.append(hour.step((moment, own), climate.values))
      if hour.weather.counts {
        moments.append((hour, moment))
        terms.add(parts, moment, hour)
      }
    }
    func layer(_ id: String) -> Double? {
      outputs.layers[id].map { Double($0[index]) }.flatMap { $0.isNaN ? nil : $0 }
    }
    let roof = LocalizedText(nl: "Op een dak is er geen.", en: "There is none on a roof.")
    let mean = LocalizedText(nl: "Gemiddeld over de uren.", en: "Mean over the hours.")
    func value(_ id: String, _ nl: String, _ en: String, _ note: LocalizedText) -> CellExplanation.Line {
      .init(
        id, title: LocalizedText(nl: nl, en: en), unit: "Cel", value: layer(id), decimals: 1,
        note: isBuilding ? roof : note)
    }
    func average(
      _ id: String, _ nl: String, _ en: String, unit: String, decimals: Int, _ note: LocalizedText,
      _ part: (ComfortMoment) -> Double
    ) -> CellExplanation.Line {
      .init(
        id, title: LocalizedText(nl: nl, en: en), unit: unit,
        value: moments.isEmpty ? nil : moments.reduce(0) { $0 + part($1.moment) } / Double(moments.count),
        decimals: decimals, note: note)
    }
    return CellExplanation(
      formula: Self.formula(situation.parameters), source: Self.formulaSource,
      values: [
        value("tmrt", "Stralingstemperatuur (Tmrt)", "Mean radiant temperature (Tmrt)", mean),
        value(
          "utci", "Gevoelstemperatuur UTCI", "Perceived temperature UTCI",
          LocalizedText(
            nl: "Uit lucht, straling, wind op 10 m en vocht. Voor iemand die wandelt en zich op het weer kleedt.",
            en: "From air, radiation, wind at 10 m and moisture. For somebody who walks and dresses for the weather.")),
        value(
          "pet", "Gevoelstemperatuur, volledige PET", "Perceived temperature, full PET",
          LocalizedText(
            nl: """
              Uit de warmtebalans van iemand die staat of rustig beweegt (80 W boven rust). De PET van de standaardmethode is een schatting hiervan die \
              straling alleen kent uit zon, schaduw en hemelfactor.
              """,
            en: """
              From the heat balance of somebody who stands or moves gently (80 W above rest). The PET of the standard method is an estimate of it that \
              knows radiation only from sun, shade and sky view.
              """)),
        average(
          "windSpeed", "Wind op 1,2 m", "Wind at 1.2 m", unit: "m/s", decimals: 1,
          LocalizedText(
            nl: "Dezelfde als in de standaardmethode. UTCI rekent met de wind op 10 m: 1,44 keer zo veel.",
            en: "The same as in the standard method. UTCI takes the wind at 10 m: 1.44 times as much."), \.windSpeed),
        average(
          "vapourPressure", "Waterdamp in de lucht", "Water vapour in the air", unit: "hPa", decimals: 1,
          LocalizedText(
            nl: "In vochtige lucht koelt zweet minder. Van het weerstation; groen verandert het hier niet.",
            en: "In moist air sweat cools less. From the weather station; green does not change it here."),
          \.vapourPressure),
        .init(
          "outsideRange",
          title: LocalizedText(
            nl: "Deel van de uren buiten het bereik van UTCI", en: "Share of the hours outside the range of UTCI"),
          unit: "1", value: layer("outsideRange"), decimals: 2,
          note: LocalizedText(
            nl: "Daar is met de rand van het bereik gerekend; vertrouw UTCI daar niet.",
            en: "There the edge of the range was used; do not trust UTCI there.")),
      ] + moments.map { $0.moment.line($0.hour.weather, climate.values) },
      terms: isBuilding ? [] : terms.lines, hours: steps)
  }

  private static func formula(_ parameters: ComfortParameters) -> LocalizedText {
    func words(_ language: Language) -> (light: String, heat: String) {
      (
        parameters.shortwaveAbsorption.text(decimals: 2, in: language),
        parameters.longwaveAbsorption.text(decimals: 2, in: language)
      )
    }
    let (nl, en) = (words(.nl), words(.en))
    return LocalizedText(
      nl: """
        Tmrt = (S / (\(nl.heat) σ))^¼ - 273,15, met S = \(nl.light) (0,28 I cos h + 0,06 K↓ + 0,06 K↑ + 0,88 K→) + \
        \(nl.heat) (0,06 L↓ + 0,06 L↑ + 0,88 L→): wat een staand mens opneemt van de zon (I, op hoogte h), van licht (K) \
        en van warmtestraling (L) van boven, van onder en van opzij. De stukken hieronder zijn zo verdeeld dat ze samen \
        Tmrt geven.
        """,
      en: """
        Tmrt = (S / (\(en.heat) σ))^¼ - 273.15, with S = \(en.light) (0.28 I cos h + 0.06 K↓ + 0.06 K↑ + 0.88 K→) + \
        \(en.heat) (0.06 L↓ + 0.06 L↑ + 0.88 L→): what a standing person absorbs of the sun (I, at altitude h), of light \
        (K) and of heat radiation (L) from above, below and the sides. The parts below are shared out so that together \
        they give Tmrt.
        """)
  }

  private static let formulaSource = LocalizedText(
    nl: """
      Lindberg, Holmer en Thorsson (2008) en Lindberg e.a. (2016), International Journal of Biometeorology 52 en 60; UTCI: \
      Bröde e.a. (2012), zelfde blad, 56; PET: Höppe (1999), zelfde blad, 43
      """,
    en: """
      Lindberg, Holmer and Thorsson (2008) and Lindberg et al. (2016), International Journal of Biometeorology 52 and 60; \
      UTCI: Bröde et al. (2012), same journal, 56; PET: Höppe (1999), same journal, 43
      """)
}
