import Elementary

/// The heat balance of a body and its clothes, and from it the full physiological equivalent temperature (PET): the air
/// temperature of a room (wind 0.1 m/s, vapour pressure 12 hPa, walls as warm as the air) in which skin, core and sweat
/// of a standing man would be what they are outdoors.
///
/// MEMI, the Munich energy balance model for individuals: Höppe (1984, 1999), "The physiological equivalent temperature",
/// International Journal of Biometeorology 43; VDI 3787 part 2. Constants are those of the published FORTRAN code.
/// That code tries eight cases for the flow of blood and walks the temperature of the clothes in steps of up to 1 K;
/// here the core's temperature follows from skin and flow in closed form, and the two balances that remain are solved
/// within brackets, so that there is always one answer.
public struct MunichEnergyBalance: Hashable, Sendable {
  /// Area after DuBois, m².
  private let bodyArea: Double
  /// Of the body, share that is clothed.
  private let clothedShare: Double
  /// Outer area of the clothes, m².
  private let clothesArea: Double
  /// Resistance of the clothes, m² K/W, per clothed area.
  private let clothesResistance: Double
  /// Conductance from skin to the outside of the clothes, W/(m² K) of their outer area.
  private let clothesConductance: Double
  /// Heat that the body makes, W.
  private let metabolism: Double

  private static let stefanBoltzmann = 5.67e-8
  private static let kelvin = 273.2
  private static let skinEmissivity = 0.99
  private static let clothesEmissivity = 0.95
  /// Share of the body's area that exchanges radiation with the surroundings.
  private static let radiatingShare = 0.725
  /// J/kg.
  private static let evaporationHeat = 2.42e6
  /// J/(kg K).
  private static let airHeatCapacity = 1010.0
  /// hPa.
  private static let airPressure = 1013.25
  /// J/(kg K) times kg/l.
  private static let bloodHeatCapacity = 3640 * 1.06
  /// Of skin against vapour, in the code's unit.
  private static let skinVapourResistance = 7.9e6
  /// W/(m² K), from core to skin without blood.
  private static let tissueConductance = 5.28
  /// Degrees Celsius at which skin and core ask for no change of blood flow.
  private static let restingSkin = 34.0
  private static let restingCore = 36.6
  /// l/(m² h).
  private static let restingFlow = 6.3
  private static let largestFlow = 90.0

  /// PET's own person: a man of 35 years, 1.75 m and 75 kg who works 80 W and wears 0.9 clo.
  public static let standard = MunichEnergyBalance(age: 35, height: 1.75, mass: 75, work: 80, clothing: 0.9)

  /// A standing man.
  ///
  /// - Parameters:
  ///   - age: years.
  ///   - height: m.
  ///   - mass: kg.
  ///   - work: heat of activity, W.
  ///   - clothing: insulation, clo; from 0.61 to 2, for which the clothed share is known.
  /// - Precondition: all are positive, and the clothing is in its range.
  public init(age: Double, height: Double, mass: Double, work: Double, clothing: Double) {
    precondition(age > 0 && height > 0 && mass > 0 && work > 0 && clothing > 0.6 && clothing < 2)
    let stature = height * 100 / Elementary.cbrt(mass)
    let basal =
      3.45 * Elementary.pow(mass, 0.75) * (1 + 0.004 * (30 - age) + 0.010 * (stature - 43.4))
    metabolism = basal + work
    bodyArea = 0.203 * Elementary.pow(mass, 0.425) * Elementary.pow(height, 0.725)
    let share = -2.36 + 173.51 * clothing - 100.76 * clothing * clothing + 19.28 * clothing * clothing * clothing
    clothedShare = min(1, share / 100)
    // Clothes make a body thicker by 15 % of its area for each clo.
    clothesArea = bodyArea * (clothedShare + 0.15 * clothing)
    clothesResistance = clothing / 6.45 / clothedShare
    // Of a cylinder from the skin's radius to that of the clothes; height and circle fall out of the quotient.
    let thickness = bodyArea * 0.15 * clothing
    let ratio = (clothedShare + 0.15 * clothing) / clothedShare
    clothesConductance = thickness / (clothesResistance * Elementary.log(ratio) * clothesArea)
  }

