import Geometry
import Grids

extension WalkingNetwork {
  // MARK: Access

  /// The nearest place on the network from a feature: from the edge of a polygon, from anywhere on a line, from a point.
  ///
  /// Where the door is is not known, so the way from a building is the shortest straight one between its outline and the
  /// network. Nil for a network without lines.
  public func access(from geometry: Geometry) -> Access? {
    let outline = geometry.outline
    var best: (segment: Int, share: Double, distance: Double)?
    for point in geometry.points {
      guard let found = index.nearest(to: point, hint: best?.segment) else { return nil }
      if found.distance < best?.distance ?? .infinity { best = found }
    }
    guard var best, let box = geometry.boundingBox?.expanded(by: best.distance) else { return nil }
    // A piece of the network may come nearer to the middle of a wall than to its corners.
    for edge in index.near(box) {
      for wall in outline {
        let place = index.segments[edge].nearest(to: wall)
        if place.distance < best.distance { best = (edge, place.share, place.distance) }
      }
    }
    return access(best)
  }

  /// The nearest place on the network from the middle of each cell, in row-major order; empty for a network without
  /// lines.
  public func accesses(from frame: GridFrame) -> [Access] {
    guard !isEmpty else { return [] }
    var found: [Access] = []
    found.reserveCapacity(frame.count)
    var hint: Int?
    for row in 0..<frame.rows {
      // The first cell of a row lies beside the first of the row before, not beside the last.
      if row > 0 { hint = Int(found[(row - 1) * frame.columns].edge) }
      for column in 0..<frame.columns {
        let middle = frame.centre(row: row, column: column)
        guard let nearest = index.nearest(to: Point(middle.x, middle.y), hint: hint) else { return [] }
        hint = nearest.segment
        found.append(access((nearest.segment, nearest.share, nearest.distance)))
      }
    }
    return found
  }

  private func access(_ place: (segment: Int, share: Double, distance: Double)) -> Access {
    Access(
      edge: Int32(place.segment), along: Float(place.share * index.segments[place.segment].length),
      link: Float(place.distance))
  }

  // MARK: Distances

  /// How far it is on foot from each start to the nearest goal, m: the straight way to the network, along it, and
  /// straight on to the goal.
  ///
  /// One search from all goals at once (Dijkstra 1959), so that the number of goals hardly matters.
  /// - Returns: by start; nil for a start that is nil, and for one from which no goal can be reached.
  public func distances(from starts: [Access?], to goals: [Access]) -> [Double?] {
    let toNodes = distancesOfNodes(to: goals)
    // Goals on the edge of a start may be nearer than its ends.
    var isStart = [Bool](repeating: false, count: edges.count)
    for start in starts { if let start { isStart[Int(start.edge)] = true } }
    var goalsOfEdge = [Int32: [Access]]()
    for goal in goals where isStart[Int(goal.edge)] { goalsOfEdge[goal.edge, default: []].append(goal) }
    return starts.map { start in
      guard let start else { return nil }
      let edge = edges[Int(start.edge)]
      let (along, length) = (Double(start.along), index.segments[Int(start.edge)].length)
      var best = min(toNodes[Int(edge.from)] + along, toNodes[Int(edge.to)] + max(0, length - along))
      for goal in goalsOfEdge[start.edge] ?? [] {
        best = min(best, abs(Double(goal.along) - along) + Double(goal.link))
      }
      return best.isFinite ? best + Double(start.link) : nil
    }
  }

  /// By node, m; infinite where no goal can be reached.
  private func distancesOfNodes(to goals: [Access]) -> [Double] {
    var distances = [Double](repeating: .infinity, count: nodes.count)
    for goal in goals {
      let edge = edges[Int(goal.edge)]
      let (along, length) = (Double(goal.along), index.segments[Int(goal.edge)].length)
      distances[Int(edge.from)] = min(distances[Int(edge.from)], Double(goal.link) + along)
      distances[Int(edge.to)] = min(distances[Int(edge.to)], Double(goal.link) + max(0, length - along))
    }
    var queue = NodeQueue()
    for node in nodes.indices where distances[node].isFinite { queue.insert(Int32(node), distances[node]) }
    while let next = queue.removeNearest() {
      guard next.distance <= distances[Int(next.node)] else { continue }
      for place in incidentStarts[Int(next.node)]..<incidentStarts[Int(next.node) + 1] {
        let number = Int(incident[Int(place)])
        let other = edges[number].from == next.node ? edges[number].to : edges[number].from
        let distance = next.distance + index.segments[number].length
        if distance < distances[Int(other)] {
          distances[Int(other)] = distance
          queue.insert(other, distance)
        }
      }
    }
    return distances
  }

  /// Nodes by distance, nearest first; of equally near ones the lowest number.
  private struct NodeQueue {
    private var heap: [(distance: Double, node: Int32)] = []

    mutating func insert(_ node: Int32, _ distance: Double) {
      heap.append((distance, node))
      var place = heap.count - 1
      while place > 0, heap[place] < heap[(place - 1) / 2] {
        heap.swapAt(place, (place - 1) / 2)
        place = (place - 1) / 2
      }
    }

    mutating func removeNearest() -> (distance: Double, node: Int32)? {
      guard let first = heap.first else { return nil }
      let last = heap.removeLast()
      guard !heap.isEmpty else { return first }
      heap[0] = last
      var place = 0
      while true {
        var least = place
        for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[child] < heap[least] {
          least = child
        }
        if least == place { return first }
        heap.swapAt(place, least)
        place = least
      }
    }
  }
}
