/// One job of the probe.
struct ProbeRequest: Codable, Sendable {
  enum Probe: String, Codable, Sendable {
    case echo, tryCall, read, publish, compute, environment, descriptors, fail, report, floodOutput, allocate, spin
    case wait, stall, segfault, abort, exit, garbage, large
  }

  var probe: Probe
  var path = ""
  var target = ""
  var count = 0.0
}
