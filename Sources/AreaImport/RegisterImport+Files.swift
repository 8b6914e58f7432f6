import Areas
import Essentials
import Foundation
import GeoFormats
import Geometry
import Grids

extension RegisterImport {
  /// Writes `area.yaml` and every layer into `folder`, whole or not at all; an older folder is replaced.
  /// - Throws: `FileError`, `GeoFormatError`, `GeometryError`.
  public func write(to folder: URL) throws {
    try AtomicPublication.folder(at: folder) { folder in
      for (grid, name) in [
        (terrain, "terrain"), (buildingHeight, "building-height"), (canopyHeight, "canopy-height"),
      ] {
        try RasterFile.write(grid, to: folder.appendingPathComponent("\(name).tif"), unit: "m", description: name)
      }
      try RasterFile.write(
        codes: landCover, to: folder.appendingPathComponent("land-cover.tif"), description: "land-cover, code")
      for (set, name) in [
        (buildings, "buildings"), (trees, "trees"), (roads, "roads"), (water, "water"), (zones, "zones"),
      ] {
        if let set {
          try AtomicPublication.write(GeoJSON.write(set), to: folder.appendingPathComponent("\(name).geojson"))
        }
      }
      try AtomicPublication.write(Data(manifest.yaml.utf8), to: folder.appendingPathComponent("area.yaml"))
    }
  }

  /// The manifest that goes with the files; sources and dates are the recipe's.
  public var manifest: AreaManifest {
    func layer(
      _ id: String, _ file: String, _ kind: AreaManifest.Layer.Kind, _ title: LocalizedText, _ unit: String,
      _ origin: RegisterRecipe.Provenance
    ) -> AreaManifest.Layer {
      AreaManifest.Layer(
        id: id, file: file, kind: kind, extent: .core, title: title, unit: unit, source: origin.source,
        date: origin.date, licence: origin.licence, quality: origin.quality, doesNotShow: origin.doesNotShow)
    }
    var layers = [
      layer(
        "terrain", "terrain.tif", .raster, LocalizedText(nl: "Maaiveld", en: "Ground level"), "m",
        recipe.terrain.provenance),
      layer(
        "buildingHeight", "building-height.tif", .raster,
        LocalizedText(nl: "Hoogte van gebouwen", en: "Height of buildings"), "m", recipe.surface.provenance),
      layer(
        "canopyHeight", "canopy-height.tif", .raster,
        LocalizedText(nl: "Hoogte van boomkronen", en: "Height of tree crowns"), "m", recipe.canopy.provenance),
      layer(
        "landCover", "land-cover.tif", .codes, LocalizedText(nl: "Bodembedekking", en: "Land cover"), "code",
        recipe.landCover.provenance),
      layer(
        "buildings", "buildings.geojson", .features, LocalizedText(nl: "Gebouwen", en: "Buildings"), "",
        recipe.buildings.provenance),
      layer(
        "trees", "trees.geojson", .features, LocalizedText(nl: "Bomen", en: "Trees"), "", recipe.trees.provenance),
    ]
    if let roads = recipe.roads {
      layers.append(
        layer(
          "roads", "roads.geojson", .features, LocalizedText(nl: "Wegen", en: "Roads"), "", roads.provenance))
    }
    layers.append(
      layer(
        "water", "water.geojson", .features, LocalizedText(nl: "Water", en: "Water"), "", recipe.water.provenance))
    if zones != nil, let provenance = recipe.zoneProvenance {
      layers.append(
        layer(
          "zones", "zones.geojson", .features, LocalizedText(nl: "Zones", en: "Zones"), "", provenance))
    }
    return AreaManifest(title: recipe.title, synthetic: false, frame: terrain.frame, layers: layers)
  }
}
