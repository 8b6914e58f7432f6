import Essentials
import Geometry

/// How high water stands against the wall of each building.
enum FacadeDepthFunction: FormulaFunction {
  static let name = "facadeDepth"
  static let usage = "facadeDepth(buildings, rain.maximumDepth)"
  static let summary = LocalizedText(
    nl:
      "Hoe hoog het water tegen de muur van elk gebouw staat, in m: waterpeil langs de muur (P90) min het maaiveld 1 tot 5 m rondom (P75).",
    en:
      "How high water stands against the wall of each building, in m: water level along the wall (P90) minus the ground 1 to 5 m around (P75)."
  )

  /// Layers that it reads besides its values.
  private static let reads = ["terrain", "buildingHeight"]

  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType {
    try call.requireCount(2...2)
    guard case .features(let set) = call.arguments[0].type else {
      throw call.wrongType(
        0,
        expected: LocalizedText(nl: "een groep gebouwen, zoals buildings", en: "a set of buildings, such as buildings"))
    }
    guard case .layer(let unit) = call.arguments[1].type else {
      throw call.wrongType(
        1, expected: LocalizedText(nl: "een laag met waterdiepte", en: "a layer of water depth"))
    }
    guard unit.isConvertible(to: .metre) else {
      throw FormulaFault(.unitMismatch(unit, .metre), call.arguments[1].range)
    }
    for name in reads where symbols.layers[name] == nil {
      throw FormulaFault(.unknown(.name, name, known: symbols.layers.keys.sorted()), call.range)
    }
    return .attribute(of: set, .metre)
  }

  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue {
    guard case .features(let buildings) = values[0], case .layer(let water) = values[1],
      let terrain = inputs.layers["terrain"], let height = inputs.layers["buildingHeight"]
    else { return values[0] }
    let convert = try water.unit.conversion(to: .metre)
    let depth = water.unit == .metre ? water.grid : water.grid.map { Float(convert(Double($0))) }
    let facades = inputs.memory.facades(of: buildings.set, depth: depth) {
      FacadeWater(
        inputs.cells.surroundings(of: buildings.features, named: buildings.set, buildingHeight: height.grid),
        terrain: terrain.grid, depth: depth)
    }
    return .attribute(
      .init(
        set: buildings.set, values: facades.depths.map { $0 ?? .nan }, unit: .metre, included: buildings.included))
  }
}
