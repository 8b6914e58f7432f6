import Essentials
import GeoFormats
import Scenarios

/// `receipt.json`: what a run was made of, so that anyone can repeat it and find the same bytes, and on which machine
/// it was made.
///
/// Everything but `libraries` and `timing` is the same for every repetition with the same versions.
struct Receipt: Encodable {
  struct Timing: Encodable {
    var computationSeconds: Double
    var threads: Int
    var fromCache: [Digest]
  }

  private enum CodingKeys: String, CodingKey {
    case libraries, timing
  }

  var run: RunReceipt
  var libraries: GeoLibraryVersions
  var timing: Timing

  init(_ run: ScenarioRun, computationSeconds: Double, threads: Int) throws {
    self.run = try RunReceipt(run)
    libraries = GeoLibraryVersions.current
    timing = Timing(
      computationSeconds: (computationSeconds * 1000).rounded() / 1000, threads: threads,
      fromCache: run.nodes.filter(\.fromCache).map(\.key))
  }

  /// The run's members stand beside the machine's: a receipt is one object.
  func encode(to encoder: any Encoder) throws {
    try run.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(libraries, forKey: .libraries)
    try members.encode(timing, forKey: .timing)
  }
}
