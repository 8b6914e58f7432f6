import Essentials
import ModelKit

extension RainModel {
  /// A layer that the model needs, with the values that it may have.
  struct Input {
    var description: LayerDescription
    var range: ClosedRange<Float>

    init(_ id: String, unit: String, nl: String, en: String, in range: ClosedRange<Float>) {
      description = LayerDescription(id, unit: unit, title: LocalizedText(nl: nl, en: en))
      self.range = range
    }
  }

  static let inputs: [Input] = [
    Input("terrain", unit: "m", nl: "Maaiveld (NAP)", en: "Ground level (NAP)", in: -1000...10_000),
    Input("buildingHeight", unit: "m", nl: "Gebouwhoogte", en: "Building height", in: 0...1000),
    Input("water", unit: "1", nl: "Open water", en: "Open water", in: 0...1),
    Input("manning", unit: "s/m^(1/3)", nl: "Ruwheid (Manning)", en: "Roughness (Manning)", in: 0.005...1),
    Input(
      "surfaceStorage", unit: "mm", nl: "Berging op het oppervlak", en: "Storage on the surface", in: 0...10_000),
    Input(
      "infiltrationInitial", unit: "mm/h", nl: "Wat de grond in het begin opneemt (Horton f0)",
      en: "What the ground takes at first (Horton f0)", in: 0...10_000),
    Input(
      "infiltrationFinal", unit: "mm/h", nl: "Wat de grond op den duur opneemt (Horton fc)",
      en: "What the ground takes in the end (Horton fc)", in: 0...10_000),
    Input(
      "infiltrationDecay", unit: "1/h", nl: "Hoe snel dat afneemt (Horton k)",
      en: "How fast that falls off (Horton k)", in: 0...100),
    Input(
      "infiltrationCapacity", unit: "mm", nl: "Ruimte in de bodem", en: "Room in the soil", in: 0...1_000_000_000),
    Input(
      "soilConductivity", unit: "mm/h", nl: "Doorlatendheid (Green-Ampt K)", en: "Conductivity (Green-Ampt K)",
      in: 0...10_000),
    Input("soilSuction", unit: "m", nl: "Zuigspanning (Green-Ampt)", en: "Suction (Green-Ampt)", in: 0...10),
    Input(
      "soilMoistureDeficit", unit: "1", nl: "Vochttekort van de bodem", en: "Moisture deficit of the soil",
      in: 0...1),
    Input("sewered", unit: "1", nl: "Aangesloten op het riool", en: "Connected to the sewer", in: 0...1),
    Input("roofStorage", unit: "mm", nl: "Berging op daken", en: "Storage on roofs", in: 0...10_000),
    Input("interception", unit: "mm", nl: "Berging in boomkronen", en: "Storage in tree crowns", in: 0...100),
  ]

  static let parameters: [ParameterDescription] = [
    ParameterDescription(
      "dryingMinutes", unit: "min", title: LocalizedText(nl: "Droge tijd na de bui", en: "Dry time after the event"),
      default: 60, in: 0...2880, source: "Choice: long enough for the streets to settle", status: .teachingValue),
    ParameterDescription(
      "sewerStorage", unit: "mm", title: LocalizedText(nl: "Berging in het riool", en: "Storage in the sewer"),
      default: 7, in: 0...100, source: "Usual design of Dutch combined sewers", status: .teachingValue),
    ParameterDescription(
      "sewerIntake", unit: "mm/h",
      title: LocalizedText(nl: "Wat kolken kunnen slikken", en: "What gullies can take"), default: 20, in: 10...40,
      source: "Klimaateffectatlas 2018: 20 mm/h for infiltration and sewer", status: .oneSource),
    ParameterDescription(
      "sewerPump", unit: "mm/h", title: LocalizedText(nl: "Pompovercapaciteit", en: "Pump over-capacity"),
      default: 0.7, in: 0...20, source: "Usual design of Dutch combined sewers", status: .teachingValue),
    ParameterDescription(
      "sewerOverflow", unit: "mm/h",
      title: LocalizedText(nl: "Afvoer van de overstort", en: "Capacity of the sewer overflow"), default: 21.6,
      in: 0...200, source: "60 l/s/ha, design figure for flat areas (riool.net)", status: .teachingValue),
    ParameterDescription(
      "surfaceWaterHeld", unit: "1",
      title: LocalizedText(
        nl: "Open water houdt zijn peil (1 ja, 0 nee)", en: "Open water keeps its level (1 yes, 0 no)"), default: 1,
      in: 0...1, source: "Choice: polder and boezem levels are regulated", status: .teachingValue),
    ParameterDescription(
      "openEdge", unit: "1",
      title: LocalizedText(
        nl: "Water kan over de rand weg (1 ja, 0 nee)", en: "Water can leave over the edge (1 yes, 0 no)"),
      default: 1, in: 0...1, source: "Choice", status: .teachingValue),
    ParameterDescription(
      "edgeSlope", unit: "1", title: LocalizedText(nl: "Verhang aan de rand", en: "Slope at the edge"),
      default: 0.001, in: 0.00001...0.1, source: "Choice: a nearly flat Dutch street", status: .teachingValue),
    ParameterDescription(
      "courantNumber", unit: "1",
      title: LocalizedText(nl: "Courantgetal van de tijdstap", en: "Courant number of the time step"), default: 0.7,
      in: 0.1...0.9, source: "Bates et al. 2010; de Almeida et al. 2012", status: .verified),
  ]

