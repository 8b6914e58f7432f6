import ModelKit

/// The engine's version and its native models.
public enum Engine {
  /// Part of every cache key and receipt.
  public static let version = "0.1.0"

  /// One of each target under `Sources/Models`, by target name.
  public static let models: [any Model] = NativeModels.all

  /// The ids of the models, which are the kinds of events.
  public static let kinds: [String] = models.map(\.description.id)

  /// Nil for an unknown kind.
  public static func model(for kind: String) -> (any Model)? {
    models.first { $0.description.id == kind }
  }
}
