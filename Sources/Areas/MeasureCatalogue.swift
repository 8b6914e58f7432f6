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

  /// Refuses cards that name land-cover classes which the table does not have: they would cost money and change
  /// nothing.
  /// - Throws: `AreaError.cardUnknownClass`.
  public func validate(against classes: LandCoverTable) throws {
    for card in cards {
      let named = card.allowedOn + card.effects.compactMap(\.landCoverClass)
      if let unknown = named.first(where: { classes.landCoverClass(id: $0) == nil }) {
        throw AreaError.cardUnknownClass(
          CardReference(id: card.id, version: card.version), unknown, known: classes.classes.map(\.id))
      }
    }
  }

  public func card(_ reference: CardReference) -> MeasureCard? {
    cards.first { $0.id == reference.id && $0.version == reference.version }
  }
}
