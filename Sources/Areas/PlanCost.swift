import Essentials
import Geometry
import Grids

/// What a plan costs, by the figures on its cards.
public struct PlanCost: Codable, Hashable, Sendable {
  /// One kind of measure.
  public struct Line: Codable, Hashable, Sendable {
    public var card: String
    public var title: LocalizedText
    public var count: Int
    /// Pieces or m², as the card counts.
    public var quantity: Double
    public var construction: Double
    public var maintenancePerYear: Double
    public var status: EvidenceStatus
  }

  public var lines: [Line]

  /// EUR.
  public var construction: Double { lines.reduce(0) { $0 + $1.construction } }
  /// EUR a year.
  public var maintenancePerYear: Double { lines.reduce(0) { $0 + $1.maintenancePerYear } }

  /// A shape may take effect on this many times its drawn area before the cells that it covers are what is paid for:
  /// the rim of an ordinary shape comes out a little high or low, a comb of hairlines through the middles of the cells
  /// would else be had for nothing.
  private static let toleratedCover = 1.25

  /// - Parameter frame: of the area, on whose cells the measures take effect.
  public init(_ plan: Plan, catalogue: MeasureCatalogue, frame: GridFrame) {
    var lines: [Line] = []
    for measure in plan.measures {
      guard let card = catalogue.card(measure.card) else { continue }
      let quantity = Self.quantity(measure, card, per: card.construction.per, frame)
      let maintained = Self.quantity(measure, card, per: card.maintenance.per, frame)
      let line = Line(
        card: card.id, title: card.title, count: 1, quantity: quantity,
        construction: quantity * card.construction.amount,
        maintenancePerYear: maintained * card.maintenance.amount, status: card.construction.status)
      if let index = lines.firstIndex(where: { $0.card == line.card }) {
        lines[index].count += 1
        lines[index].quantity += line.quantity
        lines[index].construction += line.construction
        lines[index].maintenancePerYear += line.maintenancePerYear
      } else {
        lines.append(line)
      }
    }
    self.lines = lines
  }

  private static func quantity(
    _ measure: Measure, _ card: MeasureCard, per unit: MeasureCard.CostUnit, _ frame: GridFrame
  ) -> Double {
    switch unit {
    case .piece: return 1
    case .squareMetre:
      let drawn = measure.geometry.area
      let cells = measure.geometry.polygons.reduce(0) { $0 + Rasterization.cells(inside: $1, of: frame).count }
      let covered = Double(cells) * frame.cellArea
      return covered > toleratedCover * drawn ? covered : drawn
    case .crownSquareMetre:
      let diameter = measure.completed(by: card)["crownDiameter"] ?? 0
      return .pi / 4 * diameter * diameter
    }
  }
}
