import Essentials
import Foundation

/// Looks at the content of a pack source with the eyes of an upper floor: measures, indicators, exercises. TwinPacks
/// knows none of them; they are passed in.
public protocol PackLinter: Sendable {
  /// - Parameter source: the folder with `pack.yaml`.
  /// - Returns: what is wrong or could be better; an error among them stops the building.
  func lint(_ source: URL) throws -> [Diagnostic]
}
