import Areas
import Essentials
import Foundation
import GeoFormats
import Geometry
import Grids
import Maps
import ModelKit
import Scenarios
import Synchronization

/// The maps of a run: land cover, and each output of a model that is described with a map; before and after on one
/// sheet, with the change.
struct MapWriter {
  let run: ScenarioRun
  let folder: URL
  let language: Language

  private struct Sheet: Sendable {
    var name: String
    var draw: @Sendable () throws -> Data?
  }

  /// Land cover, and what the descriptions of the models' outputs ask for.
  private var sheets: [Sheet] {
    let outputs = Engine.models.map(\.description).flatMap { model in
      model.outputs.compactMap { output in
        output.map.map { map in
          Sheet(name: "\(map.name).png") { try comparison(model.id, output.id, map) }
        }
      }
    }
    return [Sheet(name: "land-cover.png") { try landCover() }] + outputs
  }

  /// Sheets are drawn side by side, each by one thread.
  /// - Returns: the names of the files, in the order in which a reader wants them.
  func write(_ context: WorkContext) throws -> [String] {
    let sheets = sheets
    let drawn = Mutex<[Int: Result<Data?, any Error>]>([:])
    Parallel.ranges(sheets.count, threads: context.threads) { range in
      for index in range where !context.cancellation.isCancelled {
        let result = Result { try sheets[index].draw() }
        let count = drawn.withLock { known in
          known[index] = result
          return known.count
        }
        context.progress(
          Double(count) / Double(sheets.count), LocalizedText(nl: "Kaarten tekenen", en: "Drawing maps"))
      }
    }
    try context.checkCancellation()
    let results = drawn.withLock { $0 }
    var names: [String] = []
    for (index, sheet) in sheets.enumerated() {
      if let data = try results[index]?.get() {
        try AtomicPublication.write(data, to: folder.appendingPathComponent(sheet.name))
        names.append(sheet.name)
      }
    }
    return names
  }

  private var style: MapStyle { MapStyle(language: language, widthPixels: 1800) }

  private var footprints: [Polygon] {
    (run.inputs.area.features["buildings"]?.features ?? []).flatMap(\.geometry.polygons)
  }

  private func base(_ variant: Variant) -> MapBase {
    let layers = run.layers[variant]?.layers ?? [:]
    return MapBase(
      terrain: layers["terrain"], buildingHeight: layers["buildingHeight"], footprints: footprints,
      water: layers["water"], canopyHeight: layers["canopyHeight"],
      measures: variant == .after ? run.inputs.plan.measures.map(\.geometry) : [])
  }

  /// Sources of the layers, each once, in the order of the manifest.
  private var source: LocalizedText {
    var seen: [LocalizedText] = []
    for layer in run.inputs.area.manifest.layers where !seen.contains(layer.source) { seen.append(layer.source) }
    let shown = seen.prefix(3)
    return LocalizedText(nl: shown.map(\.nl).joined(separator: "; "), en: shown.map(\.en).joined(separator: "; "))
  }

  private func text(_ title: LocalizedText, event: Event?) -> MapText {
    let area = run.inputs.area.manifest
    var subtitle = LocalizedText(
      nl: "\(area.title.nl) · \(run.inputs.title.nl)", en: "\(area.title.en) · \(run.inputs.title.en)")
    if let event {
      subtitle.nl += " · \(event.title.nl)"
      subtitle.en += " · \(event.title.en)"
    }
    let notice =
      area.synthetic
      ? LocalizedText(nl: "Verzonnen gebied, geen echte plek", en: "Made-up area, not a real place") : nil
    return MapText(title: title, subtitle: subtitle, source: source, notice: notice)
  }

  /// Nil where the scenario has no such event.
  private func comparison(
    _ kind: String, _ layer: String, _ presentation: MapPresentation
  ) throws -> Data? {
    guard let before = run.result(kind, .before), let after = run.result(kind, .after),
      let a = before.outputs.layers[layer], let b = after.outputs.layers[layer]
    else { return nil }
    let scale = try Self.scale(presentation.scale)
    var left = MapPanel(values: a, base: base(.before))
    var right = MapPanel(values: b, base: base(.after))
    if let incomplete = presentation.incompleteWhere {
      left.base.incomplete = before.outputs.layers[incomplete]
      right.base.incomplete = after.outputs.layers[incomplete]
    }
    let change = try presentation.changeScale.map { try Self.scale($0) }
    let difference = try change.map { scale in
      var difference = try MapComparison.Difference(from: left, to: right, scale: scale)
      if presentation.passesOverStoredWater, let storage = run.layers[.after]?.holdsWater {
        for index in 0..<storage.count where storage[index] == 1 { difference.panel.values[index] = .nan }
      }
      return difference
    }
    return try MapComparison(
      text: text(presentation.title, event: before.event), before: left, after: right, scale: scale,
      difference: difference
    ).render(style)
  }

  private static func scale(_ id: String) throws -> ColourScale {
    guard let scale = ColourScale.standard[id] else {
      throw TaskError.unknownColourScale(id, known: ColourScale.standard.keys.sorted())
    }
    return scale
  }

  private func landCover() throws -> Data? {
    guard let before = run.layers[.before], let after = run.layers[.after] else { return nil }
    let present = Set(before.landCover.cells).union(after.landCover.cells)
    let codes = run.inputs.classes.classes.filter { present.contains($0.code) }.map {
      (code: Int($0.code), name: $0.title, colour: $0.colour)
    }
    let scale = ColourScale(title: LocalizedText(nl: "Landgebruik", en: "Land cover"), codes: codes)
    func panel(_ layers: EffectiveLayers, _ variant: Variant) -> MapPanel {
      var base = base(variant)
      base.water = nil
      return MapPanel(values: layers.landCover.map { Float($0) }, base: base)
    }
    return try MapComparison(
      text: text(LocalizedText(nl: "Landgebruik en plan", en: "Land cover and plan"), event: nil),
      before: panel(before, .before), after: panel(after, .after), scale: scale
    ).render(style)
  }
}
