import CGDAL
import Essentials
import Foundation
import Geometry

/// One reading of one vector file.
struct VectorReader {
  struct Layer {
    let handle: OGRLayerH
    let description: VectorFile.Layer
  }

  private let source: SourceFile
  private let limits: VectorFile.Limits
  private let messages: GDALLibrary.Messages
  let layers: [Layer]

  init(_ url: URL, limits: VectorFile.Limits, _ messages: GDALLibrary.Messages) throws {
    source = try SourceFile(url, .vector, messages)
    self.limits = limits
    self.messages = messages
    let dataset = source.dataset
    layers = (0..<max(0, GDALDatasetGetLayerCount(dataset))).compactMap { index in
      guard let layer = GDALDatasetGetLayer(dataset, index) else { return nil }
      let type = OGR_L_GetGeomType(layer)
      guard type != wkbNone else { return nil }
      return Layer(
        handle: layer,
        description: VectorFile.Layer(
          name: OGR_L_GetName(layer).map { String(cString: $0) } ?? "",
          featureCount: Int(OGR_L_GetFeatureCount(layer, 1)),
          geometryType: OGRGeometryTypeToName(OGR_GT_Flatten(type)).map { String(cString: $0) } ?? "?"))
    }
    guard !layers.isEmpty else { throw GeoFormatError.noLayers(file: source.file) }
  }

  func read(layer name: String?) throws -> VectorFile.Content {
    let layer = try chosen(name)
    try GDALLibrary.requireRDNew(OGR_L_GetSpatialRef(layer.handle), file: source.file)
    let fields = Fields(OGR_L_GetLayerDefn(layer.handle))
    var features: [Feature] = []
    var withoutGeometry: [String] = []
    var curves = 0
    var positions = 0
    var index = 0
    OGR_L_ResetReading(layer.handle)
    while let feature = OGR_L_GetNextFeature(layer.handle) {
      defer {
        OGR_F_Destroy(feature)
        index += 1
      }
      let number = OGR_F_GetFID(feature)
      let place = FeaturePlace(
        file: source.file, index: index, id: number == OGRNullFID ? nil : String(number))
      guard let shape = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(shape) == 0 else {
        withoutGeometry.append(place.id ?? String(index))
        continue
      }
      let read = try OGRShape.geometry(shape, place)
      if read.wasCurved { curves += 1 }
      try read.geometry.requireUsable(place)
      positions += read.geometry.points.count
      guard features.count < limits.features, positions <= limits.positions else {
        let isFeatures = features.count >= limits.features
        throw GeoFormatError.tooManyFeatures(
          file: source.file, limit: isFeatures ? limits.features : limits.positions)
      }
      let properties = fields.values(of: feature)
      // A GeoJSON id that is a word becomes an attribute in GDAL, and its own number the feature's.
      features.append(
        Feature(id: properties["id"]?.text ?? place.id, geometry: read.geometry, properties: properties))
    }
    // A damaged file ends the loop like a complete one; only the messages tell.
    guard messages.failures.isEmpty else {
      throw GeoFormatError.readFailed(file: source.file, reason: messages.reason)
    }
    return VectorFile.Content(
      layer: layer.description.name, features: FeatureSet(features: features),
      warnings: warnings(layer.description.name, withoutGeometry: withoutGeometry, curves: curves))
  }

  private func chosen(_ name: String?) throws -> Layer {
    let names = layers.map(\.description.name)
    if let name {
      guard let layer = layers.first(where: { $0.description.name == name }) else {
        throw GeoFormatError.layerMissing(file: source.file, name: name, names: names)
      }
      return layer
    }
    guard layers.count == 1 else { throw GeoFormatError.severalLayers(file: source.file, names: names) }
    return layers[0]
  }

  private func warnings(_ layer: String, withoutGeometry: [String], curves: Int) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    if !withoutGeometry.isEmpty {
      let shown = withoutGeometry.prefix(5).joined(separator: ", ") + (withoutGeometry.count > 5 ? ", ..." : "")
      warnings.append(
        Diagnostic(
          "geoformat.withoutGeometry", severity: .warning,
          what: LocalizedText(
            nl: "\(withoutGeometry.count) object(en) zonder geometrie zijn overgeslagen: \(shown).",
            en: "\(withoutGeometry.count) feature(s) without a geometry were left out: \(shown)."),
          at: .init(file: source.file, key: layer),
          remedy: LocalizedText(
            nl: "Teken ze alsnog of haal ze weg uit de laag.", en: "Draw them, or remove them from the layer.")))
    }
    if curves > 0 {
      warnings.append(
        Diagnostic(
          "geoformat.curves", severity: .warning,
          what: LocalizedText(
            nl: "\(curves) object(en) met cirkelbogen zijn omgezet naar rechte lijnstukken (per 4 graden).",
            en: "\(curves) feature(s) with circular arcs were turned into straight pieces (4 degrees each)."),
          at: .init(file: source.file, key: layer),
          remedy: LocalizedText(
            nl: "Er hoeft niets te gebeuren; de afwijking is kleiner dan 0,1 procent van de boogstraal.",
            en: "Nothing needs doing; the deviation is less than 0.1 percent of the arc's radius.")))
    }
    return warnings
  }
}

/// Attributes of a layer's features.
private struct Fields {
  private enum Kind { case bool, number, integer, text, skipped }

  private let fields: [(index: Int32, name: String, kind: Kind)]

  init(_ definition: OGRFeatureDefnH?) {
    fields = (0..<max(0, definition.map { OGR_FD_GetFieldCount($0) } ?? 0)).compactMap { index in
      guard let field = OGR_FD_GetFieldDefn(definition, index) else { return nil }
      let name = OGR_Fld_GetNameRef(field).map { String(cString: $0) } ?? ""
      let kind: Kind =
        switch OGR_Fld_GetType(field) {
        case OFTInteger, OFTInteger64: OGR_Fld_GetSubType(field) == OFSTBoolean ? .bool : .integer
        case OFTReal: .number
        case OFTBinary: .skipped
        default: .text
        }
      return (index, name, kind)
    }
  }

  func values(of feature: OGRFeatureH) -> [String: PropertyValue] {
    var values: [String: PropertyValue] = [:]
    for field in fields {
      guard OGR_F_IsFieldSetAndNotNull(feature, field.index) != 0 else {
        values[field.name] = .null
        continue
      }
      switch field.kind {
      case .bool: values[field.name] = .bool(OGR_F_GetFieldAsInteger(feature, field.index) != 0)
      case .integer:
        // Registers use numbers of 16 digits as names; a `Double` would change the longest of them.
        let whole = OGR_F_GetFieldAsInteger64(feature, field.index)
        let fits = whole.magnitude <= 1 << 53
        values[field.name] = fits ? .number(Double(whole)) : .text(String(whole))
      case .number:
        let number = OGR_F_GetFieldAsDouble(feature, field.index)
        values[field.name] = number.isFinite ? .number(number) : .null
      case .text:
        values[field.name] =
          OGR_F_GetFieldAsString(feature, field.index).map { .text(String(cString: $0)) } ?? .null
      case .skipped: values[field.name] = .null
      }
    }
    return values
  }
}
