import Essentials

/// The scales of the workbench's own maps. Colours after ColorBrewer's sequential and diverging schemes that stay
/// apart for colour-blind readers (Brewer, Harrower 2003) and darken in one direction.
extension ColourScale {
  /// The scales by the id that a model's description names.
  public static let standard: [String: ColourScale] = [
    "pet": .pet, "pet-change": .petDifference, "pet-change-fine": .petFineDifference, "shade": .shade,
    "water-depth": .waterDepth,
    "water-depth-change": .waterDepthDifference, "night-hours": .nightHours,
    "night-hours-change": .nightHoursDifference, "tmrt": .radiantTemperature,
    "tmrt-change": .radiantTemperatureDifference, "utci": .utci, "utci-change": .utciDifference,
  ]

  /// Perceived temperature PET, °C: the limits 18, 23, 29, 35 and 41 of Matzarakis and Mayer (1996), each class of
  /// heat in two or three steps.
  public static let pet = ColourScale(
    title: LocalizedText(nl: "Gevoelstemperatuur PET", en: "Perceived temperature PET"), unit: "°C",
    limits: [18, 23, 26, 29, 32, 35, 38, 41, 46],
    colours: [
      Colour(0x2B6CB0), Colour(0x92C5DE), Colour(0xFFFFCC), Colour(0xFEE79B), Colour(0xFEC44F),
      Colour(0xFB9A29), Colour(0xE86A10), Colour(0xC0400A), Colour(0x872507), Colour(0x4A0F22),
    ],
    notes: [
      LocalizedText(nl: "koel", en: "cool"),
      LocalizedText(nl: "behaaglijk", en: "comfortable"),
      LocalizedText(nl: "licht warm", en: "slight heat stress"),
      LocalizedText(nl: "licht warm", en: "slight heat stress"),
      LocalizedText(nl: "matige hittestress", en: "moderate heat stress"),
      LocalizedText(nl: "matige hittestress", en: "moderate heat stress"),
      LocalizedText(nl: "sterke hittestress", en: "strong heat stress"),
      LocalizedText(nl: "sterke hittestress", en: "strong heat stress"),
      LocalizedText(nl: "extreme hittestress", en: "extreme heat stress"),
      LocalizedText(nl: "extreme hittestress", en: "extreme heat stress"),
    ])

  /// Depth of water on the street, m, shown in cm: 15 cm is a kerb, 30 cm stops cars.
  public static let waterDepth = ColourScale(
    title: LocalizedText(nl: "Waterdiepte", en: "Water depth"), unit: "cm",
    limits: [0.05, 0.10, 0.15, 0.30, 0.50],
    colours: [
      nil, Colour(0xC6DBEF), Colour(0x9ECAE1), Colour(0x5BA3D0), Colour(0x2171B5), Colour(0x08306B),
    ],
    factor: 100,
    notes: [LocalizedText(nl: "droog of plasje", en: "dry or puddle")])

  /// Share of the hours in shade, 0 to 1, shown in percent.
  public static let shade = ColourScale(
    title: LocalizedText(nl: "Schaduw", en: "Shade"), unit: "%", limits: [0.1, 0.3, 0.5, 0.7, 0.9],
    colours: [
      Colour(0xFFFFD9), Colour(0xEDE7C0), Colour(0xC9CBB5), Colour(0x99A3A8), Colour(0x667391),
      Colour(0x34406B),
    ],
    factor: 100)

  /// Hours of the night with a high PET, whole numbers: the class borders lie between them.
  public static let nightHours = ColourScale(
    title: LocalizedText(nl: "Warme uren in de nacht", en: "Warm hours of the night"), unit: "h",
    limits: [0.5, 2.5, 4.5, 6.5, 8.5],
    colours: [
      Colour(0x2B6CB0), Colour(0xFFFFCC), Colour(0xFEC44F), Colour(0xE86A10), Colour(0x872507), Colour(0x4A0F22),
    ],
    notes: [
      LocalizedText(nl: "geen", en: "none"), LocalizedText(nl: "1 of 2", en: "1 or 2"),
      LocalizedText(nl: "3 of 4", en: "3 or 4"), LocalizedText(nl: "5 of 6", en: "5 or 6"),
      LocalizedText(nl: "7 of 8", en: "7 or 8"), LocalizedText(nl: "9 of meer", en: "9 or more"),
    ])

  /// Change of the hours of the night with a high PET: after minus before; blue is cooler.
  public static let nightHoursDifference = difference(
    title: LocalizedText(
      nl: "Verschil in warme uren in de nacht (na − voor)", en: "Change in warm hours of the night (after − before)"),
    unit: "h", limits: [0.5, 1.5, 2.5], less: LocalizedText(nl: "koeler", en: "cooler"),
    more: LocalizedText(nl: "warmer", en: "warmer"))

  /// Change of PET, K: after minus before; blue is cooler.
  public static let petDifference = difference(
    title: LocalizedText(nl: "Verschil in PET (na − voor)", en: "Change in PET (after − before)"), unit: "°C",
    limits: [0.5, 1, 2, 4, 8], less: LocalizedText(nl: "koeler", en: "cooler"),
    more: LocalizedText(nl: "warmer", en: "warmer"))

  /// The same in finer steps, for effects that are small and wide.
  public static let petFineDifference = difference(
    title: LocalizedText(
      nl: "Verschil in PET, fijne stappen (na − voor)", en: "Change in PET, fine steps (after − before)"), unit: "°C",
    limits: [0.05, 0.1, 0.2, 0.5, 1], less: LocalizedText(nl: "koeler", en: "cooler"),
    more: LocalizedText(nl: "warmer", en: "warmer"))

  /// Change of water depth, m, shown in cm: after minus before; blue is less water.
  public static let waterDepthDifference = difference(
    title: LocalizedText(nl: "Verschil in waterdiepte (na − voor)", en: "Change in water depth (after − before)"),
    unit: "cm", limits: [0.005, 0.02, 0.05, 0.10, 0.20], factor: 100,
    less: LocalizedText(nl: "minder water", en: "less water"), more: LocalizedText(nl: "meer water", en: "more water"))

  /// A diverging scale around zero: blue below, orange above, the base map where nothing changes.
  /// - Parameter limits: 1 to 5 ascending sizes of change; below the first nothing is shown.
  /// - Precondition: as stated.
  public static func difference(
    title: LocalizedText, unit: String, limits: [Double], factor: Double = 1, less: LocalizedText,
    more: LocalizedText
  ) -> ColourScale {
    let blues = [0xD1E5F0, 0x92C5DE, 0x4393C3, 0x2166AC, 0x053061].map { Colour(UInt32($0)) }
    let oranges = [0xFEE0B6, 0xFDB863, 0xE08214, 0xB35806, 0x7F3B08].map { Colour(UInt32($0)) }
    precondition((1...blues.count).contains(limits.count), "1 to 5 limits")
    // Few classes use the stronger colours, so that a small change is still seen.
    let skipped = limits.count <= 3 ? 1 : 0
    let below = Array(blues.dropFirst(skipped).prefix(limits.count))
    let above = Array(oranges.dropFirst(skipped).prefix(limits.count))
    let count = limits.count
    let none = LocalizedText(nl: "vrijwel gelijk", en: "hardly any change")
    let notes: [LocalizedText?] =
      (0..<count).map { $0 == 0 ? less : nil } + [none] + (0..<count).map { $0 == count - 1 ? more : nil }
    return ColourScale(
      title: title, unit: unit, limits: limits.reversed().map { -$0 } + limits,
      colours: below.reversed() + [nil] + above, factor: factor, notes: notes)
  }
}
