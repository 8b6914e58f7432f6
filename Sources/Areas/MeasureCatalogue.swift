import Essentials

/// The measure cards at hand, by id and version.
public struct MeasureCatalogue: Sendable {
  public let cards: [MeasureCard]

  /// - Throws: `AreaError.cardTwice` where two files give the same id and version.
  public init(_ cards: [MeasureCard]) throws {
    var seen: Set<CardReference> = []
    for card in cards where !seen.insert(CardReference(id: card.id, version: card.version)).inserted {
      throw AreaError.cardTwice(CardReference(id: card.id, version: card.version))
    }
    self.cards = cards.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
  }

  public func card(_ reference: CardReference) -> MeasureCard? {
    cards.first { $0.id == reference.id && $0.version == reference.version }
  }
}
