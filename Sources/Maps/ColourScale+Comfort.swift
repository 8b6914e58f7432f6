import Essentials

/// The scales of what is beside PET a measure of heat.
extension ColourScale {
  /// Universal Thermal Climate Index, °C: the limits 9, 26, 32, 38 and 46 of its stress categories (Bröde et al. 2012),
  /// each class of heat in two steps, in the colours that PET has for the same stress.
  public static let utci = ColourScale(
    title: LocalizedText(nl: "Gevoelstemperatuur UTCI", en: "Perceived temperature UTCI"), unit: "°C",
    limits: [9, 26, 29, 32, 35, 38, 42, 46],
    colours: [
      Colour(0x2B6CB0), Colour(0x92C5DE), Colour(0xFEE79B), Colour(0xFEC44F), Colour(0xFB9A29), Colour(0xE86A10),
      Colour(0xC0400A), Colour(0x872507), Colour(0x4A0F22),
    ],
    notes: [
      LocalizedText(nl: "koud", en: "cold"),
      LocalizedText(nl: "geen hittestress", en: "no heat stress"),
      LocalizedText(nl: "matige hittestress", en: "moderate heat stress"),
      LocalizedText(nl: "matige hittestress", en: "moderate heat stress"),
      LocalizedText(nl: "sterke hittestress", en: "strong heat stress"),
      LocalizedText(nl: "sterke hittestress", en: "strong heat stress"),
      LocalizedText(nl: "zeer sterke hittestress", en: "very strong heat stress"),
      LocalizedText(nl: "zeer sterke hittestress", en: "very strong heat stress"),
      LocalizedText(nl: "extreme hittestress", en: "extreme heat stress"),
    ])

  /// Mean radiant temperature, °C; it has no classes of stress of its own, so the steps are even.
  public static let radiantTemperature = ColourScale(
    title: LocalizedText(nl: "Stralingstemperatuur", en: "Mean radiant temperature"), unit: "°C",
    limits: [15, 25, 30, 35, 40, 45, 50, 55, 60],
    colours: [
      Colour(0x2B6CB0), Colour(0x92C5DE), Colour(0xFFFFCC), Colour(0xFEE79B), Colour(0xFEC44F), Colour(0xFB9A29),
      Colour(0xE86A10), Colour(0xC0400A), Colour(0x872507), Colour(0x4A0F22),
    ])

  /// Change of UTCI, K: after minus before; blue is cooler. It changes less than PET does.
  public static let utciDifference = difference(
    title: LocalizedText(nl: "Verschil in UTCI (na − voor)", en: "Change in UTCI (after − before)"), unit: "°C",
    limits: [0.25, 0.5, 1, 2, 4], less: LocalizedText(nl: "koeler", en: "cooler"),
    more: LocalizedText(nl: "warmer", en: "warmer"))

  /// Change of mean radiant temperature, K: after minus before; blue is less radiation.
  public static let radiantTemperatureDifference = difference(
    title: LocalizedText(
      nl: "Verschil in stralingstemperatuur (na − voor)", en: "Change in mean radiant temperature (after − before)"),
    unit: "°C", limits: [1, 2, 5, 10, 20], less: LocalizedText(nl: "minder straling", en: "less radiation"),
    more: LocalizedText(nl: "meer straling", en: "more radiation"))
}
