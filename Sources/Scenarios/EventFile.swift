import Essentials

/// A file of `data/events/`: weather written out, or a variant of other weather.
public enum EventFile: Hashable, Sendable {
  case event(Event)
  case variant(EventVariant)

  /// - Throws: `YAMLError` with file, line and key; `EventError`.
  public init(_ document: YAMLDocument) throws {
    if try document.mapping()["variantOf"] == nil {
      self = .event(try Event(document))
    } else {
      self = .variant(try EventVariant(document))
    }
  }

  /// The events of these files, in their order, each followed by its further events; a variant is complete, and has no
  /// variants of its own.
  /// - Throws: `EventError.unknownBase`, `.unknownQuantity`, `.idTaken`.
  public static func events(_ files: [EventFile]) throws -> [Event] {
    let written = files.compactMap { if case .event(let event) = $0 { event } else { nil } }
    let events = try files.map { file in
      switch file {
      case .event(let event): event
      case .variant(let variant): try variant.event(among: written)
      }
    }
    let ids = Set(events.map(\.id))
    return try events.flatMap { event in
      let further = event.furtherEvents
      for other in further where ids.contains(other.id) { throw EventError.idTaken(other.id, by: event.id) }
      return [event] + further
    }
  }

  /// What can be said of variants before the packs are known that this one builds on: those of events in these files
  /// must change what is there.
  /// - Throws: `EventError.unknownQuantity`.
  public static func check(_ files: [EventFile]) throws {
    for case .variant(let variant) in files {
      for case .event(let event) in files where event.id == variant.base { _ = try variant.applied(to: event) }
    }
  }
}
