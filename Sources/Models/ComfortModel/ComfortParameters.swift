import Essentials
import ModelKit
import UrbanClimate

/// The parameters that the radiation on a person adds to those of the street's climate.
struct ComfortParameters: Sendable {
  var paved, vegetated, water, wall: SurfaceMaterial
  var shortwaveAbsorption, longwaveAbsorption: Double
  /// m.
  var groundReach: Double

  /// - Throws: `ModelError.parameterOutOfRange`.
  init(_ inputs: ModelInputs, of description: ModelDescription) throws {
    func value(_ id: String) throws -> Double { try inputs.parameter(id, of: description) }
    func material(_ name: String) throws -> SurfaceMaterial {
      try SurfaceMaterial(
        albedo: value("albedo\(name)"), emissivity: value("emissivity\(name)"),
        warmingPerDegree: value("warming\(name)"), warmingAtSunrise: value("warmingAtSunrise\(name)"),
        warmestHour: value("warmestHour\(name)"))
    }
    paved = try material("Paved")
    vegetated = try material("Vegetated")
    water = try material("Water")
    wall = try material("Wall")
    shortwaveAbsorption = try value("shortwaveAbsorption")
    longwaveAbsorption = try value("longwaveAbsorption")
    groundReach = try value("groundReach")
  }

  /// By `SurfaceKind`: paved, vegetated, water.
  var grounds: [SurfaceMaterial] { [paved, vegetated, water] }

  static let descriptions: [ParameterDescription] = {
    func text(_ nl: String, _ en: String) -> LocalizedText { LocalizedText(nl: nl, en: en) }
    let lindberg = "Lindberg et al. 2008 and 2016 (SOLWEIG), measured in Gothenburg"
    /// Dutch and English names, then albedo, emissivity, warming a degree, at sunrise, warmest hour.
    let surfaces: [(id: String, nl: String, en: String, source: String, numbers: [Double])] = [
      ("Paved", "verharding", "paving", "\(lindberg): cobblestones", [0.20, 0.95, 0.37, -3.41, 15]),
      ("Vegetated", "groen", "vegetation", "\(lindberg): grass", [0.16, 0.94, 0.21, -3.38, 14]),
      ("Water", "water", "water", "\(lindberg): water, as warm as the air", [0.05, 0.98, 0, 0, 12]),
      ("Wall", "muren", "walls", "\(lindberg): as cobblestones", [0.20, 0.90, 0.37, -3.41, 15]),
    ]
    let ofSurfaces = surfaces.flatMap { surface in
      [
        ParameterDescription(
          "albedo\(surface.id)", unit: "1",
          title: text(
            "Deel van het zonlicht dat \(surface.nl) terugkaatst", "Share of sunlight that \(surface.en) reflects"),
          default: surface.numbers[0], in: 0...1, source: surface.source, status: .oneSource),
        ParameterDescription(
          "emissivity\(surface.id)", unit: "1",
          title: text(
            "Warmtestraling van \(surface.nl), als deel van zwart", "Heat radiation of \(surface.en), share of black"),
          default: surface.numbers[1], in: 0.5...1, source: surface.source, status: .oneSource),
        ParameterDescription(
          "warming\(surface.id)", unit: "K/deg",
          title: text(
            "Opwarming van \(surface.nl) in de zon, per graad van de hoogste zonnestand",
            "Warming of \(surface.en) in the sun, for each degree of the sun's highest altitude"),
          default: surface.numbers[2], in: -1...1, source: surface.source, status: .oneSource),
        ParameterDescription(
          "warmingAtSunrise\(surface.id)", unit: "K",
          title: text("Vast deel van die opwarming (\(surface.nl))", "Constant part of that warming (\(surface.en))"),
          default: surface.numbers[3], in: -20...20, source: surface.source, status: .oneSource),
        ParameterDescription(
          "warmestHour\(surface.id)", unit: "h",
          title: text("Zonnetijd waarop \(surface.nl) het warmst is", "Solar hour at which \(surface.en) is warmest"),
          default: surface.numbers[4], in: 10...20, source: surface.source, status: .oneSource),
      ]
    }
    return ofSurfaces + [
      ParameterDescription(
        "shortwaveAbsorption", unit: "1",
        title: text(
          "Deel van het zonlicht dat kleren en huid opnemen", "Share of sunlight that clothes and skin absorb"),
        default: 0.70, in: 0...1, source: "ISO 7726:1998, as SOLWEIG and VDI 3787 have it", status: .verified),
      ParameterDescription(
        "longwaveAbsorption", unit: "1",
        title: text(
          "Deel van de warmtestraling dat kleren en huid opnemen",
          "Share of heat radiation that clothes and skin absorb"),
        default: 0.97, in: 0.5...1, source: "ISO 7726:1998, as SOLWEIG and VDI 3787 have it", status: .verified),
      ParameterDescription(
        "groundReach", unit: "m",
        title: text(
          "Afstand waarover de grond telt voor straling van opzij",
          "Distance over which the ground counts for radiation from the side"), default: 5, in: 0...50,
        source: "own choice: from 1.1 m high four fifths of the ground that a side sees lie within 5 m",
        status: .teachingValue),
    ]
  }()
}
