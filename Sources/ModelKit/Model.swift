import Essentials

/// A pure function from layers and parameters to layers and scalars.
///
/// The same inputs give the same bytes on any machine and with any number of threads: a model takes no file, clock,
/// locale or random number, and calls `Elementary` instead of the C library's functions.
public protocol Model: Sendable {
  var description: ModelDescription { get }

  /// - Throws: `ModelError` for inputs that do not fit the description, `CancellationError` when asked to stop.
  func run(_ inputs: ModelInputs, context: WorkContext) throws -> ModelOutputs
}
