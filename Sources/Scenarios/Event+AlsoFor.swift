import Essentials

extension Event {
  /// The same weather for each of the other models that `alsoFor` names: id `ID-KIND`, and of the parameters those that
  /// the other model knows. A scenario that names such an id runs that model too.
  public var furtherEvents: [Event] {
    (alsoFor ?? []).compactMap { kind in
      guard let model = Engine.model(for: kind)?.description else { return nil }
      var event = self
      event.id = "\(id)-\(kind)"
      event.variantOf = variantOf.map { "\($0)-\(kind)" }
      event.kind = kind
      event.alsoFor = nil
      event.title = LocalizedText(nl: "\(title.nl): \(model.title.nl)", en: "\(title.en): \(model.title.en)")
      let known = Set(model.parameters.map(\.id))
      event.parameters = parameters.filter { known.contains($0.key) }
      return event
    }
  }
}
