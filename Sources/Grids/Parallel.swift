/// Work on rows by several threads, such that the result cannot depend on how many there are: the parts write
/// disjoint cells, and reductions go through `GridReduction`.
public enum Parallel {
  /// Calls `body` once for each of at most `threads` contiguous, non-overlapping ranges that cover `0..<count`.
  ///
  /// `body` must write only what belongs to its own range. Threads park between calls (no spinning).
  public static func ranges(_ count: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let parts = max(1, min(threads, count))
    if parts == 1 {
      body(0..<count)
    } else {
      withoutActuallyEscaping(body) { body in
        ThreadPool.shared.perform(parts: parts) { part in
          body(count * part / parts..<count * (part + 1) / parts)
        }
      }
    }
  }
}

/// Sums in `Double` in one fixed order.
public enum GridReduction {
  /// Sum over the cells that are not NaN: each row from west to east, then the rows from north to south.
  public static func sum(_ grid: Grid<Float>) -> Double {
    grid.withCells { cells in
      var total = 0.0
      for row in 0..<grid.rows {
        var line = 0.0
        let start = cells + row * grid.columns
        for column in 0..<grid.columns {
          let value = start[column]
          if !value.isNaN { line += Double(value) }
        }
        total += line
      }
      return total
    }
  }
}
