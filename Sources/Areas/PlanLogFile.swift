import Essentials
import Foundation
import Geometry

/// The stored form of a plan log: one canonical JSON object per line.
public enum PlanLogFile {
  /// - Throws: `PlanError.badLog` naming the line.
  public static func read(_ data: Data, file: String) throws -> PlanLog {
    var log: PlanLog?
    for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let value = try? JSONValue(parsing: Data(line)), let entry = try? PlanEntry(json: value, file: file),
        entry.sequence == index + 1
      else { throw PlanError.badLog(line: index + 1, file: file) }
      var current = log ?? PlanLog(plan: entry.plan)
      do {
        try current.append(entry.operation, id: entry.operationID, baseRevision: entry.baseRevision)
      } catch { throw PlanError.badLog(line: index + 1, file: file) }
      log = current
    }
    guard let log else { throw PlanError.badLog(line: 1, file: file) }
    return log
  }

  /// The same log always gives the same bytes.
  public static func data(of log: PlanLog) throws -> Data {
    var data = Data()
    for entry in log.entries {
      data.append(try entry.json().canonicalData())
      data.append(UInt8(ascii: "\n"))
    }
    return data
  }
}

extension PlanEntry {
  /// Measures and shapes are stored in their exchange form, a GeoJSON collection with one feature.
  fileprivate func json() throws -> JSONValue {
    let operation: JSONValue =
      switch self.operation {
      case .place(let measure): ["place": try JSONValue(parsing: PlanGeoJSON.data(of: [measure]))]
      case .reshape(let id, let geometry):
        [
          "reshape": [
            "measure": .string(id),
            "shape": try JSONValue(parsing: GeoJSON.write(FeatureSet(features: [Feature(geometry: geometry)]))),
          ]
        ]
      case .setProperties(let id, let properties):
        ["setProperties": ["measure": .string(id), "properties": .object(properties.mapValues { .number($0) })]]
      case .remove(let id): ["remove": .string(id)]
      case .undo(let id): ["undo": .string(id)]
      }
    return [
      "plan": .string(plan), "sequence": .number(Double(sequence)), "id": .string(operationID),
      "base": .number(Double(baseRevision)), "operation": operation,
    ]
  }

  fileprivate init(json: JSONValue, file: String) throws {
    let malformed = PlanError.badLog(line: 1, file: file)
    func text(_ value: JSONValue?) throws -> String {
      guard let text = value?.stringValue else { throw malformed }
      return text
    }
    func whole(_ value: JSONValue?) throws -> Int {
      guard let number = value?.numberValue, let whole = Int(exactly: number) else { throw malformed }
      return whole
    }
    func numbers(_ value: JSONValue?) throws -> [String: Double] {
      guard let members = value?.objectValue else { throw malformed }
      return try members.mapValues {
        guard let number = $0.numberValue else { throw malformed }
        return number
      }
    }
    guard let operation = json["operation"]?.objectValue, operation.count == 1, let (kind, body) = operation.first
    else { throw malformed }
    let parsed: PlanOperation
    switch kind {
    case "place":
      guard let measure = try PlanGeoJSON.measures(from: body.canonicalData(), file: file).first else {
        throw malformed
      }
      parsed = .place(measure)
    case "reshape":
      guard let shape = try body["shape"]?.canonicalData(),
        let feature = try GeoJSON.read(shape, file: file).features.first
      else { throw malformed }
      parsed = .reshape(measure: try text(body["measure"]), feature.geometry)
    case "setProperties":
      parsed = .setProperties(measure: try text(body["measure"]), try numbers(body["properties"]))
    case "remove": parsed = .remove(measure: try text(body))
    case "undo": parsed = .undo(operation: try text(body))
    default: throw malformed
    }
    self.init(
      plan: try text(json["plan"]), sequence: try whole(json["sequence"]), operationID: try text(json["id"]),
      baseRevision: try whole(json["base"]), operation: parsed)
  }
}
