import Elementary
import Essentials
import Grids
import UrbanClimate

/// Mean PET and share of shade over some hours, in tiles of whole rows so that a large area needs little more memory
/// than its layers. A cell's value does not depend on its tile: shade is looked for in the whole surface.
struct PETMap {
  /// Degrees Celsius; NaN on buildings.
  private(set) var pet: Grid<Float>
  /// 0 to 1.
  private(set) var shade: Grid<Float>

  /// - Parameters:
  ///   - local: gives sky view, shade and kinds of ground.
  ///   - fields: heat island and wind; hours whose footprint is not among them are left out.
  ///   - hours: over which the mean is.
  ///   - tileCells: about so many cells at a time, where the area is too large to be kept whole.
  ///   - alwaysInTiles: also where it is not.
  /// - Throws: `CancellationError`.
  init(
    _ local: StreetClimate, fields: [Footprint: FootprintFields], hours: [WeatherHour], tileCells: Int = 1 << 20,
    alwaysInTiles: Bool = false, _ work: WorkContext
  ) throws {
    let frame = local.kinds.frame
    pet = Grid(frame, repeating: 0)
    shade = Grid(frame, repeating: 0)
    let quarters = Footprint.allCases.filter { quarter in
      fields[quarter] != nil && hours.contains { $0.footprint == quarter }
    }
    let used = hours.filter { quarters.contains($0.footprint) }
    let terms = used.map { PETHour($0, quarter: quarters.firstIndex(of: $0.footprint) ?? 0) }
    let rowsAtOnce = local.geometry.isWorthKeeping && !alwaysInTiles ? frame.rows : max(1, tileCells / frame.columns)
    for first in stride(from: 0, to: frame.rows, by: rowsAtOnce) {
      let tile = first..<min(first + rowsAtOnce, frame.rows)
      var shades: [Grid<UInt8>] = []
      for (index, hour) in used.enumerated() {
        let done = (Double(first) + Double(index) / Double(used.count) * Double(tile.count)) / Double(frame.rows)
        let label = hour.label(local.values)
        work.progress(done, LocalizedText(nl: "PET om \(label.nl)", en: "PET at \(label.en)"))
        shades.append(local.geometry.shade(hour.sun, rows: tile, threads: work.threads))
        try work.checkCancellation()
      }
      fill(tile, local, quarters.compactMap { fields[$0] }, terms, shades, threads: work.threads)
      try work.checkCancellation()
    }
  }

  private mutating func fill(
    _ tile: Range<Int>, _ local: StreetClimate, _ fields: [FootprintFields], _ hours: [PETHour],
    _ shades: [Grid<UInt8>], threads: Int
  ) {
    let values = local.values
    let columns = pet.columns
    let bowens = [values.bowenOther, values.bowenVegetated, values.bowenWater, 0]
    let smallest = Elementary.log(values.smallestWindSpeed)
    pet.withMutableCells { pet in
      shade.withMutableCells { shade in
        local.skyView.withCells { sky in
          local.kinds.withCells { kinds in
            withAllCells(fields.map(\.heatIsland)[...]) { islands in
              withAllCells(fields.map(\.relativeWindSpeed)[...]) { winds in
                withAllCells(shades[...]) { shades in
                  nonisolated(unsafe) let (pet, shade, sky, kinds) = (pet, shade, sky, kinds)
                  nonisolated(unsafe) let (islands, winds, shades) = (islands, winds, shades)
                  Parallel.ranges(tile.count, threads: threads) { part in
                    let line = PETRow(columns: columns, quarters: winds.count)
                    defer { line.free() }
                    for row in part {
                      let start = (tile.lowerBound + row) * columns
                      line.begin(kinds: kinds + start, bowens: bowens)
                      for (quarter, wind) in winds.enumerated() { line.setWind(wind + start, quarter) }
                      for (index, hour) in hours.enumerated() {
                        line.add(
                          hour, shade: shades[index] + row * columns, sky: sky + start,
                          island: islands[hour.quarter] + start, smallest: smallest)
                      }
                      line.finish(
                        hours: hours.count, kinds: kinds + start, pet: pet + start, shade: shade + start)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Read access to several grids at once.
private func withAllCells<Cell, R>(
  _ grids: ArraySlice<Grid<Cell>>, _ found: [UnsafePointer<Cell>] = [], _ body: ([UnsafePointer<Cell>]) -> R
) -> R {
  guard let first = grids.first else { return body(found) }
  return first.withCells { withAllCells(grids.dropFirst(), found + [$0], body) }
}
