import Areas
import Essentials
import Geometry
import Grids

/// The city plan's things as features in RD New, cut off at the core's edge.
struct FeatureDrawer {
  let frame: GridFrame
  let system: LocalSystem
  let plan: CityPlan
  /// Ground around the core, m NAP.
  let terrain: Grid<Float>
  let households: Households

  private var edge: Polygon {
    Polygon(exterior: [
      Point(frame.west, frame.south), Point(frame.east, frame.south), Point(frame.east, frame.north),
      Point(frame.west, frame.north),
    ])
  }

  /// Polygons with height, storeys, use, roof, floor level, homes and residents.
  /// - Throws: `GeometryError`.
  func buildings() throws -> FeatureSet {
    var features: [Feature] = []
    for (number, building) in plan.buildings.enumerated() {
      let outline = building.outline.map { system.world($0.u, $0.v) }
      let whole = Polygon(exterior: outline)
      for polygon in try clipped(whole) {
        let door = system.world(building.door.u, building.door.v)
        guard let cell = terrain.frame.cell(x: door.x, y: door.y) else { continue }
        let floor = Double(terrain[cell.row, cell.column]) + building.doorstep
        // Of a building at the edge as many as fit its part.
        let homes = (Double(building.dwellings) * polygon.area / whole.area).rounded()
        let people = households.residents(of: building, number: number)
        features.append(
          Feature(
            id: identifier("pand", features.count), geometry: .polygon(polygon),
            properties: [
              "dwellings": .number(homes),
              "residents": .number((Double(people) * polygon.area / whole.area).rounded()),
              "height": .number(rounded(building.height)), "floors": .number(Double(building.floors)),
              "use": .text(building.use.rawValue), "roof": .text(building.roof.rawValue),
              "floorLevel": .number(rounded(floor)),
              "complete": .bool(outline.allSatisfy { frame.cell(x: $0.x, y: $0.y) != nil }),
            ]))
      }
    }
    return FeatureSet(epsg: frame.epsg, features: features)
  }

  /// Points with species, height and crown.
  var trees: FeatureSet {
    var features: [Feature] = []
    for tree in plan.trees {
      let place = system.world(tree.place.u, tree.place.v)
      guard frame.cell(x: place.x, y: place.y) != nil else { continue }
      features.append(
        Feature(
          id: identifier("boom", features.count), geometry: .point(place),
          properties: [
            "speciesNl": .text(tree.species.nl), "speciesLatin": .text(tree.species.latin),
            "height": .number(tree.height), "crownDiameter": .number(tree.crownDiameter),
          ]))
    }
    return FeatureSet(epsg: frame.epsg, features: features)
  }

  /// Middle lines with name, class, speed, traffic and width.
  var roads: FeatureSet {
    var features: [Feature] = []
    for street in plan.streets {
      let (a, b) = street.axis
      guard let line = clipped(system.world(a.u, a.v), system.world(b.u, b.v)) else { continue }
      features.append(
        Feature(
          id: identifier("weg", features.count), geometry: .lineString([line.0, line.1]),
          properties: [
            "name": .text(street.name), "class": .text(street.roadClass.rawValue),
            "speed": .number(Double(street.speed)), "vehiclesPerDay": .number(Double(street.vehiclesPerDay)),
            "width": .number(rounded(street.width)),
          ]))
    }
    return FeatureSet(epsg: frame.epsg, features: features)
  }

  /// Polygons with the water level.
  /// - Throws: `GeometryError`.
  func water(level: Double) throws -> FeatureSet {
    var features: [Feature] = []
    for rectangle in plan.waters {
      for polygon in try clipped(Polygon(exterior: system.ring(rectangle))) {
        features.append(
          Feature(
            id: identifier("water", features.count), geometry: .polygon(polygon),
            properties: ["level": .number(level), "class": .text("singel")]))
      }
    }
    return FeatureSet(epsg: frame.epsg, features: features)
  }

  /// Polygons of the places that people have a word for: the square, the school yard, and each street along the blocks
  /// that runs through most of the core, from front garden to front garden.
  /// - Throws: `GeometryError`.
  func zones() throws -> FeatureSet {
    var features: [Feature] = []
    func add(_ id: String, _ title: LocalizedText, _ rectangle: LocalRectangle, minimumArea: Double) throws {
      let parts = try clipped(Polygon(exterior: system.ring(rectangle)))
      guard let part = parts.max(by: { $0.area < $1.area }), part.area >= minimumArea else { return }
      let same = features.count { $0.id == id || $0.id?.hasPrefix("\(id)-") == true }
      features.append(
        Feature(
          id: same == 0 ? id : "\(id)-\(same + 1)", geometry: .polygon(part),
          properties: ["titleNl": .text(title.nl), "titleEn": .text(title.en)]))
    }
    for square in plan.landmarks.squares {
      try add("plein", LocalizedText(nl: "Het plein", en: "The square"), square, minimumArea: 0.9 * square.area)
    }
    for yard in plan.landmarks.schoolYards {
      try add("school", LocalizedText(nl: "Het schoolplein", en: "The school yard"), yard, minimumArea: 0.9 * yard.area)
    }
    let throughTheCore = CityPlanner.streetWidth * 0.6 * (frame.east - frame.west)
    for street in plan.streets where street.direction == .alongU {
      try add(
        street.name.lowercased(), LocalizedText(verbatim: street.name), street.profile, minimumArea: throughTheCore)
    }
    return FeatureSet(epsg: frame.epsg, features: features)
  }

  // MARK: Cutting

  /// The parts of a polygon inside the core.
  private func clipped(_ polygon: Polygon) throws -> [Polygon] {
    let inside = polygon.exterior.count { frame.cell(x: $0.x, y: $0.y) != nil }
    if inside == polygon.exterior.count { return [polygon] }
    // Most of the city is far away; only what may touch the core is worth an overlay.
    let whole = Geometry.polygon(polygon)
    guard let box = whole.boundingBox, box.east > frame.west, box.west < frame.east, box.north > frame.south,
      box.south < frame.north
    else { return [] }
    return try whole.intersection(with: .polygon(edge))?.polygons.filter { $0.area > 0.5 } ?? []
  }

  /// The part of a line inside the core (Liang and Barsky 1984).
  private func clipped(_ a: Point, _ b: Point) -> (Point, Point)? {
    var (from, to) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    for (step, room) in [
      (-dx, a.x - frame.west), (dx, frame.east - a.x), (-dy, a.y - frame.south), (dy, frame.north - a.y),
    ] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        from = max(from, room / step)
      } else {
        to = min(to, room / step)
      }
    }
    guard from < to else { return nil }
    return (Point(a.x + from * dx, a.y + from * dy), Point(a.x + to * dx, a.y + to * dy))
  }

  private func identifier(_ word: String, _ number: Int) -> String {
    let digits = String(number + 1)
    return "\(word)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// To centimetres.
  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
