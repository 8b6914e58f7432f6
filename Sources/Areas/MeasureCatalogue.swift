import Essentials

/// The measure cards at hand, by id and version.
public struct MeasureCatalogue: Sendable {
  public let cards: [MeasureCard]

  /// - Throws: `CatalogueError.twice` where two files give the same id and version.
  public init(_ cards: [MeasureCard]) throws {
    var seen: Set<CardReference> = []
    for card in cards where !seen.insert(CardReference(id: card.id, version: card.version)).inserted {
      throw CatalogueError.twice(CardReference(id: card.id, version: card.version))
    }
    self.cards = cards.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
  }

  public func card(_ reference: CardReference) -> MeasureCard? {
    cards.first { $0.id == reference.id && $0.version == reference.version }
  }
}

public enum CatalogueError: DiagnosableError {
  case twice(CardReference)

  public var diagnostic: Diagnostic {
    switch self {
    case .twice(let card):
      Diagnostic(
        "measures.twice",
        what: LocalizedText(
          nl: "Maatregelkaart '\(card)' staat in twee bestanden.", en: "Measure card '\(card)' stands in two files."),
        at: .init(key: card.id),
        remedy: LocalizedText(nl: "Verwijder er een.", en: "Remove one of them."))
    }
  }
}
