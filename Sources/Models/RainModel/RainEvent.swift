import Essentials
import ModelKit

/// Rain in blocks of constant intensity.
struct RainEvent: Hashable, Sendable {
  struct Block: Hashable, Sendable {
    var seconds: Double
    /// Depth that falls during the block, m.
    var depth: Double
  }

  var blocks: [Block]

  init(blocks: [Block]) { self.blocks = blocks }

  /// - Parameters:
  ///   - intervalMinutes: length of each block.
  ///   - rainDepth: mm in the block.
  /// - Throws: `ModelError.badSeries` for columns of different length, no blocks, or impossible values.
  init(intervalMinutes: [Double], rainDepth: [Double]) throws {
    guard !intervalMinutes.isEmpty else {
      throw ModelError.badSeries(
        "intervalMinutes", reason: LocalizedText(nl: "er zijn geen tijdvakken.", en: "there are no intervals."))
    }
    guard intervalMinutes.count == rainDepth.count else {
      let (a, b) = (intervalMinutes.count, rainDepth.count)
      throw ModelError.badSeries(
        "rainDepth",
        reason: LocalizedText(
          nl: "\(b) waarden bij \(a) tijdvakken; het moeten er evenveel zijn.",
          en: "\(b) values for \(a) intervals; there must be as many of both."))
    }
    for (place, minutes) in intervalMinutes.enumerated() where !(minutes > 0 && minutes <= 10_080) {
      throw ModelError.badSeries(
        "intervalMinutes",
        reason: LocalizedText(
          nl: "waarde \(place + 1) is \(minutes); een tijdvak duurt meer dan 0 en hoogstens 10080 minuten.",
          en: "value \(place + 1) is \(minutes); an interval lasts more than 0 and at most 10080 minutes."))
    }
    for (place, depth) in rainDepth.enumerated() where !(depth >= 0 && depth <= 1000) {
      throw ModelError.badSeries(
        "rainDepth",
        reason: LocalizedText(
          nl: "waarde \(place + 1) is \(depth); regen ligt tussen 0 en 1000 mm.",
          en: "value \(place + 1) is \(depth); rain lies between 0 and 1000 mm."))
    }
    blocks = zip(intervalMinutes, rainDepth).map { Block(seconds: $0 * 60, depth: $1 / 1000) }
  }

  /// The event with dry weather after it.
  func followed(byDryMinutes minutes: Double) -> RainEvent {
    minutes > 0 ? RainEvent(blocks: blocks + [Block(seconds: minutes * 60, depth: 0)]) : self
  }

  var seconds: Double { blocks.reduce(0) { $0 + $1.seconds } }
  /// All rain, m.
  var depth: Double { blocks.reduce(0) { $0 + $1.depth } }
}
