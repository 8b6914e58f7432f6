/// Why a simulation gave no result; `RainModel` says it to the person as a `ModelError`.
enum SimulationFailure: Error {
  /// Depths ran away with this time step.
  case unstable
  /// The balance did not close, however small the step.
  case notClosed(relativeError: Double)
}