  static let standardDescription = ModelDescription(
    id: "rain", version: "1.0.0",
    title: LocalizedText(nl: "Wateroverlast bij hoosbuien", en: "Flooding by cloudbursts"),
    summary: LocalizedText(
      nl:
        "Laat een bui op het gebied vallen en volgt het water over straat: hoe diep het komt te staan, hoe lang, en waar het blijft.",
      en:
        "Lets rain fall on the area and follows the water over the streets: how deep it gets, for how long, and where it goes."
    ),
    inputs: inputs.map(\.description), parameters: parameters,
    outputs: [
      LayerDescription(
        "maximumDepth", unit: "m", title: LocalizedText(nl: "Grootste waterdiepte", en: "Largest water depth"),
        map: MapPresentation(
          name: "water-depth", title: LocalizedText(nl: "Grootste waterdiepte", en: "Highest water depth"),
          scale: "water-depth", changeScale: "water-depth-change", passesOverStoredWater: true), hasFrames: true),
      LayerDescription(
        "timeOfMaximum", unit: "min",
        title: LocalizedText(nl: "Tijdstip van de grootste diepte", en: "Time of the largest depth")),
      LayerDescription(
        "wetDuration", unit: "min",
        title: LocalizedText(nl: "Tijd met meer dan 5 cm water", en: "Time with more than 5 cm of water")),
      LayerDescription(
        "finalDepth", unit: "m", title: LocalizedText(nl: "Waterdiepte aan het eind", en: "Water depth at the end")),
    ],
    scalars: [
      ScalarDescription(
        "massBalanceError", unit: "1",
        title: LocalizedText(nl: "Fout in de waterbalans", en: "Error of the water balance")),
      ScalarDescription("timeSteps", unit: "1", title: LocalizedText(nl: "Aantal tijdstappen", en: "Number of steps")),
      ScalarDescription(
        "smallestTimeStep", unit: "s", title: LocalizedText(nl: "Kleinste tijdstap", en: "Smallest time step")),
    ],
    influence: .domain,
    limits: [
      LocalizedText(
        nl: "Water dat van buiten het gebied komt telt niet mee; langs de rand is de uitkomst te gunstig.",
        en: "Water that comes from outside the area is not counted; near the edge the result is too favourable."),
      LocalizedText(
        nl:
          "Het riool is één bak met een pomp en een overstort, zonder leidingen: water komt niet uit putten omhoog en plaatselijke verstoppingen zie je niet.",
        en:
          "The sewer is one store with a pump and an overflow, without pipes: water does not rise out of manholes and local blockages are not seen."
      ),
      LocalizedText(
        nl: "Open water houdt zijn peil; dat een sloot overloopt is niet te zien, tenzij je dat uitzet.",
        en: "Open water keeps its level; a ditch that overflows is not seen, unless this is switched off."),
      LocalizedText(
        nl:
          "Gebouwen zijn muren: er stroomt geen water naar binnen. Onderdoorgangen en duikers zitten er alleen in als het maaiveld ze heeft.",
        en:
          "Buildings are walls: no water flows in. Underpasses and culverts exist only where the ground level has them."
      ),
      LocalizedText(
        nl: "De stromingsformule is bedoeld voor ondiep, rustig water op straat, niet voor een dijkdoorbraak.",
        en: "The flow equation is meant for shallow, quiet water on streets, not for a dike breach."),
      LocalizedText(
        nl: "De bodem herstelt niet tussen twee buien in één gebeurtenis en er verdampt niets.",
        en: "The soil does not recover between two showers of one event and nothing evaporates."),
    ],
    levels: [.preview, .run])
}
