import Areas
import Essentials
import Foundation
import Indicators
import Jobs
import Scenarios
import TwinPacks

/// What the mounted packs of one area hold, read once for any number of runs.
struct AreaContent: Sendable {
  /// The area's pack first, then what it builds on.
  let packs: [MountedPack]
  let area: Area
  let classes: LandCoverTable
  let catalogue: MeasureCatalogue
  let indicators: [IndicatorCard]
  let areaType: String?
  /// In the packs, in the order of their files.
  let knownEvents: [Event]

  /// - Parameter name: what messages call the area's pack.
  /// - Throws: `TaskError.noArea`, `.missingContent`; what is wrong with a layer, table or card.
  init(_ packs: [MountedPack], named name: String) throws {
    self.packs = packs
    let files = PackFiles(packs: packs)
    guard let areaPack = packs.first, let manifestPath = areaPack.files["area/area.yaml"] else {
      throw TaskError.noArea(name)
    }
    let manifest = try AreaManifest(YAMLDocument.read(URL(fileURLWithPath: manifestPath), named: "area/area.yaml"))
    classes = try LandCoverTable(files.document("data/landcover.yaml"))
    let layers = AreaFiles { name in areaPack.files["area/\(name)"].map { URL(fileURLWithPath: $0) } }
    area = try Area.load(manifest, classes: classes, from: layers)
    catalogue = try MeasureCatalogue(try files.documents(under: "measures/").map { try MeasureCard($0) })
    try catalogue.validate(against: classes)
    indicators = try files.documents(under: "indicators/").map { try IndicatorCard($0) }
    guard let manifestFile = areaPack.files[PackManifest.fileName] else {
      throw TaskError.missingContent(PackManifest.fileName)
    }
    areaType = try PackManifest.read(URL(fileURLWithPath: manifestFile), archived: true).areaType
    knownEvents = try EventFile.events(files.documents(under: "data/events/").map { try EventFile($0) })
  }

  /// A scenario on this area.
  /// - Throws: as `events`.
  func inputs(
    title: LocalizedText, events ids: [String], plan: Plan, level: Level, parameters: [String: [String: Double]]
  ) throws -> ScenarioInputs {
    ScenarioInputs(
      title: title, area: area, classes: classes, catalogue: catalogue, events: try events(ids), plan: plan,
      level: level, parameters: parameters, packs: packs.map(\.pin), indicators: indicators, areaType: areaType)
  }

  /// The events of these ids, in this order.
  /// - Throws: `TaskError.unknownEvent`, `.twoEventsOfOneKind`.
  func events(_ ids: [String]) throws -> [Event] {
    let events = try ids.map { id in
      guard let event = knownEvents.first(where: { $0.id == id }) else {
        throw TaskError.unknownEvent(id, known: knownEvents.map(\.id))
      }
      return event
    }
    // The table and the layers have one place for each kind; a second event would be computed and never shown.
    for (index, event) in events.enumerated() {
      if let earlier = events[..<index].first(where: { $0.kind == event.kind }) {
        throw TaskError.twoEventsOfOneKind(earlier.id, event.id)
      }
    }
    return events
  }
}

/// The files of packs that build on each other: the first pack that has a file decides, so that an area may replace
/// what it builds on.
struct PackFiles {
  let packs: [MountedPack]

  /// - Throws: `TaskError.missingContent`, and what is wrong with the document.
  func document(_ path: String) throws -> YAMLDocument {
    guard let file = packs.compactMap({ $0.files[path] }).first else { throw TaskError.missingContent(path) }
    return try YAMLDocument.read(URL(fileURLWithPath: file), named: path)
  }

  func documents(under folder: String) throws -> [YAMLDocument] {
    let paths = Set(packs.flatMap { $0.files.keys }.filter { $0.hasPrefix(folder) && $0.hasSuffix(".yaml") })
    return try paths.sorted().map { try document($0) }
  }
}
