import Essentials

/// How carefully models compute; an exercise pins the level it is graded on.
public enum Level: String, CaseIterable, Codable, Sendable {
  /// Cheap, for while a person draws; never the last word.
  case preview
  /// The one that counts.
  case run
}

/// What is asked of one run of a model, beside its inputs.
public struct RunOptions: Hashable, Sendable {
  public var level: Level
  /// Whether the layers that change during the event are given for steps of time too. It changes no other output.
  public var frames: Bool

  public init(level: Level = .run, frames: Bool = false) {
    self.level = level
    self.frames = frames
  }
}
