import Essentials
import Grids
import ModelKit

/// Cloudbursts on streets: local inertial overland flow with roofs, crowns, soil, sewer and open water.
///
/// The scheme is that of Bates, Horritt and Fewtrell (2010, J. Hydrology 387) with the stabilisation of de Almeida et
/// al. (2012, Water Resources Research 48). Every drop is accounted for in the result's balance.
public struct RainModel: Model {
  public init() {}

  public var description: ModelDescription { Self.standardDescription }

  /// - Throws: `ModelError` for inputs that do not fit, `ModelError.balanceNotClosed`,
  ///   `CancellationError`.
  public func run(_ inputs: ModelInputs, context: WorkContext) throws -> ModelOutputs {
    try run(inputs, options: RunOptions(), context: context)
  }

  public func run(_ inputs: ModelInputs, options: RunOptions, context: WorkContext) throws -> ModelOutputs {
    try inputs.validate(against: description)
    let surface = try surface(inputs)
    let event = try RainEvent(
      intervalMinutes: inputs.series("intervalMinutes"), rainDepth: inputs.series("rainDepth"))
    var settings = try settings(inputs)
    try context.checkCancellation()
    if options.level == .preview {
      let coarse = CoarseSurface(surface, of: inputs.frame)
      settings.dryingMinutes = min(settings.dryingMinutes, CoarseSurface.dryingMinutes)
      settings.tolerance = MassTolerance(rerunAbove: 1e-3, rejectAbove: 1e-2, reruns: 1)
      let result = try simulate(coarse.surface, event, settings, interval: CoarseSurface.interval, context)
      return coarse.outputs(result, inputs.frame, surface)
    }
    return try run(surface, event, settings, frames: options.frames, frame: inputs.frame, context)
  }

  func run(
    _ surface: UrbanSurface, _ event: RainEvent, _ settings: RainSettings, frames: Bool = false, frame: GridFrame,
    _ context: WorkContext
  ) throws -> ModelOutputs {
    let every = frames ? Self.minutesBetweenFrames(event.seconds / 60 + settings.dryingMinutes) : nil
    let result = try simulate(surface, event, settings, momentsEvery: every, context)
    return ModelOutputs(
      layers: [
        "maximumDepth": Grid(frame, cells: result.maximumDepth),
        "timeOfMaximum": Grid(frame, cells: result.timeOfMaximum),
        "wetDuration": Grid(frame, cells: result.wetDuration),
        "finalDepth": Grid(frame, cells: result.finalDepth),
      ],
      scalars: [
        "massBalanceError": result.balance.relativeError, "timeSteps": Double(result.timeSteps),
        "smallestTimeStep": result.shortestStep,
      ],
      balance: result.balance.terms(area: surface.area), warnings: notes(result, settings),
      frames: result.moments.isEmpty
        ? [:]
        : [
          "maximumDepth": result.moments.map { moment in
            let minutes = moment.minutes % 60
            return LayerFrame(
              label: LocalizedText(verbatim: "\(moment.minutes / 60):\(minutes < 10 ? "0" : "")\(minutes)"),
              grid: Grid(frame, cells: moment.depth))
          }
        ])
  }

  private func simulate(
    _ surface: UrbanSurface, _ event: RainEvent, _ settings: RainSettings,
    interval: Double = RainSimulation.longestInterval, momentsEvery: Int? = nil, _ context: WorkContext
  ) throws -> RainResult {
    do {
      return try RainSimulation(
        surface: surface, event: event, settings: settings, longestInterval: interval, momentsEvery: momentsEvery
      ).run(context)
    } catch SimulationFailure.notClosed(let error) {
      throw ModelError.balanceNotClosed(relativeError: error)
    }
  }

  /// Every ten minutes; of a long event so far apart that there are at most 24.
  static func minutesBetweenFrames(_ minutes: Double) -> Int { 10 * max(1, Int((minutes / 240).rounded(.up))) }

  /// Depths cannot be negative, and a time is no sum: it is the preview's own, as is whatever was dry today.
  public func estimate(today: ModelOutputs, before: ModelOutputs, after: ModelOutputs) -> ModelOutputs {
    var estimate = after
    for id in ["maximumDepth", "finalDepth", "wetDuration"] {
      guard let now = today.layers[id], let a = before.layers[id], let b = after.layers[id] else { continue }
      estimate.layers[id] = now.adding(b, minus: a, least: 0)
    }
    return estimate
  }