  /// What the balance outdoors comes to.
  public struct State: Hashable, Sendable {
    /// Degrees Celsius.
    public var skin: Double
    public var core: Double
    public var clothes: Double
    /// Share of the skin that is wet with sweat.
    public var wettedness: Double
    /// Heat that evaporating sweat takes, W; not positive.
    public var sweat: Double
  }

  /// The steady state outdoors.
  ///
  /// - Parameters:
  ///   - airTemperature: degrees Celsius.
  ///   - meanRadiantTemperature: degrees Celsius.
  ///   - windSpeed: at the body, about 1.1 m above the ground; m/s. Below 0 counts as 0.
  ///   - vapourPressure: hPa.
  public func state(
    airTemperature: Double, meanRadiantTemperature: Double, windSpeed: Double, vapourPressure: Double
  ) -> State {
    let exchange = Self.convection(windSpeed)
    let inner = metabolism + respiration(airTemperature, vapourPressure)
    func state(_ clothes: Double) -> State {
      let outward =
        exchange * (clothes - airTemperature)
        + Self.clothesEmissivity * Self.radiatingShare * Self.radiation(clothes, to: meanRadiantTemperature)
      let skin = clothes + outward / clothesConductance
      let core = self.core(skin: skin, heat: inner)
      let (wettedness, sweat) = self.sweat(
        skin: skin, core: core, exchange: exchange, vapourPressure: vapourPressure)
      return State(skin: skin, core: core, clothes: clothes, wettedness: wettedness, sweat: sweat)
    }
    // The warmer the clothes, the warmer the skin, and the less heat comes in: the balance falls.
    let clothes = Self.root(from: -120, to: 160) { clothes in
      let state = state(clothes)
      return inner
        + gain(
          of: state, airTemperature: airTemperature, meanRadiantTemperature: meanRadiantTemperature,
          exchange: exchange, vapourPressure: vapourPressure)
    }
    return state(clothes)
  }

  /// PET, degrees Celsius. Parameters as of `state`.
  public func equivalentTemperature(
    airTemperature: Double, meanRadiantTemperature: Double, windSpeed: Double, vapourPressure: Double
  ) -> Double {
    let state = state(
      airTemperature: airTemperature, meanRadiantTemperature: meanRadiantTemperature, windSpeed: windSpeed,
      vapourPressure: vapourPressure)
    let exchange = Self.convection(0.1)
    let roomPressure = 12.0
    // The warmer the room, the more heat comes in.
    return Self.root(from: -150, to: 200) { room in
      -metabolism - respiration(room, roomPressure)
        - gain(
          of: state, airTemperature: room, meanRadiantTemperature: room, exchange: exchange,
          vapourPressure: roomPressure)
    }
  }

  /// Heat that reaches skin and clothes from outside, W: radiation, convection, diffusion of vapour and sweat.
  private func gain(
    of state: State, airTemperature: Double, meanRadiantTemperature: Double, exchange: Double, vapourPressure: Double
  ) -> Double {
    let bare = bodyArea * (1 - clothedShare)
    let radiation =
      -Self.radiatingShare
      * (bare * Self.skinEmissivity * Self.radiation(state.skin, to: meanRadiantTemperature)
        + clothesArea * Self.clothesEmissivity * Self.radiation(state.clothes, to: meanRadiantTemperature))
    let convection =
      exchange * (bare * (airTemperature - state.skin) + clothesArea * (airTemperature - state.clothes))
    let diffusion =
      Self.evaporationHeat / Self.skinVapourResistance * bodyArea * (1 - state.wettedness)
      * (vapourPressure - Self.saturation(state.skin))
    return radiation + convection + diffusion + state.sweat
  }

  /// Heat of breathing, W; mostly negative.
  private func respiration(_ airTemperature: Double, _ vapourPressure: Double) -> Double {
    let flow = 1.44e-6 * metabolism
    let expired = 0.47 * airTemperature + 21
    return Self.airHeatCapacity * (airTemperature - expired) * flow
      + 0.623 * Self.evaporationHeat / Self.airPressure * (vapourPressure - Self.saturation(expired)) * flow
  }

