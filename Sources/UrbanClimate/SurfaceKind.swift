import Grids

/// What the heat model wants to know about a cell's surface.
package enum SurfaceKind: UInt8 {
  case paved, vegetated, water
  /// No PET there.
  case building

  /// Added where a crown makes it shade at all hours.
  package static let underCrown: UInt8 = 8
}

extension Grid where Cell == UInt8 {
  /// The kind of each cell, with `SurfaceKind.underCrown` added outdoors below crowns.
  package static func surfaceKinds(layers: SurfaceLayers, water: Grid<Float>, _ values: ClimateParameters) -> Grid<
    UInt8
  > {
    let (building, canopy, vegetation) = (layers.buildingHeight, layers.canopyHeight, layers.vegetation)
    return Grid<UInt8>(
      layers.frame,
      filling: { out in
        building.withCells { building in
          canopy.withCells { canopy in
            vegetation.withCells { vegetation in
              water.withCells { water in
                for index in 0..<layers.frame.count {
                  if building[index] > 0 {
                    out[index] = SurfaceKind.building.rawValue
                  } else {
                    let kind: SurfaceKind =
                      water[index] >= 0.5 ? .water : vegetation[index] >= values.vegetatedFrom ? .vegetated : .paved
                    out[index] = kind.rawValue | (canopy[index] > values.crownHeight ? SurfaceKind.underCrown : 0)
                  }
                }
              }
            }
          }
        }
      })
  }
}
