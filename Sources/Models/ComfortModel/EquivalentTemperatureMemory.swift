import Synchronization

/// Tables of full PET that runs of one process share: they depend on the vapour pressure of an hour only, which no plan
/// changes. Filling them anew (some 3 µs a node) takes about a quarter of a run in which little else is new. It changes
/// no result.
final class EquivalentTemperatureMemory: Sendable {
  static let shared = EquivalentTemperatureMemory()

  /// Used last at the end.
  private let tables = Mutex<[EquivalentTemperatureTable]>([])
  /// Of all tables together.
  static let mostNodes = 1_500_000
  /// A table that would grow beyond it is made for what is asked for alone.
  private static let mostNodesOfTable = 100_000
  /// What it may hold, bytes.
  static var mostBytes: Int { mostNodes * MemoryLayout<Double>.size }

  var nodeCount: Int { tables.withLock { $0.reduce(0) { $0 + $1.lattice.count } } }

  /// A table with at least the nodes of a lattice: a known one, one that takes over its nodes, or anew.
  /// - Parameter vapourPressure: hPa.
  func table(
    _ lattice: EquivalentTemperatureTable.Lattice, vapourPressure: Double, threads: Int
  ) -> EquivalentTemperatureTable {
    let known = tables.withLock { tables -> EquivalentTemperatureTable? in
      guard let index = tables.firstIndex(where: { $0.vapourPressure == vapourPressure }) else { return nil }
      tables.append(tables.remove(at: index))
      return tables.last
    }
    if let known, known.lattice.holds(lattice) { return known }
    let joined = known?.lattice.joined(lattice) ?? lattice
    let made = EquivalentTemperatureTable(
      joined.count <= Self.mostNodesOfTable ? joined : lattice, vapourPressure: vapourPressure, from: known,
      threads: threads)
    guard made.lattice.count <= Self.mostNodesOfTable else { return made }
    tables.withLock { tables in
      tables.removeAll { $0.vapourPressure == vapourPressure }
      tables.append(made)
      while tables.reduce(0, { $0 + $1.lattice.count }) > Self.mostNodes { tables.removeFirst() }
    }
    return made
  }
}
