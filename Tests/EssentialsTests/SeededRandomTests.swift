import Essentials
import Testing

@Suite("Seeded random numbers")
struct SeededRandomTests {
  /// The sequences of the reference implementation (Vigna, splitmix64.c).
  @Test(
    "the first values of SplitMix64",
    arguments: [
      (0, [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f, 0xf88b_b8a8_724c_81ec]),
      (
        1_234_567,
        [
          6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
          16_408_922_859_458_223_821,
        ]
      ),
    ] as [(UInt64, [UInt64])])
  func reference(seed: UInt64, values: [UInt64]) {
    var random = SeededRandom(seed: seed)
    #expect(values.map { _ in random.next() } == values)
  }

  @Test("unit values lie in 0..<1 and use their range")
  func unit() {
    var random = SeededRandom(seed: 42)
    let values = (0..<10_000).map { _ in random.unit() }
    #expect(values.allSatisfy { (0..<1).contains($0) })
    #expect(abs(values.reduce(0, +) / 10_000 - 0.5) < 0.01)
    #expect(values.min() ?? 1 < 0.001)
    #expect(values.max() ?? 0 > 0.999)
  }

  @Test("ranges and indices stay within their bounds and reach them all")
  func ranges() {
    var random = SeededRandom(seed: 7)
    #expect((0..<1000).allSatisfy { _ in (-3...5).contains(random.uniform(-3...5)) })
    #expect(Set((0..<1000).map { _ in random.index(below: 6) }) == [0, 1, 2, 3, 4, 5])
    #expect(random.index(below: 0) == 0)
  }
}
