import Essentials
import Geometry
import Grids

/// The ways along which people walk, as a graph: the middle lines of roads, joined where they cross and where one ends
/// near another.
///
/// Registers draw middle lines carriageway by carriageway, so that lines that meet on the street may end some metres
/// apart in the file; `joinDistance` closes such gaps by a straight piece. Levels are not known: a line that crosses
/// another on a bridge is joined with it.
public struct WalkingNetwork: Sendable {
  /// A place on the network and the straight way to it.
  public struct Access: Hashable, Sendable {
    /// Which edge.
    var edge: Int32
    /// From the edge's first node, m.
    var along: Float
    /// From the place that one comes from to the network, m.
    public var link: Float
  }

  /// An end of a line is joined to other lines within this distance, m: half the width of a street. Design default; on
  /// lines derived from Dutch carriageways (BGT) gaps of 0.25 to 5 m were found.
  public static let joinDistance = 5.0

  let nodes: [Point]
  let edges: [(from: Int32, to: Int32)]
  /// The edges as straight pieces, in their order.
  let index: SegmentIndex
  /// Edges at each node: where they begin in `incident`, one more at the end.
  let incidentStarts: [Int32]
  let incident: [Int32]

  /// - Parameter lines: the lines among these features; others have none.
  public init(_ lines: FeatureSet) {
    var builder = Builder()
    for feature in lines.features {
      switch feature.geometry {
      case .lineString(let line): builder.add(line)
      case .multiLineString(let lines): for line in lines { builder.add(line) }
      case .point, .multiPoint, .polygon, .multiPolygon: break
      }
    }
    builder.join()
    (nodes, edges) = (builder.nodes, builder.edges())
    index = SegmentIndex(edges.map { [nodes] in .init(from: nodes[Int($0.from)], to: nodes[Int($0.to)]) })
    var starts = [Int32](repeating: 0, count: nodes.count + 1)
    for edge in edges {
      starts[Int(edge.from) + 1] += 1
      starts[Int(edge.to) + 1] += 1
    }
    for node in nodes.indices { starts[node + 1] += starts[node] }
    incidentStarts = starts
    var incident = [Int32](repeating: 0, count: 2 * edges.count)
    for (number, edge) in edges.enumerated() {
      for node in [edge.from, edge.to] {
        incident[Int(starts[Int(node)])] = Int32(number)
        starts[Int(node)] += 1
      }
    }
    self.incident = incident
  }

  public var isEmpty: Bool { edges.isEmpty }

  /// All ways together, m.
  public var length: Double { index.segments.reduce(0) { $0 + $1.length } }
}

extension WalkingNetwork {
  /// Lines on their way to a graph.
  private struct Builder {
    private struct Piece {
      var segment: SegmentIndex.Segment
      var line: Int
      /// Nodes on it with their place, as a share of its length.
      var stops: [(share: Double, node: Int32)]
    }

    private struct Millimetres: Hashable {
      var x: Int64
      var y: Int64
    }

    private(set) var nodes: [Point] = []
    private var known: [Millimetres: Int32] = [:]
    private var pieces: [Piece] = []
    private var lineEnds: [(line: Int, node: Int32)] = []
    /// Straight pieces that close a gap.
    private var joints: [(from: Int32, to: Int32)] = []
    private var lines = 0

    private mutating func node(at point: Point) -> Int32 {
      let key = Millimetres(x: Int64((point.x * 1000).rounded()), y: Int64((point.y * 1000).rounded()))
      if let found = known[key] { return found }
      let number = Int32(nodes.count)
      known[key] = number
      nodes.append(point)
      return number
    }

    mutating func add(_ line: [Point]) {
      let stops = line.map { node(at: $0) }
      var drawn = false
      for (from, to) in zip(stops, stops.dropFirst()) where from != to {
        pieces.append(
          Piece(
            segment: .init(from: nodes[Int(from)], to: nodes[Int(to)]), line: lines,
            stops: [(0, from), (1, to)]))
        drawn = true
      }
      guard drawn, let first = stops.first, let last = stops.last else { return }
      lineEnds.append((lines, first))
      if last != first { lineEnds.append((lines, last)) }
      lines += 1
    }

    /// Nodes where lines cross, and joints where one ends near another.
    mutating func join() {
      let index = SegmentIndex(pieces.map(\.segment))
      for (number, piece) in pieces.enumerated() {
        guard let box = BoundingBox(around: [piece.segment.from, piece.segment.to]) else { continue }
        for other in index.near(box) where other > number {
          guard let meeting = piece.segment.crossing(with: pieces[other].segment) else { continue }
          let node = node(at: piece.segment.point(at: meeting.share))
          pieces[number].stops.append((meeting.share, node))
          pieces[other].stops.append((meeting.otherShare, node))
        }
      }
      for end in lineEnds {
        let place = nodes[Int(end.node)]
        guard let box = BoundingBox(around: [place])?.expanded(by: WalkingNetwork.joinDistance) else { continue }
        // Of each other line its nearest piece, the first of equally near ones.
        var nearest: [(line: Int, piece: Int, share: Double, distance: Double)] = []
        for other in index.near(box) where pieces[other].line != end.line {
          let found = pieces[other].segment.nearest(to: place)
          guard found.distance <= WalkingNetwork.joinDistance else { continue }
          if let known = nearest.firstIndex(where: { $0.line == pieces[other].line }) {
            if found.distance < nearest[known].distance {
              nearest[known] = (pieces[other].line, other, found.share, found.distance)
            }
          } else {
            nearest.append((pieces[other].line, other, found.share, found.distance))
          }
        }
        for found in nearest {
          let node = node(at: pieces[found.piece].segment.point(at: found.share))
          pieces[found.piece].stops.append((found.share, node))
          if node != end.node { joints.append((end.node, node)) }
        }
      }
    }

    func edges() -> [(from: Int32, to: Int32)] {
      var edges: [(from: Int32, to: Int32)] = []
      for piece in pieces {
        let stops = piece.stops.sorted { ($0.share, $0.node) < ($1.share, $1.node) }
        for (a, b) in zip(stops, stops.dropFirst()) where a.node != b.node { edges.append((a.node, b.node)) }
      }
      return edges + joints
    }
  }
}

extension SegmentIndex.Segment {
  func point(at share: Double) -> Point {
    switch share {
    case 0: from
    case 1: to
    default: Point(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
    }
  }
}
