import Areas
import Geometry

/// The neighbourhood and the city around it as things with a place, before anything is a raster.
///
/// Later surfaces lie over earlier ones.
struct CityPlan: Sendable {
  /// A rectangle of one land cover.
  struct Surface: Hashable, Sendable {
    var rectangle: LocalRectangle
    var cover: LandCoverCode
    /// Above (+) or below (-) the ground around it, m.
    var rise: Double
  }

  /// A slope from the water up to the ground.
  struct Bank: Hashable, Sendable {
    enum Axis: Hashable, Sendable { case u, v }
    var rectangle: LocalRectangle
    var axis: Axis
    /// The coordinate of the waterline and of the top.
    var foot: Double
    var top: Double
  }

  struct Street: Hashable, Sendable {
    enum Class: String, Sendable {
      case residential = "woonstraat"
      case distributor = "gebiedsontsluitingsweg"
    }

    enum Direction: Hashable, Sendable { case alongU, alongV }

    var id: String
    var name: String
    var roadClass: Class
    /// km/h
    var speed: Int
    var vehiclesPerDay: Int
    var direction: Direction
    var carriageway: LocalRectangle
    var cover: LandCoverCode
    var hasTrees: Bool

    /// With the footways and the parking strip, for a street along the blocks.
    var profile: LocalRectangle {
      let south = carriageway.v0 - CityPlanner.footway
      return LocalRectangle((carriageway.u0, carriageway.u1), (south, south + CityPlanner.streetWidth))
    }

    var width: Double { direction == .alongU ? carriageway.depth : carriageway.width }

    /// The ends of the middle line.
    var axis: (LocalPoint, LocalPoint) {
      let (c, r) = (carriageway.centre, carriageway)
      return direction == .alongU
        ? (LocalPoint(u: r.u0, v: c.v), LocalPoint(u: r.u1, v: c.v))
        : (LocalPoint(u: c.u, v: r.v0), LocalPoint(u: c.u, v: r.v1))
    }
  }

  struct Building: Hashable, Sendable {
    enum Use: String, Sendable {
      case dwelling = "woning"
      case school = "school"
      case shop = "winkel"
      case outbuilding = "bijgebouw"
    }

    enum Roof: String, Sendable {
      case flat = "plat"
      case pitched = "hellend"
    }

    /// A volume over a rectangle; a pitched roof has its ridge along u.
    struct Part: Hashable, Sendable {
      var rectangle: LocalRectangle
      var eaves: Double
      var ridge: Double
    }

    var parts: [Part]
    /// Corner points anticlockwise, the first not repeated.
    var outline: [LocalPoint]
    var use: Use
    var roof: Roof
    var floors: Int
    /// Where one steps in, and how high the threshold is above the ground there, m.
    var door: LocalPoint
    var doorstep: Double
    /// Homes in it.
    var dwellings = 0

    var height: Double { parts.reduce(0) { max($0, $1.ridge) } }
  }

  struct Tree: Hashable, Sendable {
    var place: LocalPoint
    var species: TreeSpecies
    /// m
    var height: Double
    /// m
    var crownDiameter: Double
  }

  var surfaces: [Surface] = []
  var banks: [Bank] = []
  var streets: [Street] = []
  var buildings: [Building] = []
  var trees: [Tree] = []
  /// Open water, rectangles that do not overlap, bridges left out.
  var waters: [LocalRectangle] = []

  /// Places that the example plan uses, by what they are.
  var landmarks = Landmarks()

  struct Landmarks: Hashable, Sendable {
    /// Parking bays of streets without trees.
    var treelessBays: [LocalRectangle] = []
    var bays: [LocalRectangle] = []
    /// The paved strips beside the carriageway of cross streets without trees.
    var treelessVerges: [LocalRectangle] = []
    var squares: [LocalRectangle] = []
    var schoolYards: [LocalRectangle] = []
    var canalStrips: [LocalRectangle] = []
  }

  mutating func pave(_ rectangle: LocalRectangle, _ cover: LandCoverCode, rise: Double = 0) {
    guard rectangle.width > 0, rectangle.depth > 0 else { return }
    surfaces.append(Surface(rectangle: rectangle, cover: cover, rise: rise))
  }

  /// A building of one rectangular part.
  mutating func build(
    _ rectangle: LocalRectangle, height: Double, use: Building.Use, floors: Int, door: LocalPoint, doorstep: Double,
    dwellings: Int = 0
  ) {
    buildings.append(
      Building(
        parts: [.init(rectangle: rectangle, eaves: height, ridge: height)], outline: rectangle.ring, use: use,
        roof: .flat, floors: floors, door: door, doorstep: doorstep, dwellings: dwellings))
  }
}