  private func surface(_ inputs: ModelInputs) throws -> UrbanSurface {
    for input in Self.inputs {
      _ = try inputs.layer(input.description.id).requirePlausible(input.range, input.description.id)
    }
    let frame = inputs.frame
    var surface = UrbanSurface(rows: frame.rows, columns: frame.columns, cellSize: frame.cellSize)
    surface.terrain = try inputs.layer("terrain").cells
    surface.buildingHeight = try inputs.layer("buildingHeight").cells
    surface.water = try inputs.layer("water").cells
    surface.manning = try inputs.layer("manning").cells
    surface.surfaceStorage = try inputs.layer("surfaceStorage").cells
    surface.infiltrationInitial = try inputs.layer("infiltrationInitial").cells
    surface.infiltrationFinal = try inputs.layer("infiltrationFinal").cells
    surface.infiltrationDecay = try inputs.layer("infiltrationDecay").cells
    surface.infiltrationCapacity = try inputs.layer("infiltrationCapacity").cells
    surface.soilConductivity = try inputs.layer("soilConductivity").cells
    surface.soilSuction = try inputs.layer("soilSuction").cells
    surface.soilMoistureDeficit = try inputs.layer("soilMoistureDeficit").cells
    surface.sewered = try inputs.layer("sewered").cells
    surface.roofStorage = try inputs.layer("roofStorage").cells
    surface.interception = try inputs.layer("interception").cells
    return surface
  }

  private func settings(_ inputs: ModelInputs) throws -> RainSettings {
    func value(_ id: String) throws -> Double { try inputs.parameter(id, of: description) }
    var settings = RainSettings()
    settings.courantNumber = try value("courantNumber")
    settings.dryingMinutes = try value("dryingMinutes")
    settings.sewer = SewerSettings(
      storageMillimetres: try value("sewerStorage"), intakePerHour: try value("sewerIntake"),
      pumpPerHour: try value("sewerPump"), overflowPerHour: try value("sewerOverflow"))
    settings.surfaceWaterHeld = try value("surfaceWaterHeld") >= 0.5
    settings.edges = try value("openEdge") >= 0.5 ? .open(value("edgeSlope")) : .closed
    return settings
  }

  private func notes(_ result: RainResult, _ settings: RainSettings) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    if result.reruns > 0 {
      let step = (result.longestStep * 1000).rounded() / 1000
      notes.append(
        Diagnostic(
          "rain.stepHalved", severity: .warning,
          what: LocalizedText(
            nl:
              "De waterbalans sloot eerst niet goed genoeg. De berekening is \(result.reruns) keer opnieuw gedaan, telkens met een half zo grote tijdstap; de beste uitkomst telt, met stappen van hoogstens \(step) s.",
            en:
              "At first the water balance did not close well enough. The run was done again \(result.reruns) times, each time with half the time step; the best result counts, with steps of at most \(step) s."
          ),
          remedy: LocalizedText(
            nl: "Je hoeft niets te doen; kijk op de balanskaart of de fout klein genoeg is.",
            en: "There is nothing you have to do; see on the balance card whether the error is small enough.")))
    }
    notes.append(
      Diagnostic(
        "rain.noInflow", severity: .note,
        what: LocalizedText(
          nl: "Water van buiten het gebied telt niet mee.", en: "Water from outside the area is not counted."),
        remedy: LocalizedText(
          nl: "Vertrouw uitkomsten dicht bij de rand minder, of neem een groter gebied.",
          en: "Trust results close to the edge less, or take a larger area.")))
    return notes
  }
}

extension WaterBalance {
  /// The lines of the balance card: each in m3 and, as `ID.mm`, in mm over the whole area; then the error.
  func terms(area: Double) -> [BalanceTerm] {
    let lines: [(String, LocalizedText, Double)] = [
      ("rain", LocalizedText(nl: "Regen", en: "Rain"), rain),
      ("interception", LocalizedText(nl: "In boomkronen", en: "In tree crowns"), interception),
      ("surfaceStorage", LocalizedText(nl: "Geborgen op het oppervlak", en: "Stored on the surface"), surfaceStorage),
      ("roofStorage", LocalizedText(nl: "Geborgen op daken", en: "Stored on roofs"), roofStorage),
      ("infiltration", LocalizedText(nl: "In de bodem", en: "Into the soil"), infiltration),
      ("sewerStored", LocalizedText(nl: "Nog in het riool", en: "Still in the sewer"), sewerStored),
      ("sewerPumped", LocalizedText(nl: "Weggepompt door het riool", en: "Pumped away by the sewer"), sewerPumped),
      ("sewerOverflow", LocalizedText(nl: "Overgestort uit het riool", en: "Spilled by the sewer"), sewerOverflow),
      ("surfaceWater", LocalizedText(nl: "Naar open water", en: "To open water"), surfaceWater),
      ("edgeOutflow", LocalizedText(nl: "Over de rand weg", en: "Gone over the edge"), edgeOutflow),
      ("onStreet", LocalizedText(nl: "Nog op straat", en: "Still on the street"), onStreet),
    ]
    return lines.flatMap { id, title, volume in
      [
        BalanceTerm(id, title: title, value: volume, unit: "m3"),
        BalanceTerm(id + ".mm", title: title, value: volume / area * 1000, unit: "mm"),
      ]
    } + [
      BalanceTerm(
        "error", title: LocalizedText(nl: "Fout in de balans", en: "Error of the balance"), value: relativeError,
        unit: "1")
    ]
  }
}
