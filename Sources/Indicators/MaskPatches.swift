import Grids

/// The contiguous places of a mask: cells that are yes and touch by a side.
///
/// Cells that touch by a corner alone are two places: nobody walks through a corner, and a line of trees drawn aslant
/// over the cells is no square.
struct MaskPatches: Sendable {
  /// By cell, the number of its place; -1 outside.
  let labels: Grid<Int32>
  /// Cells by place.
  let sizes: [Int]

  /// - Parameter mask: 1 is yes.
  init(_ mask: Grid<UInt8>) {
    let (rows, columns) = (mask.rows, mask.columns)
    var parents: [Int32] = []
    func root(_ label: Int32) -> Int32 {
      var label = label
      while parents[Int(label)] != label {
        parents[Int(label)] = parents[Int(parents[Int(label)])]
        label = parents[Int(label)]
      }
      return label
    }
    var labels = Grid<Int32>(mask.frame, repeating: -1)
    var sizes: [Int] = []
    labels.withMutableCells { labels in
      mask.withCells { cells in
        for row in 0..<rows {
          for column in 0..<columns {
            let cell = row * columns + column
            guard cells[cell] == 1 else { continue }
            let west = column > 0 ? labels[cell - 1] : -1
            let north = row > 0 ? labels[cell - columns] : -1
            if west < 0, north < 0 {
              labels[cell] = Int32(parents.count)
              parents.append(Int32(parents.count))
            } else if west < 0 || north < 0 || west == north {
              labels[cell] = max(west, north)
            } else {
              let (a, b) = (root(west), root(north))
              labels[cell] = min(a, b)
              parents[Int(max(a, b))] = min(a, b)
            }
          }
        }
        // Places are numbered in the order in which they are met from the north-west.
        var numbers = [Int32](repeating: -1, count: parents.count)
        for cell in 0..<rows * columns where labels[cell] >= 0 {
          let first = Int(root(labels[cell]))
          if numbers[first] < 0 {
            numbers[first] = Int32(sizes.count)
            sizes.append(0)
          }
          labels[cell] = numbers[first]
          sizes[Int(numbers[first])] += 1
        }
      }
    }
    self.labels = labels
    self.sizes = sizes
  }

  /// Which places have at least so many cells.
  func areLarge(atLeast count: Double) -> [Bool] { sizes.map { Double($0) >= count } }
}
