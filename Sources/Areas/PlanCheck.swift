import Essentials
import Geometry
import Grids

/// Whether a plan can stand in an area: known cards, sane properties, valid shapes, inside, on the right ground, not
/// over each other.
public struct PlanCheck: Sendable {
  /// A polygon may touch unsuitable ground with so much of its cells (a drawn edge is never exact); those cells are
  /// left as they are.
  public static let toleratedShare = 0.1
  /// Overlap below this is a drawing inaccuracy, m².
  public static let toleratedOverlap = 0.5
  /// Trees stand at least this far apart, m.
  public static let treeSpacing = 1.0

  let area: Area
  let classes: LandCoverTable
  let catalogue: MeasureCatalogue
  private let memory = PlanCheckMemory()

  public init(area: Area, classes: LandCoverTable, catalogue: MeasureCatalogue) {
    self.area = area
    self.classes = classes
    self.catalogue = catalogue
  }

  /// Every problem, in the order of the plan; empty when the plan can be run.
  ///
  /// What was found of a measure or of two that lie close is kept, so that a plan which grew by one measure costs
  /// little more than that one.
  public func problems(_ plan: Plan) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var accepted: [MeasureCard.Group: MeasureIndex] = [:]
    for measure in plan.measures {
      do {
        let card = try card(of: measure)
        let known = memory.known(measure) {
          do {
            try checkProperties(measure, card)
            try checkShape(measure, card)
            try checkSpot(measure, card)
            return nil
          } catch {
            return Diagnostic(from: error)
          }
        }
        if let problem = known.problem { throw problem }
        var group = accepted[card.group] ?? MeasureIndex(area.frame)
        accepted[card.group] = nil
        defer { accepted[card.group] = group }
        let entry = MeasureIndex.Entry(measure: measure, token: known.token)
        for other in group.near(entry, within: Self.treeSpacing) where !memory.areApart(known.token, other.token) {
          try checkApart(measure, other.measure)
          memory.noteApart(known.token, other.token)
        }
        group.insert(entry)
      } catch {
        problems.append(Diagnostic(from: error))
      }
    }
    return problems
  }

  private func card(of measure: Measure) throws -> MeasureCard {
    guard let card = catalogue.card(measure.card) else {
      throw PlanError.unknownCard(
        measure.card, measure: measure.id, known: catalogue.cards.map { "\($0.id)@\($0.version)" })
    }
    return card
  }

  private func checkProperties(_ measure: Measure, _ card: MeasureCard) throws {
    for (name, value) in measure.properties.sorted(by: { $0.key < $1.key }) {
      guard let property = card.properties.first(where: { $0.id == name }) else {
        throw PlanError.unknownProperty(name, measure: measure.id, known: card.properties.map(\.id))
      }
      guard value >= property.minimum, value <= property.maximum else {
        throw PlanError.propertyOutOfRange(
          name, measure: measure.id, value: value, range: property.minimum...property.maximum)
      }
    }
  }

  private func checkShape(_ measure: Measure, _ card: MeasureCard) throws {
    switch (card.geometry, measure.geometry) {
    case (.point, .point): break
    case (.polygon, .polygon), (.polygon, .multiPolygon):
      if case .invalid(let reason, _) = try measure.geometry.validity() {
        throw PlanError.invalidGeometry(measure: measure.id, reason: reason)
      }
    default: throw PlanError.wrongGeometry(measure: measure.id, expected: card.geometry)
    }
    let frame = area.frame
    let points: [Point] =
      if case .point(let point) = measure.geometry { [point] } else { measure.geometry.polygons.flatMap(\.exterior) }
    for point in points
    where point.x < frame.west || point.x > frame.east || point.y < frame.south || point.y > frame.north {
      throw PlanError.outsideArea(measure: measure.id)
    }
  }

  private func checkSpot(_ measure: Measure, _ card: MeasureCard) throws {
    let cells: [Int]
    if case .point(let point) = measure.geometry {
      guard let cell = area.frame.cell(x: point.x, y: point.y) else {
        throw PlanError.outsideArea(measure: measure.id)
      }
      cells = [cell.row * area.frame.columns + cell.column]
    } else {
      cells = measure.geometry.polygons.flatMap { Rasterization.cells(inside: $0, of: area.frame) }
    }
    // It would cost money in the table and change nothing on the map.
    guard !cells.isEmpty else { throw PlanError.coversNothing(measure: measure.id) }
    var wrong: [UInt8: Int] = [:]
    for index in cells {
      let code = area.surfaces.landCover[index]
      if !card.allows(code, classes) { wrong[code, default: 0] += 1 }
    }
    let total = wrong.values.reduce(0, +)
    // The most frequent unsuitable class, the lowest code among equals.
    if total > 0, Double(total) > Self.toleratedShare * Double(cells.count),
      let worst = wrong.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      let found = classes.landCoverClass(worst.key)
    {
      throw PlanError.wrongSpot(
        measure: measure.id, card: card.title, found: found.title,
        allowed: card.allowedOn.compactMap { classes.landCoverClass(id: $0)?.title })
    }
  }

  private func checkApart(_ measure: Measure, _ other: Measure) throws {
    if case (.point(let a), .point(let b)) = (measure.geometry, other.geometry) {
      if a.distance(to: b) < Self.treeSpacing {
        throw PlanError.overlap(measure: measure.id, other: other.id, squareMetres: 0)
      }
      return
    }
    let shared = try measure.geometry.intersectionArea(with: other.geometry)
    if shared > Self.toleratedOverlap {
      throw PlanError.overlap(measure: measure.id, other: other.id, squareMetres: shared)
    }
  }
}

extension MeasureCard {
  /// Whether the card may stand on a land-cover class.
  func allows(_ code: UInt8, _ classes: LandCoverTable) -> Bool {
    classes.landCoverClass(code).map { allowedOn.contains($0.id) } ?? false
  }
}
