import Areas
import Essentials
import Geometry
import Grids
import Testing

@Suite("A walking network")
struct WalkingNetworkTests {
  private static let origin = Point(155_000, 463_000)

  private static func point(_ x: Double, _ y: Double) -> Point { origin.translated(dx: x, dy: y) }

  private static func network(_ lines: [[(Double, Double)]]) -> WalkingNetwork {
    WalkingNetwork(
      FeatureSet(
        features: lines.map { line in Feature(geometry: .lineString(line.map { point($0.0, $0.1) })) }))
  }

  private static func distance(
    _ network: WalkingNetwork, from start: (Double, Double), to goals: (Double, Double)...
  ) throws -> Double? {
    let start = network.access(from: .point(point(start.0, start.1)))
    let goals = try goals.map { try #require(network.access(from: .point(point($0.0, $0.1)))) }
    return network.distances(from: [start], to: goals)[0]
  }

  @Test("goes straight to the line, along it, and straight on")
  func straight() throws {
    let street = Self.network([[(0, 0), (100, 0)]])
    let found = try Self.distance(street, from: (10, 7), to: (60, -3))
    #expect(abs(try #require(found) - (7 + 50 + 3)) < 1e-4)
    #expect(abs(street.length - 100) < 1e-9)
  }

  @Test("turns where lines cross, also without a point of their own there")
  func crossing() throws {
    let streets = Self.network([[(0, 0), (100, 0)], [(50, -50), (50, 50)]])
    let found = try Self.distance(streets, from: (10, 0), to: (50, 30))
    #expect(abs(try #require(found) - 70) < 1e-4)
  }

  @Test(
    "bridges the gap between the end of a line and another line as far as half a street, and no further",
    arguments: [(0.0, true), (0.4, true), (4.9, true), (5.1, false)])
  func gap(_ row: (width: Double, isJoined: Bool)) throws {
    let streets = Self.network([[(0, 0), (100, 0)], [(50, row.width), (50, 60)]])
    let found = try Self.distance(streets, from: (10, 0), to: (50, 40))
    #expect((found != nil) == row.isJoined)
    if let found { #expect(abs(found - 80) < 1e-4) }
  }

  @Test("joins all the ends that meet at one crossing")
  func junction() throws {
    // Four middle lines that stop short of each other, as they come from carriageways drawn in cells.
    let streets = Self.network([
      [(-60, 0), (-1, 0)], [(1, 0), (60, 0)], [(0, -60), (0, -1)], [(0, 1), (0, 60)],
    ])
    for goal in [(50.0, 0.0), (0, 50), (0, -50)] {
      let found = try #require(try Self.distance(streets, from: (-50, 0), to: goal))
      #expect((98...104).contains(found), "\(found)")
    }
  }

  @Test("has no distance where no way leads, and the nearest of several goals where one does")
  func islands() throws {
    let streets = Self.network([[(0, 0), (100, 0)], [(0, 200), (100, 200)]])
    #expect(try Self.distance(streets, from: (10, 0), to: (50, 200)) == nil)
    let nearest = try #require(try Self.distance(streets, from: (10, 0), to: (50, 200), (90, 0), (40, 2)))
    #expect(abs(nearest - 32) < 1e-4)
    #expect(streets.distances(from: [nil, streets.access(from: .point(Self.point(3, 3)))], to: []) == [nil, nil])
  }

  @Test("is reached from the wall of a building, not from its corners alone")
  func building() throws {
    let street = Self.network([[(50, 20), (50, 100)]])
    let wall = Polygon(exterior: [
      Self.point(0, 0), Self.point(100, 0), Self.point(100, 12), Self.point(0, 12),
    ])
    let access = try #require(street.access(from: .polygon(wall)))
    #expect(abs(access.link - 8) < 1e-4)
    let across = Self.network([[(50, -20), (50, 100)]])
    #expect(try #require(across.access(from: .polygon(wall))).link == 0)
  }

  @Test("has the same length of way as streets counted off in a town of square blocks")
  func blocks() throws {
    let count = 12
    let pitch = 40.0
    let far = Double(count - 1) * pitch
    // Whole streets, without points where they cross, turned so that no line lies along an axis.
    let turned = { (x: Double, y: Double) in (0.8 * x - 0.6 * y, 0.6 * x + 0.8 * y) }
    let streets = Self.network(
      (0..<count).flatMap { number in
        let place = Double(number) * pitch
        return [[turned(place, 0), turned(place, far)], [turned(0, place), turned(far, place)]]
      })
    var random = SeededRandom(seed: 5)
    for _ in 0..<60 {
      let stops = (0..<6).map { _ in (random.index(below: count), random.index(below: count)) }
      let accesses = try stops.map { stop in
        let (x, y) = turned(Double(stop.0) * pitch, Double(stop.1) * pitch)
        return try #require(streets.access(from: .point(Self.point(x, y))))
      }
      let found = streets.distances(from: [accesses[0]], to: Array(accesses.dropFirst()))[0]
      let counted = stops.dropFirst().map { abs($0.0 - stops[0].0) + abs($0.1 - stops[0].1) }.min() ?? 0
      #expect(abs(try #require(found) - Double(counted) * pitch) < 1e-3)
    }
  }

  @Test("gives each cell the nearest of all pieces, as looking at every piece does")
  func cells() throws {
    var random = SeededRandom(seed: 9)
    let lines = (0..<40).map { _ in
      let start = (random.uniform(0...200), random.uniform(0...200))
      return [start, (start.0 + random.uniform(-30...30), start.1 + random.uniform(-30...30))]
    }
    let network = Self.network(lines)
    // Wider than the lines, so that some cells look from afar.
    let frame = GridFrame(west: 154_900, north: 463_320, cellSize: 7, columns: 60, rows: 60)
    let accesses = network.accesses(from: frame)
    #expect(accesses.count == frame.count)
    for cell in stride(from: 0, to: frame.count, by: 7) {
      let centre = frame.centre(row: cell / frame.columns, column: cell % frame.columns)
      let place = Point(centre.x, centre.y)
      let nearest =
        lines.map { line -> Double in
          let (a, b) = (Self.point(line[0].0, line[0].1), Self.point(line[1].0, line[1].1))
          let length = a.distance(to: b)
          let share = ((place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)) / (length * length)
          let within = min(max(share, 0), 1)
          return Point(a.x + within * (b.x - a.x), a.y + within * (b.y - a.y)).distance(to: place)
        }.min() ?? 0
      // Joints between ends are ways too, and may be nearer by their half width at most.
      #expect(Double(accesses[cell].link) <= nearest + 1e-3)
      #expect(Double(accesses[cell].link) >= nearest - WalkingNetwork.joinDistance)
    }
  }

  @Test("of nothing is empty and leads nowhere")
  func nothing() {
    let network = WalkingNetwork(FeatureSet(features: [Feature(geometry: .point(Self.origin))]))
    #expect(network.isEmpty && network.length == 0)
    #expect(network.access(from: .point(Self.origin)) == nil)
    #expect(network.accesses(from: GridFrame(west: 0, north: 9, cellSize: 1, columns: 9, rows: 9)).isEmpty)
  }

  @Test("takes a line of one point, or of the same point twice, for no line")
  func degenerate() throws {
    let network = Self.network([[(5, 5)], [(7, 7), (7, 7)], [(0, 0), (100, 0)]])
    #expect(abs(network.length - 100) < 1e-9)
  }
}
