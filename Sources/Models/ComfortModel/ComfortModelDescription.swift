import Essentials
import ModelKit
import UrbanClimate

extension ComfortModel {
  static let standardDescription = ModelDescription(
    id: "comfort",
    version: "1.0.0",
    title: LocalizedText(nl: "Comfort (tweede mening)", en: "Comfort (second opinion)"),
    summary: LocalizedText(
      nl: """
        Stralingstemperatuur, UTCI en volledige PET op straat, gemiddeld over de uren van de gebeurtenis. Naast de PET \
        van de standaardmethode een tweede mening over dezelfde hitte.
        """,
      en: """
        Mean radiant temperature, UTCI and full PET in the street, averaged over the hours of the event. Beside the PET \
        of the standard method a second opinion on the same heat.
        """),
    inputs: [
      LayerDescription("terrain", unit: "m", title: LocalizedText(nl: "Maaiveld", en: "Ground level")),
      LayerDescription("buildingHeight", unit: "m", title: LocalizedText(nl: "Gebouwhoogte", en: "Building height")),
      LayerDescription(
        "canopyHeight", unit: "m",
        title: LocalizedText(nl: "Hoogte van de boomkronen", en: "Height of the tree crowns")),
      LayerDescription("vegetation", unit: "1", title: LocalizedText(nl: "Aandeel groen", en: "Vegetated share")),
      LayerDescription("water", unit: "1", title: LocalizedText(nl: "Open water", en: "Open water")),
    ],
    parameters: ClimateParameters.descriptions + ComfortParameters.descriptions,
    outputs: [
      LayerDescription(
        "tmrt", unit: "Cel", title: LocalizedText(nl: "Stralingstemperatuur", en: "Mean radiant temperature"),
        map: MapPresentation(
          name: "comfort-tmrt",
          title: LocalizedText(nl: "Stralingstemperatuur (Tmrt)", en: "Mean radiant temperature (Tmrt)"),
          scale: "tmrt", changeScale: "tmrt-change", incompleteWhere: "quality"), hasFrames: true),
      LayerDescription(
        "utci", unit: "Cel", title: LocalizedText(nl: "Gevoelstemperatuur (UTCI)", en: "UTCI"),
        map: MapPresentation(
          name: "comfort-utci",
          title: LocalizedText(nl: "Gevoelstemperatuur (UTCI)", en: "Perceived temperature (UTCI)"),
          scale: "utci", changeScale: "utci-change", incompleteWhere: "quality"), hasFrames: true),
      LayerDescription(
        "pet", unit: "Cel", title: LocalizedText(nl: "Gevoelstemperatuur (volledige PET)", en: "Full PET"),
        map: MapPresentation(
          name: "comfort-pet",
          title: LocalizedText(nl: "Gevoelstemperatuur (volledige PET)", en: "Perceived temperature (full PET)"),
          scale: "pet", changeScale: "pet-change", incompleteWhere: "quality"), hasFrames: true),
      LayerDescription(
        "outsideRange", unit: "1",
        title: LocalizedText(
          nl: "Deel van de uren buiten het bereik van UTCI", en: "Share of the hours outside the range of UTCI")),
      StreetClimate.qualityLayer,
    ],
    scalars: [
      ScalarDescription(
        "meanTmrt", unit: "Cel",
        title: LocalizedText(
          nl: "Gemiddelde stralingstemperatuur buiten gebouwen", en: "Mean radiant temperature outdoors, on average")),
      ScalarDescription(
        "meanUTCI", unit: "Cel", title: LocalizedText(nl: "Gemiddelde UTCI buiten gebouwen", en: "Mean UTCI outdoors")),
      ScalarDescription(
        "meanPET", unit: "Cel",
        title: LocalizedText(nl: "Gemiddelde volledige PET buiten gebouwen", en: "Mean full PET outdoors")),
      ScalarDescription(
        "meanOutsideRange", unit: "1",
        title: LocalizedText(
          nl: "Gemiddeld deel van de uren buiten het bereik van UTCI",
          en: "Mean share of the hours outside the range of UTCI")),
    ],
    // As the standard method: wind and heat island reach farthest.
    influence: .scanLines(radius: 1040),
    limits: [
      LocalizedText(
        nl: "Dit is niet de Nederlandse standaard. Vergelijk deze getallen niet met de normen voor de standaard-PET.",
        en: "This is not the Dutch standard. Do not compare these numbers with norms for the standard PET."),
      LocalizedText(
        nl: """
          Naast metingen in Göteborg (twee plekken, vijf zomerdagen, 61 uren) zit de stralingstemperatuur er 7 graden \
          naast en is ze gemiddeld 4 graden te hoog. In de ochtend en in de schaduw is de fout het grootst.
          """,
        en: """
          Beside measurements in Gothenburg (two places, five summer days, 61 hours) radiant temperature is off by 7 \
          degrees and on average 4 degrees too high. The error is largest in the morning and in the shade.
          """),
      LocalizedText(
        nl: "Muren staan in het model rondom even hoog: waar de opening naar de hemel is, telt niet.",
        en: "In the model walls stand equally high all around: where the opening to the sky is does not count."),
      LocalizedText(
        nl: "Hoe warm grond en muren in de zon worden, is gemeten in Göteborg, niet hier.",
        en: "How warm ground and walls become in the sun was measured in Gothenburg, not here."),
      LocalizedText(
        nl: "Stenen houden geen warmte vast: in de schaduw en 's nachts zijn ze zo warm als de lucht.",
        en: "Stone keeps no warmth: in the shade and by night it is as warm as the air."),
      LocalizedText(
        nl: "Water is zo warm als de lucht. In werkelijkheid is het overdag koeler.",
        en: "Water is as warm as the air. In truth it is cooler by day."),
      LocalizedText(
        nl: "Groen maakt de lucht niet vochtiger, en een kroon laat geen licht door.",
        en: "Green does not make the air moister, and a crown lets no light through."),
      LocalizedText(
        nl: """
          UTCI rekent met iemand die wandelt; PET met iemand die staat of rustig beweegt (80 W boven rust), niet went en \
          zich niet omkleedt.
          """,
        en: """
          UTCI is for somebody who walks; PET for somebody who stands or moves gently (80 W above rest), does not get \
          used to heat and does not change clothes.
          """),
    ])
}
