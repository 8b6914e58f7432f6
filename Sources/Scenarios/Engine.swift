import HeatModel
import ModelKit
import RainModel

/// The engine's version and its native models.
public enum Engine {
  /// Part of every cache key and receipt.
  public static let version = "0.1.0"

  public static func model(for kind: Event.Kind) -> any Model {
    switch kind {
    case .heat: HeatModel()
    case .rain: RainModel()
    }
  }
}
