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
      if log == nil { log = PlanLog(plan: entry.plan) }
      do {
        try log?.append(entry.operation, id: entry.operationID, baseRevision: entry.baseRevision)
      } catch { throw PlanError.badLog(line: index + 1, file: file) }
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
    [
      "plan": .string(plan), "sequence": .number(Double(sequence)), "id": .string(operationID),
      "base": .number(Double(baseRevision)), "operation": try operation.json(),
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
    self.init(
      plan: try text(json["plan"]), sequence: try whole(json["sequence"]), operationID: try text(json["id"]),
      baseRevision: try whole(json["base"]),
      operation: try PlanOperation(json: json["operation"] ?? .null, file: file, malformed: malformed))
  }
}

extension PlanOperation {
  fileprivate func json() throws -> JSONValue {
    switch self {
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
    case .batch(let operations): ["batch": .array(try operations.map { try $0.json() })]
    }
  }

  fileprivate init(json: JSONValue, file: String, malformed: PlanError) throws {
    func text(_ value: JSONValue?) throws -> String {
      guard let text = value?.stringValue else { throw malformed }
      return text
    }
    func numbers(_ value: JSONValue?) throws -> [String: Double] {
      guard let members = value?.objectValue else { throw malformed }
      return try members.mapValues {
        guard let number = $0.numberValue else { throw malformed }
        return number
      }
    }
    guard let operation = json.objectValue, operation.count == 1, let (kind, body) = operation.first else {
      throw malformed
    }
    switch kind {
    case "place":
      guard let measure = try PlanGeoJSON.measures(from: body.canonicalData(), file: file).first else {
        throw malformed
      }
      self = .place(measure)
    case "reshape":
      guard let shape = try body["shape"]?.canonicalData(),
        let feature = try GeoJSON.read(shape, file: file).features.first
      else { throw malformed }
      self = .reshape(measure: try text(body["measure"]), feature.geometry)
    case "setProperties":
      self = .setProperties(measure: try text(body["measure"]), try numbers(body["properties"]))
    case "remove": self = .remove(measure: try text(body))
    case "undo": self = .undo(operation: try text(body))
    case "batch":
      guard let list = body.arrayValue else { throw malformed }
      // One level: what is nested deeper is refused here, before it can exhaust the stack.
      guard !list.contains(where: { $0["batch"] != nil }) else { throw malformed }
      self = .batch(try list.map { try PlanOperation(json: $0, file: file, malformed: malformed) })
    default: throw malformed
    }
  }
}
