import Essentials
import ModelKit
import UrbanClimate

extension HeatModel {
  static let standardDescription = ModelDescription(
    id: "heat",
    version: "1.1.0",
    title: LocalizedText(nl: "Hittestress", en: "Heat stress"),
    summary: LocalizedText(
      nl: """
        Gevoelstemperatuur (PET) op straat volgens de Nederlandse standaard voor de stresstest hitte, gemiddeld over \
        de uren van de gebeurtenis.
        """,
      en: """
        How warm the street feels (PET) after the Dutch standard heat stress test, averaged over the hours of the event.
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
    parameters: ClimateParameters.descriptions + [nightPET],
    outputs: [
      LayerDescription(
        "pet", unit: "Cel", title: LocalizedText(nl: "Gevoelstemperatuur (PET)", en: "PET"),
        map: MapPresentation(
          name: "pet", title: LocalizedText(nl: "Gevoelstemperatuur (PET)", en: "Perceived temperature (PET)"),
          scale: "pet", changeScale: "pet-change", incompleteWhere: "quality"), hasFrames: true),
      LayerDescription(
        "shade", unit: "1",
        title: LocalizedText(nl: "Deel van de uren in de schaduw", en: "Share of the hours in shade"),
        map: MapPresentation(
          name: "shade", title: LocalizedText(nl: "Schaduw", en: "Shade"),
          scale: "shade", incompleteWhere: "quality"), hasFrames: true),
      nightHoursLayer, shadeMidsummerLayer,
      LayerDescription("skyViewFactor", unit: "1", title: LocalizedText(nl: "Hemelfactor", en: "Sky view factor")),
      StreetClimate.qualityLayer,
    ],
    scalars: [
      ScalarDescription(
        "meanPET", unit: "Cel", title: LocalizedText(nl: "Gemiddelde PET buiten gebouwen", en: "Mean PET outdoors")),
      ScalarDescription(
        "meanShade", unit: "1",
        title: LocalizedText(nl: "Gemiddeld aandeel schaduw buiten gebouwen", en: "Mean share of shade outdoors")),
    ],
    changeParts: [
      ChangePartDescription(
        "petLocal", of: "pet",
        title: LocalizedText(nl: "Effect op de plek zelf", en: "Effect on the spot itself"),
        meaning: LocalizedText(
          nl: """
            Stap 1 van 2: eerst verandert alleen wat er op de plek zelf is (schaduw, open hemel en ondergrond). Wind en \
            stadswarmte blijven nog zoals nu.
            """,
          en: """
            Step 1 of 2: first only what is on the spot itself changes (shade, open sky and ground). Wind and the warmth \
            of the town stay as they are now.
            """), scale: "pet-change"),
      ChangePartDescription(
        "petFootprint", of: "pet",
        title: LocalizedText(nl: "Effect via wind en stadswarmte", en: "Effect through wind and warmth of the town"),
        meaning: LocalizedText(
          nl: """
            Stap 2 van 2: daarna veranderen ook de wind (tot 210 m verderop) en de warmte van de stad (tot 1 km). Stap 1 \
            en stap 2 samen zijn het hele verschil.
            """,
          en: """
            Step 2 of 2: then the wind (up to 210 m away) and the warmth of the town (up to 1 km) change too. Steps 1 \
            and 2 together are the whole difference.
            """), scale: "pet-change-fine"),
    ],
    // The corner of the largest footprint: 1000 m against the wind, 250 m to the side, and a block.
    influence: .scanLines(radius: 1040),
    limits: [
      LocalizedText(
        nl: "Alleen voor warme zomerdagen; de formule is voor andere dagen niet bedoeld.",
        en: "For warm summer days only; the formula is not meant for others."),
      LocalizedText(
        nl: "Water telt overdag even zwaar als gras (-1,4 graad); gemeten is ongeveer -0,6 graad.",
        en: "By day water counts as much as grass (-1.4 degrees); measured is about -0.6 degrees."),
      LocalizedText(
        nl: "Lichte bestrating, groene gevels en waternevel hebben in deze methode geen effect.",
        en: "Light paving, green walls and mist have no effect in this method."),
      LocalizedText(
        nl: "Bomen remmen in de methode ook de wind; één boom meer kan de wind in een hele buurt ineens veranderen.",
        en: "In this method trees also slow the wind; one tree more can suddenly change it in a whole neighbourhood."),
      LocalizedText(
        nl: "Onder een boomkroon is het altijd schaduw; een kroon laat geen licht door.",
        en: "Under a crown it is always shade; a crown lets no light through."),
      LocalizedText(
        nl: "De omgeving buiten het gebied telt mee op een grover raster.",
        en: "The surroundings outside the area count on a coarser grid."),
      nightLimit, midsummerLimit,
    ])
}
