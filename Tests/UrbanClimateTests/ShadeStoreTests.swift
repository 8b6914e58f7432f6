import Grids
import Testing

@testable import UrbanClimate

@Suite("Shade that is kept")
struct ShadeStoreTests {
  private static func sun(_ hour: Int) -> SolarPosition { SolarPosition(altitude: 40, azimuth: Double(hour)) }
  private static let shade = Grid<UInt8>(
    GridFrame(west: 0, north: 0, cellSize: 1, columns: 2, rows: 2), repeating: 1)

  @Test("A full store drops the shade that was asked for longest ago, and only that")
  func bound() {
    let store = ShadeStore()
    for hour in 0..<ShadeStore.mostSuns { store.keep(Self.shade, Self.sun(hour), isAsked: true) }
    #expect(store.shade(Self.sun(0)) != nil)
    store.keep(Self.shade, Self.sun(99), isAsked: true)
    #expect(store.inUse.count == ShadeStore.mostSuns)
    #expect(store.shade(Self.sun(1)) == nil)
    for hour in [0, 99] + Array(2..<ShadeStore.mostSuns) { #expect(store.shade(Self.sun(hour)) != nil, "\(hour)") }
  }

  @Test("The next situation takes over what was asked for, not what was only taken over")
  func inUse() {
    let store = ShadeStore()
    for hour in 0..<5 { store.keep(Self.shade, Self.sun(hour), isAsked: false) }
    // Nobody looked at this one: what the one before used is still in use.
    #expect(store.inUse.count == 5)
    _ = store.shade(Self.sun(3))
    store.keep(Self.shade, Self.sun(7), isAsked: true)
    #expect(store.inUse.map(\.sun.azimuth) == [3, 7])
  }
}
