import Areas
import Essentials
import Geometry
import Grids
import Indicators

/// One number of the before/after table, with what it means.
public struct Figure: Codable, Hashable, Sendable {
  public enum Direction: String, Codable, Sendable {
    case lowerIsBetter, higherIsBetter
  }

  public var id: String
  public var title: LocalizedText
  public var unit: String
  /// How many decimals are honest.
  public var decimals: Int
  public var direction: Direction
  /// How it is computed, in words.
  public var formula: LocalizedText
  public var before: Double
  public var after: Double

  public var change: Double { after - before }
}

/// The basic figures of a run. Indicators with norms are cards of their own; these are the plain measurements.
struct BasicFigures {
  private let area: Area
  private let layers: [Variant: EffectiveLayers]
  private let nodes: [NodeResult]
  private let cost: PlanCost

  init(area: Area, layers: [Variant: EffectiveLayers], nodes: [NodeResult], cost: PlanCost) {
    self.area = area
    self.layers = layers
    self.nodes = nodes
    self.cost = cost
  }

  var all: [Figure] { heat + rain + [constructionCost, maintenanceCost] }

  private func outputs(_ kind: String, _ variant: Variant, _ layer: String) -> Grid<Float>? {
    nodes.first { $0.event.kind == kind && $0.variant == variant }?.outputs.layers[layer]
  }

  /// The figure for both variants; nil where the scenario has no such event.
  private func figure(
    _ id: String, _ title: LocalizedText, unit: String, decimals: Int, _ direction: Figure.Direction,
    formula: LocalizedText, _ value: (Variant) -> Double?
  ) -> Figure? {
    guard let before = value(.before), let after = value(.after) else { return nil }
    return Figure(
      id: id, title: title, unit: unit, decimals: decimals, direction: direction, formula: formula, before: before,
      after: after)
  }

  // MARK: Heat

  private var heat: [Figure] {
    func pet(_ variant: Variant, _ measure: (Float) -> Double) -> Double? {
      meanInPublicSpace(outputs("heat", variant, "pet"), variant, measure)
    }
    func share(above limit: Float) -> Figure? {
      figure(
        "petShareAbove\(Int(limit))",
        LocalizedText(
          nl: "Openbare ruimte met gevoelstemperatuur boven \(Int(limit)) °C",
          en: "Public space with PET above \(Int(limit)) °C"), unit: "%", decimals: 1, .lowerIsBetter,
        formula: LocalizedText(
          nl: "Aandeel van de cellen openbare ruimte met PET > \(Int(limit)) °C, gemiddeld over de middag.",
          en: "Share of the cells of public space with PET > \(Int(limit)) °C, mean of the afternoon.")
      ) { pet($0) { $0 > limit ? 100 : 0 } }
    }
    return [
      figure(
        "petMean",
        LocalizedText(nl: "Gemiddelde gevoelstemperatuur (PET), openbare ruimte", en: "Mean PET, public space"),
        unit: "°C", decimals: 1, .lowerIsBetter,
        formula: LocalizedText(
          nl: "Gemiddelde van PET over de cellen openbare ruimte, 12 tot 18 uur.",
          en: "Mean of PET over the cells of public space, 12 to 18 hours.")
      ) { pet($0) { Double($0) } },
      share(above: 35), share(above: 41),
      figure(
        "shadeShare", LocalizedText(nl: "Schaduw in de openbare ruimte", en: "Shade in public space"), unit: "%",
        decimals: 1, .higherIsBetter,
        formula: LocalizedText(
          nl: "Gemiddeld aandeel van de uren in de schaduw over de cellen openbare ruimte.",
          en: "Mean share of the hours in shade over the cells of public space.")
      ) { meanInPublicSpace(outputs("heat", $0, "shade"), $0) { Double($0) * 100 } },
    ].compactMap { $0 }
  }

