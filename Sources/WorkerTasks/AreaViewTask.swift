import Areas
import Essentials
import Foundation
import Geometry
import Grids
import Jobs
import Maps
import ModelKit
import Scenarios

/// Makes what a browser shows of an area.
struct AreaViewTask {
  let job: AreaViewJob

  func perform(_ context: WorkContext) throws -> AreaView {
    context.progress(0, LocalizedText(nl: "Gebied laden", en: "Loading the area"))
    let content = try WorkerMemory.shared.area(job.packs).content
    let area = content.area
    let files = GridFiles(folder: URL(fileURLWithPath: job.viewFolder))
    context.progress(0.5, LocalizedText(nl: "Lagen schrijven", en: "Writing layers"))
    let shade = Relief.shade(area.surfaces.terrain, buildings: area.surfaces.buildingHeight)
    return AreaView(
      title: area.manifest.title, synthetic: area.manifest.synthetic, areaType: content.areaType, frame: area.frame,
      packs: job.packs.map(\.pin), landCover: try files.write(codes: area.surfaces.landCover),
      hillshade: try files.write(
        codes: shade.map { UInt8(min(max(($0 / Self.shadeStep).rounded(), 0), 255)) }, scale: Self.shadeStep),
      canopyHeight: try files.write(area.surfaces.canopyHeight, step: 0.01),
      classes: content.classes.classes.map(AreaView.LandCover.init), features: try features(area, files),
      sources: area.manifest.layers.filter { $0.extent == .core }.map(AreaView.Source.init),
      measures: content.catalogue.cards.map {
        AreaView.MeasureCardView($0, effects: $0.effectLines(content.classes))
      },
      events: content.knownEvents.map(AreaView.EventView.init),
      layers: try Engine.models.flatMap { try layers($0.description, content) },
      indicators: content.indicators.map(\.id))
  }

  /// Brightness of one step: 1 on level ground is stored as 190, so that light slopes fit in a byte.
  private static let shadeStep = 1.0 / 190

  private func features(_ area: Area, _ files: GridFiles) throws -> [AreaView.Features] {
    try area.manifest.layers.compactMap { layer in
      guard layer.kind == .features, let set = area.features[layer.id] else { return nil }
      return AreaView.Features(
        id: layer.id, title: layer.title, digest: try files.put(GeoJSON.write(set), ending: "geojson"))
    }
  }

  /// The outputs of a model that can be shown, each followed by the parts of its change; none where the packs have no
  /// event for it.
  private func layers(_ model: ModelDescription, _ content: AreaContent) throws -> [AreaView.Layer] {
    guard content.knownEvents.contains(where: { $0.kind == model.id }) else { return [] }
    return try model.outputs.flatMap { output -> [AreaView.Layer] in
      guard let map = output.map else { return [] }
      let id = "\(model.id).\(output.id)"
      let whole = AreaView.Layer(
        id: id, kind: model.id, title: map.title, unit: output.unit,
        scale: try Self.scale(map.scale), changeScale: try map.changeScale.map(Self.scale),
        passesOverStoredWater: map.passesOverStoredWater, notes: model.limits, hasFrames: output.hasFrames)
      return try [whole]
        + model.changeParts.filter { $0.output == output.id }.map { part in
          let scale = try Self.scale(part.scale)
          return AreaView.Layer(
            id: "\(model.id).\(part.id)", kind: model.id, title: part.title, unit: output.unit, scale: scale,
            changeScale: scale, passesOverStoredWater: map.passesOverStoredWater,
            notes: [part.meaning] + model.limits, hasFrames: false, partOf: id)
        }
    }
  }

  private static func scale(_ id: String) throws -> AreaView.Scale {
    guard let scale = ColourScale.standard[id], let limits = scale.limits else {
      throw TaskError.unknownColourScale(id, known: ColourScale.standard.keys.sorted())
    }
    return AreaView.Scale(
      title: scale.title, limits: limits,
      classes: scale.classes.map { .init(colour: $0.colour?.webText, label: $0.label, note: $0.note) })
  }
}

extension Colour {
  /// `#rrggbb`.
  var webText: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension AreaView.LandCover {
  init(_ found: LandCoverTable.LandCoverClass) {
    self.init(
      code: Int(found.code), id: found.id, title: found.title, colour: found.colour.webText,
      isBuilding: found.isBuilding, isWater: found.isWater, isPublic: found.isPublic)
  }
}

extension AreaView.EventView {
  init(_ event: Event) {
    self.init(
      id: event.id, kind: event.kind, title: event.title, description: event.description, source: event.source,
      status: event.status)
  }
}
