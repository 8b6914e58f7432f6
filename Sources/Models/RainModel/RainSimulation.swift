import Essentials
import Grids

/// The numbers of a run that are not layers.
struct RainSettings: Hashable, Sendable {
  var courantNumber = 0.7
  /// Longest step per metre of cell, s/m.
  var secondsPerMetre = TimeStep.secondsPerMetre
  /// Dry weather after the event.
  var dryingMinutes = 60.0
  var sewer = SewerSettings(storageMillimetres: 7, intakePerHour: 20, pumpPerHour: 0.7, overflowPerHour: 21.6)
  /// Whether open water keeps its level.
  var surfaceWaterHeld = true
  var edges = EdgeSlopes.open(0.001)
  var tolerance = MassTolerance()
}

/// How far the balance may be off, relative to the rain.
struct MassTolerance: Hashable, Sendable {
  /// Above it the run is done again with half the longest step.
  var rerunAbove = 1e-5
  /// Above it the result is rejected.
  var rejectAbove = 1e-4
  var reruns = 3
}

/// What a run gives, row-major.
struct RainResult: Sendable {
  /// m
  var maximumDepth: [Float]
  /// min
  var timeOfMaximum: [Float]
  /// min
  var wetDuration: [Float]
  /// m
  var finalDepth: [Float]
  var balance: WaterBalance
  var timeSteps: Int
  /// s
  var shortestStep: Double
  /// How often the run was done again with half the longest step.
  var reruns = 0
  /// Longest step allowed in the run that counted (the one with the smallest error), s.
  var longestStep: Double
  /// Depths at moments of the event, m; empty unless asked for.
  var moments: [Moment] = []

  struct Moment: Sendable {
    /// Since the first drop.
    var minutes: Int
    var depth: [Float]
  }
}

/// Rain on an area from the first drop to the end of the drying time.
///
/// Flow and hydrology take turns (Strang splitting): half an interval of flow, rain and losses of a whole interval at
/// its middle, the other half of flow.
struct RainSimulation: Sendable {
  /// Longest time between two turns of the hydrology, s: far shorter than anything in it (blocks of minutes, decay
  /// in hours), long enough to cost little.
  static let longestInterval = 5.0

  let surface: UrbanSurface
  let event: RainEvent
  let settings: RainSettings
  /// Longest time between two turns of the hydrology, s.
  var longestInterval = Self.longestInterval
  /// Minutes between the moments at which depths are kept; nil keeps none.
  var momentsEvery: Int?

  /// - Throws: `SimulationFailure.notClosed`, `CancellationError`.
  func run(_ context: WorkContext) throws -> RainResult {
    var secondsPerMetre = settings.secondsPerMetre
    var best: RainResult?
    for attempt in 0...settings.tolerance.reruns {
      do {
        var result = try attemptRun(secondsPerMetre: secondsPerMetre, context)
        result.reruns = attempt
        let error = abs(result.balance.relativeError)
        if error <= settings.tolerance.rerunAbove { return result }
        // A balance that is not a number compares false everywhere and never becomes the best.
        if error < abs(best?.balance.relativeError ?? .infinity) { best = result }
      } catch SimulationFailure.unstable {}
      secondsPerMetre /= 2
    }
    best?.reruns = settings.tolerance.reruns
    guard let best, abs(best.balance.relativeError) <= settings.tolerance.rejectAbove else {
      throw SimulationFailure.notClosed(relativeError: best?.balance.relativeError ?? .infinity)
    }
    return best
  }

  private func attemptRun(secondsPerMetre: Double, _ context: WorkContext) throws -> RainResult {
    let event = event.followed(byDryMinutes: settings.dryingMinutes)
    let timeStep = TimeStep(
      courantNumber: settings.courantNumber, cellSize: surface.cellSize, secondsPerMetre: secondsPerMetre)
    let solver = LocalInertialSolver(
      layout: surface.layout, terrain: { surface.terrain[$0] }, manning: { surface.manning[$0] },
      walls: surface.isBuilding, held: { settings.surfaceWaterHeld && surface.isWater($0) }, closed: surface.closed,
      edges: settings.edges, timeStep: timeStep)
    var hydrology = SurfaceHydrology(surface, sewer: settings.sewer)
    let record = DepthRecord(surface.layout)
    let whole = event.seconds
    var now = 0.0
    var moments: [RainResult.Moment] = []

    func flow(_ seconds: Double) throws {
      try solver.advance(seconds: seconds, threads: context.threads, checking: context.checkCancellation)
      now += seconds
      record.note(solver.depth, atSecond: now, threads: context.threads)
      // Turns of the hydrology are seconds apart, which nobody sees in steps of minutes; half a millisecond of
      // rounding must not put a moment off to the next turn.
      if let momentsEvery, now + 5e-4 >= Double((moments.count + 1) * momentsEvery * 60) {
        moments.append(
          .init(minutes: (moments.count + 1) * momentsEvery, depth: solver.depth.cells(surface.layout)))
      }
    }

    for block in event.blocks {
      let intervals = max(1, Int((block.seconds / longestInterval).rounded(.up)))
      let interval = block.seconds / Double(intervals)
      let rain = block.depth / Double(intervals)
      for number in 0..<intervals {
        try flow(number == 0 ? interval / 2 : interval)
        hydrology.apply(rain: rain, seconds: interval, to: solver, threads: context.threads)
        if number % 8 == 0 {
          context.progress(now / whole, LocalizedText(nl: "Water laten stromen", en: "Letting water flow"))
        }
      }
      try flow(interval / 2)
    }
    context.progress(1, LocalizedText(nl: "Balans opmaken", en: "Closing the balance"))
    return RainResult(
      maximumDepth: record.maximumDepth, timeOfMaximum: record.timeOfMaximum, wetDuration: record.wetDuration,
      finalDepth: solver.depth.cells(surface.layout), balance: hydrology.balance(with: solver, rain: event.depth),
      timeSteps: solver.steps, shortestStep: solver.shortestStep, longestStep: timeStep.longest, moments: moments)
  }
}