  /// The public space before the plan, in both variants, so that a plan cannot improve a figure by moving its border.
  private func meanInPublicSpace(
    _ grid: Grid<Float>?, _ variant: Variant, _ measure: (Float) -> Double
  ) -> Double? {
    guard let grid, let mask = layers[.before]?.publicSpace else { return nil }
    var sum = 0.0
    var count = 0
    for index in 0..<grid.count where mask[index] == 1 && !grid[index].isNaN {
      sum += measure(grid[index])
      count += 1
    }
    return count == 0 ? nil : sum / Double(count)
  }

  // MARK: Rain

  /// m
  private static let depthLimits: [Double] = [0.05, 0.15, 0.30]

  private var rain: [Figure] {
    let areas = Self.depthLimits.map { limit in
      let centimetres = Int((limit * 100).rounded())
      return figure(
        "floodedArea\(centimetres)",
        LocalizedText(
          nl: "Oppervlak met meer dan \(centimetres) cm water", en: "Area with more than \(centimetres) cm of water"),
        unit: "m²", decimals: 0, .lowerIsBetter,
        formula: LocalizedText(
          nl: "Oppervlak buiten gebouwen, water en wadi's met grootste waterdiepte > \(centimetres) cm.",
          en: "Area outside buildings, water and swales with highest water depth > \(centimetres) cm.")
      ) { floodedArea($0, above: Float(limit)) }
    }
    let buildings = Self.depthLimits.map { limit in
      let centimetres = Int((limit * 100).rounded())
      return figure(
        "floodedBuildings\(centimetres)",
        LocalizedText(
          nl: "Gebouwen met meer dan \(centimetres) cm water aan de gevel",
          en: "Buildings with more than \(centimetres) cm of water at the wall"), unit: "", decimals: 0,
        .lowerIsBetter,
        formula: LocalizedText(
          nl: "Waterpeil langs de muur (P90) min het maaiveld 1 tot 5 m rondom (P75), > \(centimetres) cm.",
          en: "Water level along the wall (P90) minus the ground 1 to 5 m around (P75), > \(centimetres) cm.")
      ) { floodedBuildings($0, above: limit) }
    }
    return (areas + buildings).compactMap { $0 }
  }

  /// Water in a swale is where it should be.
  private func floodedArea(_ variant: Variant, above limit: Float) -> Double? {
    guard let depth = outputs("rain", variant, "maximumDepth"), let layers = layers[variant] else { return nil }
    var count = 0
    for index in 0..<depth.count where layers.holdsWater[index] == 0 && depth[index] > limit { count += 1 }
    return Double(count) * depth.frame.cellArea
  }

  private func floodedBuildings(_ variant: Variant, above limit: Double) -> Double? {
    guard let depth = outputs("rain", variant, "maximumDepth"), let layers = layers[variant],
      let terrain = layers.layers["terrain"], let height = layers.layers["buildingHeight"],
      let footprints = area.features["buildings"]
    else { return nil }
    let water = FacadeWater(footprints: footprints, terrain: terrain, buildingHeight: height, depth: depth)
    return Double(water.buildings.count { $0.depth > limit })
  }

  // MARK: Cost

  private var constructionCost: Figure {
    Figure(
      id: "constructionCost", title: LocalizedText(nl: "Aanlegkosten", en: "Construction cost"), unit: "€",
      decimals: 0, direction: .lowerIsBetter,
      formula: LocalizedText(
        nl: "Som van hoeveelheid maal eenheidsprijs van de maatregelkaarten.",
        en: "Sum of quantity times unit price of the measure cards."), before: 0, after: cost.construction)
  }

  private var maintenanceCost: Figure {
    Figure(
      id: "maintenanceCost", title: LocalizedText(nl: "Onderhoud per jaar", en: "Maintenance per year"), unit: "€",
      decimals: 0, direction: .lowerIsBetter,
      formula: LocalizedText(
        nl: "Som van hoeveelheid maal onderhoudsprijs van de maatregelkaarten.",
        en: "Sum of quantity times maintenance price of the measure cards."), before: 0,
      after: cost.maintenancePerYear)
  }
}
