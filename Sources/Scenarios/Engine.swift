import Areas
import Essentials
import Indicators
import ModelKit

/// The engine's version and its native models.
public enum Engine {
  /// Part of every cache key and receipt.
  public static let version = "0.1.0"

  /// One of each target under `Sources/Models`, by target name.
  public static let models: [any Model] = NativeModels.all

  /// The ids of the models, which are the kinds of events.
  public static let kinds: [String] = models.map(\.description.id)

  /// Nil for an unknown kind.
  public static func model(for kind: String) -> (any Model)? {
    models.first { $0.description.id == kind }
  }

  /// The unit of each layer of the land that models read, by what their descriptions say of it.
  static let landUnits: [String: UnitOfMeasure] = units(
    of: models.map(\.description).flatMap { $0.inputs + $0.optionalInputs }.map { ($0.id, $0) })

  /// The unit of each output, by its name in formulas: `heat.pet`.
  static func outputUnits(of model: ModelDescription) -> [String: UnitOfMeasure] {
    units(of: model.outputs.map { ("\(model.id).\($0.id)", $0) })
  }

  /// A layer whose unit the formula language cannot say (Manning's s/m^(1/3)) is no layer for formulas.
  private static func units(of layers: [(name: String, layer: LayerDescription)]) -> [String: UnitOfMeasure] {
    layers.reduce(into: [:]) { units, entry in units[entry.name] = try? UnitOfMeasure(entry.layer.unit) }
  }

  /// What formulas may say, known without a run: to check cards and exercises where they are made.
  ///
  /// - Parameters:
  ///   - kinds: of the events at hand; all that there are by default.
  ///   - classes: nil leaves ids of land-cover classes unchecked.
  ///   - area: nil leaves zones unchecked. Sets of features that areas have by convention are known in any case.
  public static func symbols(
    kinds: [String] = Engine.kinds, classes: LandCoverTable? = nil, area: Area? = nil
  ) -> FormulaSymbols {
    var layers = landUnits
    for kind in kinds {
      if let model = model(for: kind) { layers.merge(outputUnits(of: model.description)) { known, _ in known } }
    }
    var features: [String: [String: FormulaSymbols.Attribute]?] = [:]
    for set in FeatureAttributes.sets.union(area.map { Set($0.features.keys) } ?? []) {
      features.updateValue(nil, forKey: set)
    }
    return FormulaSymbols(
      layers: layers, landCoverClasses: classes.map { Set($0.classes.map(\.id)) },
      zones: area.map { FormulaSymbols.zones(in: $0.features) },
      features: features)
  }
}
