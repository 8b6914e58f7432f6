import Essentials
import ModelKit

/// The weather of another event with some of it changed: a file in `data/events/` with `variantOf`.
public struct EventVariant: Hashable, Sendable {
  public var id: String
  public var version: String
  /// Id of the event that it is a variant of.
  public var base: String
  public var title: LocalizedText
  public var description: LocalizedText
  public var source: LocalizedText
  public var status: EvidenceStatus
  /// Added to every value of a series, or to a parameter, of the other event; in its unit.
  public var shift: [Change]
  /// In the place of every value of a series of the other event, or of a parameter of the model.
  public var set: [Change]
  private let place: Diagnostic.Location

  public struct Change: Hashable, Sendable {
    /// Of a series or a parameter.
    public var name: String
    public var value: Double
    let place: Diagnostic.Location
  }

  /// - Throws: `YAMLError` with file, line and key; `EventError.changesNothing`.
  public init(_ document: YAMLDocument) throws {
    let root = try document.mapping(allowing: [
      "id", "version", "variantOf", "title", "description", "source", "status", "shift", "set",
    ])
    id = try root.required("id").string()
    version = try root.required("version").string()
    let base = try root.required("variantOf")
    self.base = try base.string()
    place = base.location
    title = try root.required("title").localizedText()
    description = try root.required("description").localizedText()
    source = try root.required("source").localizedText()
    status = try root.required("status").choice()
    func changes(_ key: String) throws -> [Change] {
      try root[key]?.mapping().entries.map { name, value in
        Change(name: name, value: try value.number(), place: value.location)
      } ?? []
    }
    (shift, set) = (try changes("shift"), try changes("set"))
    guard !(shift.isEmpty && set.isEmpty) else { throw EventError.changesNothing(place) }
  }

  /// The event that it comes to, complete, with the sums made.
  /// - Throws: `EventError.unknownQuantity` for a name that is neither a series nor a parameter of the other event.
  func applied(to other: Event) throws -> Event {
    var event = other
    (event.id, event.version, event.variantOf) = (id, version, base)
    (event.title, event.description, event.source, event.status) = (title, description, source, status)
    for change in shift {
      if let series = event.series[change.name] {
        event.series[change.name] = series.map { $0 + change.value }
      } else if let parameter = event.parameters[change.name] {
        event.parameters[change.name] = parameter + change.value
      } else {
        throw EventError.unknownQuantity(
          change.place, name: change.name, known: (Array(event.series.keys) + Array(event.parameters.keys)).sorted())
      }
    }
    let known = Engine.model(for: other.kind)?.description.parameters.map(\.id) ?? []
    for change in set {
      if let series = event.series[change.name] {
        event.series[change.name] = series.map { _ in change.value }
      } else if known.contains(change.name) {
        event.parameters[change.name] = change.value
      } else {
        throw EventError.unknownQuantity(change.place, name: change.name, known: event.series.keys.sorted() + known)
      }
    }
    return event
  }

  /// - Parameter events: among which its other event is looked for.
  /// - Throws: `EventError.unknownBase`; as `applied(to:)`.
  func event(among events: [Event]) throws -> Event {
    guard let other = events.first(where: { $0.id == base }) else {
      throw EventError.unknownBase(place, base, known: events.map(\.id).sorted())
    }
    return try applied(to: other)
  }
}