  /// The core's temperature at which `heat` (W) reaches the skin through tissue and blood. The flow of blood rises with
  /// the core above 36.6 degrees, falls with the skin below 34, and ends at 90 l/(m² h): three cases of which just one
  /// holds, since the transport rises with the core's temperature.
  private func core(skin: Double, heat: Double) -> Double {
    let tissue = Self.tissueConductance * bodyArea
    let perFlow = bodyArea * Self.bloodHeatCapacity / 3600
    let narrowing = 1 + 0.5 * max(0, Self.restingSkin - skin)
    let resting = skin + heat / (tissue + perFlow * Self.restingFlow / narrowing)
    if resting <= Self.restingCore { return resting }
    // With x = core - 36.6 and y = 36.6 - skin: (tissue + (a + b x)) (x + y) = heat.
    let a = perFlow * Self.restingFlow / narrowing
    let b = perFlow * 75 / narrowing
    let y = Self.restingCore - skin
    let linear = tissue + a + b * y
    let constant = (tissue + a) * y - heat
    let root = (linear * linear - 4 * b * constant).squareRoot()
    // The form without cancellation, whatever the sign of the linear term.
    let x = linear > 0 ? -2 * constant / (linear + root) : (root - linear) / (2 * b)
    if (Self.restingFlow + 75 * x) / narrowing <= Self.largestFlow { return Self.restingCore + x }
    return skin + heat / (tissue + perFlow * Self.largestFlow)
  }

  /// Share of the skin that is wet, and the heat that sweat takes, W. What cannot evaporate drips off.
  private func sweat(
    skin: Double, core: Double, exchange: Double, vapourPressure: Double
  ) -> (wettedness: Double, heat: Double) {
    let body = 0.1 * skin + 0.9 * core
    let wanted = 304.94 * max(0, body - Self.restingCore) * bodyArea / 3_600_000 * Self.evaporationHeat
    let throughClothes = 1 / (1 + 0.92 * exchange * clothesResistance)
    let possible =
      0.633 * exchange / (Self.airPressure * Self.airHeatCapacity) * (Self.saturation(skin) - vapourPressure)
      * bodyArea * Self.evaporationHeat * throughClothes
    // Air moister than the skin takes nothing up.
    guard possible > 0 else { return (wanted > 0 ? 1 : 0, 0) }
    return wanted < possible ? (wanted / possible, -wanted) : (1, -possible)
  }

  /// Coefficient of heat exchange between body and air, W/(m² K).
  private static func convection(_ windSpeed: Double) -> Double {
    2.67 + 6.5 * Elementary.pow(max(0, windSpeed), 0.67)
  }

  /// Vapour pressure at which air is saturated, hPa; Magnus's formula in the model's own numbers.
  private static func saturation(_ temperature: Double) -> Double {
    // The formula has a pole at -235 degrees; only brackets come near.
    let t = min(max(temperature, -100), 150)
    return 6.11 * Elementary.exp(2.302585092994046 * (7.45 * t / (235 + t)))
  }

  /// Heat radiated by a black surface against surroundings, W/m².
  private static func radiation(_ surface: Double, to surroundings: Double) -> Double {
    let (a, b) = (surface + kelvin, surroundings + kelvin)
    return stefanBoltzmann * (a * a * a * a - b * b * b * b)
  }

  /// Where a falling function is zero, to 1e-9: halves the bracket until it is narrow, then by false position with the
  /// correction of Dowell & Jarratt (1971, "Illinois"), which cannot leave the bracket. Always ends.
  private static func root(from low: Double, to high: Double, _ function: (Double) -> Double) -> Double {
    var (a, b) = (low, high)
    while b - a > 3 {
      let middle = (a + b) / 2
      if function(middle) > 0 { a = middle } else { b = middle }
    }
    var (fa, fb) = (function(a), function(b))
    guard fa > 0, fb < 0 else { return fa.magnitude < fb.magnitude ? a : b }
    var side = 0
    var last = a
    for _ in 0..<60 {
      let x = (a * fb - b * fa) / (fb - fa)
      let fx = function(x)
      if fx == 0 || (x - last).magnitude < 1e-10 { return x }
      last = x
      if fx > 0 {
        (a, fa) = (x, fx)
        if side == 1 { fb /= 2 }
        side = 1
      } else {
        (b, fb) = (x, fx)
        if side == -1 { fa /= 2 }
        side = -1
      }
    }
    return last
  }
}
