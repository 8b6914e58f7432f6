import Essentials
import Foundation
import Geometry

/// The exchange form of a plan: a GeoJSON FeatureCollection in RD New with card id and version per feature, which opens
/// in QGIS.
public enum PlanGeoJSON {
  /// Attribute names that are not properties of a card.
  private static let reserved: Set<String> = ["card", "cardVersion", "id", "title"]

  /// Reads measures in the order of the file.
  /// - Throws: `GeometryError` for what is not RD New GeoJSON, `PlanError.badFeature` for a feature without a card.
  public static func measures(from data: Data, file: String) throws -> [Measure] {
    let features = try GeoJSON.read(data, file: file).features
    var seen: Set<String> = []
    return try features.enumerated().map { index, feature in
      let id = feature.id ?? feature.properties["id"]?.text ?? "measure-\(index + 1)"
      let place = Diagnostic.Location(file: file, key: "features.\(index) (\(id))")
      guard seen.insert(id).inserted else {
        throw PlanError.badFeature(
          place, problem: LocalizedText(nl: "Id '\(id)' komt twee keer voor.", en: "Id '\(id)' occurs twice."))
      }
      guard let card = feature.properties["card"]?.text, let version = feature.properties["cardVersion"]?.text else {
        throw PlanError.badFeature(
          place,
          problem: LocalizedText(
            nl: "De eigenschappen 'card' en 'cardVersion' ontbreken.",
            en: "The properties 'card' and 'cardVersion' are missing."))
      }
      var properties: [String: Double] = [:]
      for (name, value) in feature.properties where !reserved.contains(name) {
        switch value {
        case .number(let number): properties[name] = number
        case .null: break
        default:
          throw PlanError.badFeature(
            place,
            problem: LocalizedText(nl: "'\(name)' is geen getal.", en: "'\(name)' is not a number."))
        }
      }
      return Measure(
        id: id, card: CardReference(id: card, version: version), geometry: feature.geometry, properties: properties)
    }
  }

  /// A new log with one `place` for each feature, whose operation ids follow from the measures' ids.
  public static func log(from data: Data, file: String, plan: String) throws -> PlanLog {
    var log = PlanLog(plan: plan)
    for measure in try measures(from: data, file: file) {
      try log.append(.place(measure), id: "import-\(measure.id)", baseRevision: log.entries.count)
    }
    return log
  }

  /// The same plan always gives the same bytes.
  public static func data(of plan: Plan) throws -> Data { try data(of: plan.measures) }

  static func data(of measures: [Measure]) throws -> Data {
    try GeoJSON.write(
      FeatureSet(
        features: measures.map { measure in
          var properties: [String: PropertyValue] = measure.properties.mapValues { .number($0) }
          properties["card"] = .text(measure.card.id)
          properties["cardVersion"] = .text(measure.card.version)
          return Feature(id: measure.id, geometry: measure.geometry, properties: properties)
        }))
  }
}
