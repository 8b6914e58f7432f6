import Essentials
import Geometry
import Testing

private func square(_ x: Double, _ y: Double, _ side: Double) -> Geometry {
  .polygon(
    Polygon(exterior: [Point(x, y), Point(x + side, y), Point(x + side, y + side), Point(x, y + side)]))
}

@Suite("Overlays by GEOS")
struct OperationTests {
  let a = square(100_000, 400_000, 10)
  let b = square(100_005, 400_005, 10)
  let far = square(100_100, 400_000, 10)

  @Test("the common area of two squares")
  func intersectionArea() throws {
    #expect(try a.intersectionArea(with: b) == 25)
    #expect(try a.intersectionArea(with: far) == 0)
    let ring = Geometry.polygon(
      Polygon(exterior: a.polygons[0].exterior, holes: [square(100_002, 400_002, 6).polygons[0].exterior]))
    #expect(try ring.intersectionArea(with: a) == 64)
    #expect(try Geometry.multiPolygon([a.polygons[0], far.polygons[0]]).intersectionArea(with: b) == 25)
  }

  @Test("union, difference and intersection have the areas of sets")
  func sets() throws {
    #expect(try a.union(with: b)?.area == 175)
    #expect(try a.difference(from: b)?.area == 75)
    #expect(try a.intersection(with: b)?.area == 25)
    #expect(try a.intersection(with: far) == nil)
    #expect(try a.difference(from: a) == nil)
  }

  @Test("meeting, holding and distance")
  func predicates() throws {
    #expect(try a.intersects(b))
    #expect(try a.intersects(.point(Point(100_010, 400_010))))
    #expect(try !a.intersects(far))
    #expect(try a.contains(square(100_001, 400_001, 2)))
    #expect(try !a.contains(b))
    #expect(try !a.contains(.point(Point(100_010, 400_010))), "the edge is not inside")
    #expect(try a.distance(to: far) == 90)
    #expect(try a.distance(to: b) == 0)
    #expect(try Geometry.lineString([Point(0, 0), Point(0, 4)]).distance(to: .point(Point(3, 8))) == 5)
    #expect(throws: GeometryError.self) { try a.distance(to: .lineString([])) }
  }

  @Test("a buffer's area nears the circle from below, and a shrunk square can vanish")
  func buffer() throws {
    let disc = try #require(try Geometry.point(Point(100_000, 400_000)).buffer(10, quadrantSegments: 32))
    #expect(disc.area < 100 * Double.pi)
    #expect(disc.area > 99.9 * Double.pi)
    #expect(try a.buffer(-1)?.area == 64)
    #expect(try a.buffer(-6) == nil)
    let line = try #require(try Geometry.lineString([Point(0, 0), Point(10, 0)]).buffer(1))
    #expect(abs(line.area - (20 + Double.pi)) < 0.05)
  }

  @Test("an invalid polygon is named with its reason and place, in both languages")
  func validity() throws {
    #expect(try a.validity() == .valid)
    let bow = Geometry.polygon(
      Polygon(exterior: [Point(0, 0), Point(10, 10), Point(10, 0), Point(0, 10)]))
    #expect(
      try bow.validity()
        == .invalid(
          reason: LocalizedText(nl: "De rand kruist zichzelf", en: "Self-intersection"), at: Point(5, 5)))
    let outside = Geometry.polygon(
      Polygon(exterior: a.polygons[0].exterior, holes: [far.polygons[0].exterior]))
    guard case .invalid(let reason, _) = try outside.validity() else {
      Issue.record("a hole outside its shell must be invalid")
      return
    }
    #expect(reason.en == "Hole lies outside shell")
    #expect(try !Geometry.polygon(Polygon(exterior: [Point(0, 0), Point(1, 1)])).validity().isValid)
    #expect(try !Geometry.lineString([Point(0, 0), Point(0, 0)]).validity().isValid)
    #expect(try !Geometry.point(Point(.nan, 0)).validity().isValid)
    #expect(try !Geometry.polygon(Polygon(exterior: [])).validity().isValid)
  }

  @Test("many threads at once get the same answers")
  func threads() async throws {
    let (a, b) = (a, b)
    try await withThrowingTaskGroup(of: Double.self) { group in
      for _ in 0..<64 {
        group.addTask { try a.intersectionArea(with: b) + (a.buffer(-1)?.area ?? 0) }
      }
      for try await area in group { #expect(area == 89) }
    }
  }
}

@Suite("Boxes, moves and millimetres")
struct GeometryFormTests {
  @Test("area keeps its digits far from the origin")
  func area() {
    let small = Polygon(exterior: [
      Point(200_000.001, 500_000.001), Point(200_000.011, 500_000.001), Point(200_000.011, 500_000.011),
      Point(200_000.001, 500_000.011),
    ])
    #expect(abs(small.area - 0.0001) < 1e-8)
  }

  @Test("a box holds every position, and moving moves it")
  func boxes() throws {
    let line = Geometry.multiLineString([[Point(3, 1), Point(-2, 5)], [Point(0, 7), Point(1, 0)]])
    let box = try #require(line.boundingBox)
    #expect(box == BoundingBox(west: -2, south: 0, east: 3, north: 7))
    #expect(line.translated(dx: 10, dy: -1).boundingBox == BoundingBox(west: 8, south: -1, east: 13, north: 6))
    #expect(Geometry.lineString([]).boundingBox == nil)
    #expect(Geometry.lineString([Point(0, 0), Point(3, 4), Point(3, 5)]).length == 6)
  }

  @Test("equal to the millimetre means equal numbers; another structure means other numbers")
  func millimetres() throws {
    let a = Geometry.point(Point(85_000.0004, 447_000.0005))
    #expect(try a.millimetreCoordinates == [0, 85_000_000, 447_000_001])
    let points = [Point(1, 2), Point(3, 4), Point(5, 6), Point(7, 8)]
    let forms: [Geometry] = [
      .lineString(points), .multiPoint(points), .polygon(Polygon(exterior: points)),
      .multiPolygon([Polygon(exterior: points)]), .multiLineString([points]),
      .multiLineString([Array(points.prefix(2)), Array(points.suffix(2))]),
    ]
    #expect(Set(try forms.map { try $0.millimetreCoordinates }).count == forms.count)
    #expect(throws: GeometryError.self) { try Geometry.point(Point(.nan, 0)).millimetreCoordinates }
    #expect(throws: GeometryError.self) { try Geometry.point(Point(1e300, 0)).millimetreCoordinates }
  }
}
