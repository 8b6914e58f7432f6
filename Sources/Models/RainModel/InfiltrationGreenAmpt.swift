/// Infiltration by Green and Ampt (1911) in the form of Mein and Larson (1973): f = K (1 + psi dtheta / F), with F
/// the depth infiltrated so far.
enum InfiltrationGreenAmpt {
  /// What ponded ground takes in, m.
  ///
  /// The implicit midpoint rule x = K t (1 + S / (F + x/2)) solved for x: second order, and finite at F = 0, where it
  /// starts as the square root of time, as it should. Under rain that is lighter than this all water goes in;
  /// ponding starts by itself when F has grown enough.
  /// - Parameters:
  ///   - conductivity: K, m/s.
  ///   - suctionDeficit: S = psi dtheta, m.
  ///   - infiltrated: F, m.
  static func capacity(conductivity: Double, suctionDeficit: Double, infiltrated: Double, seconds: Double) -> Double {
    let reach = conductivity * seconds
    let lag = infiltrated - 0.5 * reach
    return (lag * lag + 2 * reach * (infiltrated + suctionDeficit)).squareRoot() - lag
  }
}
