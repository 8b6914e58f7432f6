import Essentials

/// What of a plan can change the PET of a cell.
enum ChangeCause: String, CaseIterable, Sendable {
  case shade, skyView, ground, wind, island

  /// A set of causes, as bits by their places.
  struct Causes: OptionSet, Hashable {
    let rawValue: Int
  }

  private var bit: Int { 1 << (Self.allCases.firstIndex(of: self) ?? 0) }

  var asSet: Causes { Causes(rawValue: bit) }

  /// Shapley's value of each cause, in the order of `allCases`: they add up to `value` of all causes minus that of
  /// none.
  ///
  /// Of n causes, s that went before in any order leave (n - 1 - s)! orders for those to come: the weight of such a
  /// set is s! (n - 1 - s)! / n!.
  ///
  /// - Parameter value: of a set of causes that have changed already; called once for each of the 2^n sets.
  static func shares(value: (Causes) -> Double) -> [Double] {
    let n = allCases.count
    let values = (0..<1 << n).map { value(Causes(rawValue: $0)) }
    let factorials = (0...n).map { (1...max(1, $0)).reduce(1.0) { $0 * Double($1) } }
    return allCases.map { cause in
      (0..<1 << n).reduce(0.0) { sum, set in
        guard set & cause.bit == 0 else { return sum }
        let size = set.nonzeroBitCount
        let weight = factorials[size] * factorials[n - 1 - size] / factorials[n]
        return sum + weight * (values[set | cause.bit] - values[set])
      }
    }
  }

  var title: LocalizedText {
    switch self {
    case .shade: LocalizedText(nl: "Schaduw", en: "Shade")
    case .skyView: LocalizedText(nl: "Open hemel", en: "Open sky")
    case .ground: LocalizedText(nl: "Ondergrond", en: "Ground")
    case .wind: LocalizedText(nl: "Wind", en: "Wind")
    case .island: LocalizedText(nl: "Warmte van de stad", en: "Warmth of the town")
    }
  }

  var note: LocalizedText {
    switch self {
    case .shade:
      LocalizedText(
        nl: "Uren die van zon naar schaduw gaan, of andersom.", en: "Hours that go from sun to shade, or back.")
    case .skyView:
      LocalizedText(
        nl: "Kronen en muren bedekken de hemel: minder licht, maar muren en kronen stralen ook zelf warmte uit.",
        en: "Crowns and walls cover the sky: less light, but walls and crowns give off warmth themselves too.")
    case .ground:
      LocalizedText(
        nl: "Steen, groen of water op de plek zelf (Bowen-verhouding). Telt alleen in de zon.",
        en: "Stone, green or water on the spot itself (Bowen ratio). Counts in the sun only.")
    case .wind:
      LocalizedText(
        nl: "Bomen en gebouwen tot 210 m tegen de wind in remmen de wind.",
        en: "Trees and buildings up to 210 m against the wind slow the wind.")
    case .island:
      LocalizedText(
        nl: "Groen en bebouwing tot 1 km tegen de wind in. Overdag is dat weinig.",
        en: "Green and buildings up to 1 km against the wind. By day that is little.")
    }
  }
}

extension CellFactors {
  /// These factors, with those of the named causes as in `other`.
  func taking(_ causes: ChangeCause.Causes, from other: CellFactors) -> CellFactors {
    CellFactors(
      isShaded: causes.contains(ChangeCause.shade.asSet) ? other.isShaded : isShaded,
      skyView: causes.contains(ChangeCause.skyView.asSet) ? other.skyView : skyView,
      bowen: causes.contains(ChangeCause.ground.asSet) ? other.bowen : bowen,
      relativeWindSpeed: causes.contains(ChangeCause.wind.asSet) ? other.relativeWindSpeed : relativeWindSpeed,
      heatIsland: causes.contains(ChangeCause.island.asSet) ? other.heatIsland : heatIsland)
  }
}
