import Areas
import Essentials
import Foundation
import GeoFormats
import Geometry
import Grids

/// An area made of register layers: terrain and surface models, crowns, land cover, and vectors.
///
/// It has no context: models use their declared edge rule there.
public struct RegisterImport: Sendable {
  public let recipe: RegisterRecipe
  /// m NAP; the water's level on water, the deck on bridges.
  public let terrain: Grid<Float>
  /// m above the terrain, 0 where there is no building.
  public let buildingHeight: Grid<Float>
  /// m above the terrain, 0 outside crowns.
  public let canopyHeight: Grid<Float>
  /// `LandCoverCode`
  public let landCover: Grid<UInt8>
  public let buildings: FeatureSet
  public let trees: FeatureSet
  public let roads: FeatureSet?
  public let water: FeatureSet
  /// Nil where the recipe draws none.
  public let zones: FeatureSet?

  /// Reads the layers that `recipe` names from the folder `data` and puts them right.
  /// - Throws: `ImportError`, `GridError` for rasters that do not co-register, `FileError`, `GeoFormatError`,
  ///   `GeometryError`, `CancellationError`.
  public init(_ recipe: RegisterRecipe, data: URL, work: WorkContext = WorkContext()) throws {
    self.recipe = recipe
    work.progress(0, LocalizedText(nl: "Rasters lezen", en: "Reading rasters"))
    let ground = try Self.numbers(recipe.terrain.file, in: data)
    let surface = try Self.numbers(recipe.surface.file, in: data)
    let crowns = try Self.numbers(recipe.canopy.file, in: data)
    let codes = try RasterFile.readCodes(data.appendingPathComponent(recipe.landCover.file))
    try surface.frame.requireSame(as: ground.frame, recipe.surface.file)
    try crowns.frame.requireSame(as: ground.frame, recipe.canopy.file)
    try codes.frame.requireSame(as: ground.frame, recipe.landCover.file)
    landCover = try Self.mapped(codes, recipe)

    try work.checkCancellation()
    work.progress(0.3, LocalizedText(nl: "Objecten lezen", en: "Reading features"))
    let registerBuildings = try Self.read(recipe.buildings, in: data)
    let registerTrees = try Self.read(recipe.trees, in: data)
    let registerWaters = try Self.read(recipe.water, in: data)

    try work.checkCancellation()
    work.progress(0.6, LocalizedText(nl: "Lagen op elkaar afstemmen", en: "Fitting the layers together"))
    canopyHeight = Self.canopy(crowns, landCover, recipe)
    let levels = try Self.waterLevels(registerWaters, landCover, recipe)
    terrain = Self.terrain(ground, surface, canopyHeight, landCover, levels, recipe)
    buildingHeight = try Self.heights(surface, terrain, landCover, registerBuildings, recipe)
    buildings = try Self.buildings(registerBuildings, terrain, recipe)
    trees = try Self.trees(registerTrees, landCover, recipe)
    roads = try recipe.roads.map { try Self.roads(Self.read($0, in: data), $0, recipe) }
    water = try Self.water(registerWaters, recipe)
    zones = recipe.zones.isEmpty ? nil : try Self.zones(recipe.zones, in: ground.frame)
  }

  // MARK: Reading

  private static func numbers(_ file: String, in folder: URL) throws -> Grid<Float> {
    let grid = try RasterFile.read(folder.appendingPathComponent(file))
    var holes = 0
    var first = 0
    for index in 0..<grid.count where grid[index].isNaN {
      if holes == 0 { first = index }
      holes += 1
    }
    guard holes == 0 else {
      throw ImportError.holes(file: file, count: holes, row: first / grid.columns, column: first % grid.columns)
    }
    return grid
  }

  private static func read(_ layer: RegisterRecipe.Features, in folder: URL) throws -> [Feature] {
    try VectorFile.read(folder.appendingPathComponent(layer.file), layer: layer.layer).features.features
  }

  private static func mapped(_ codes: Grid<UInt8>, _ recipe: RegisterRecipe) throws -> Grid<UInt8> {
    var counts = [Int](repeating: 0, count: 256)
    for index in 0..<codes.count { counts[Int(codes[index])] += 1 }
    for code in counts.indices where counts[code] > 0 && recipe.codes[code] == nil {
      throw ImportError.unmappedCode(code, count: counts[code], file: recipe.landCover.file)
    }
    let table = (0..<256).map { recipe.codes[$0]?.rawValue ?? 0 }
    return codes.map { table[Int($0)] }
  }

  /// An attribute's number; nil where the feature has none.
  private static func number(_ name: String, of feature: Feature, _ layer: RegisterRecipe.Features) -> Double? {
    guard let attribute = layer.attributes[name], let value = feature.properties[attribute] else { return nil }
    return value.number ?? value.text.flatMap { Double($0) }
  }

  private static func required(_ name: String, of feature: Feature, _ layer: RegisterRecipe.Features) throws -> Double {
    guard let value = number(name, of: feature, layer) else {
      throw ImportError.missingAttribute(
        layer.attributes[name] ?? name, file: layer.file, feature: feature.id ?? "?")
    }
    return value
  }

  // MARK: Rasters

  /// Crowns outside buildings that are high enough; what is low above water or a bridge is a boat or a railing.
  private static func canopy(_ crowns: Grid<Float>, _ cover: Grid<UInt8>, _ recipe: RegisterRecipe) -> Grid<Float> {
    Grid<Float>(crowns.frame) { row, column in
      let height = Double(crowns[row, column])
      switch LandCoverCode(rawValue: cover[row, column]) {
      case .building: return 0
      case .water, .bridge: return height > recipe.minimumCanopyHeightOverWater ? Float(height) : 0
      default: return height > recipe.minimumCanopyHeight ? Float(height) : 0
      }
    }
  }

  /// The level of each water cell: of the polygon it lies in, else of the nearest water cell that lies in one.
  private static func waterLevels(
    _ registerWaters: [Feature], _ cover: Grid<UInt8>, _ recipe: RegisterRecipe
  ) throws -> Grid<Float> {
    let frame = cover.frame
    var levels = Grid<Float>(frame, repeating: .nan)
    for feature in registerWaters {
      let level = Float(try required("level", of: feature, recipe.water))
      for polygon in feature.geometry.polygons {
        for cell in Rasterization.cells(inside: polygon, of: frame) { levels[cell] = level }
      }
    }
    var front = (0..<frame.count).filter { !levels[$0].isNaN }
    while !front.isEmpty {
      var next: [Int] = []
      for index in front {
        let (row, column) = (index / frame.columns, index % frame.columns)
        for (r, c) in [(row - 1, column), (row, column - 1), (row, column + 1), (row + 1, column)]
        where r >= 0 && c >= 0 && r < frame.rows && c < frame.columns && levels[r, c].isNaN
          && cover[r, c] == LandCoverCode.water.rawValue
        {
          levels[r, c] = levels[index]
          next.append(r * frame.columns + c)
        }
      }
      front = next
    }
    return levels
  }

  /// The terrain model with flat water and bridges at their deck.
  ///
  /// A terrain model leaves bridges out, so the road over the water would end in it: the deck is taken from the
  /// surface model, where no crown hangs over it.
  private static func terrain(
    _ ground: Grid<Float>, _ surface: Grid<Float>, _ canopy: Grid<Float>, _ cover: Grid<UInt8>, _ levels: Grid<Float>,
    _ recipe: RegisterRecipe
  ) -> Grid<Float> {
    let bridge = LandCoverCode.bridge.rawValue
    func deck(_ row: Int, _ column: Int) -> Float? {
      let above = surface[row, column] - ground[row, column]
      let isOpen = canopy[row, column] == 0 && Double(above) <= recipe.maximumBridgeHeight
      return cover[row, column] == bridge && isOpen ? surface[row, column] : nil
    }
    return Grid<Float>(ground.frame) { row, column in
      if cover[row, column] == LandCoverCode.water.rawValue {
        return levels[row, column].isNaN ? ground[row, column] : levels[row, column]
      }
      guard cover[row, column] == bridge else { return ground[row, column] }
      // The lower half of the neighbourhood's heights: railings stand out above a deck.
      var heights: [Float] = []
      for r in max(0, row - 2)...min(ground.rows - 1, row + 2) {
        for c in max(0, column - 2)...min(ground.columns - 1, column + 2) {
          if let height = deck(r, c) { heights.append(height) }
        }
      }
      heights.sort()
      return heights.isEmpty ? ground[row, column] : heights[heights.count / 2]
    }
  }

  /// Surface minus terrain on buildings.
  ///
  /// A cell at the facade can hold a mixture of roof and street, and one under a tree the tree: outside the range
  /// that the building's polygon allows, the polygon's own height counts.
  private static func heights(
    _ surface: Grid<Float>, _ terrain: Grid<Float>, _ cover: Grid<UInt8>, _ registerBuildings: [Feature],
    _ recipe: RegisterRecipe
  ) throws -> Grid<Float> {
    let frame = surface.frame
    var typical = Grid<Float>(frame, repeating: .nan)
    var top = Grid<Float>(frame, repeating: .nan)
    for feature in registerBuildings {
      let height = number("height", of: feature, recipe.buildings)
      let roof = number("roofLevel", of: feature, recipe.buildings)
      for polygon in feature.geometry.polygons {
        for cell in Rasterization.cells(inside: polygon, of: frame) {
          if let height { typical[cell] = Float(height) }
          if let roof { top[cell] = Float(roof) }
        }
      }
    }
    let minimum = Float(recipe.minimumBuildingHeight)
    return Grid<Float>(frame) { row, column in
      guard cover[row, column] == LandCoverCode.building.rawValue else { return 0 }
      let measured = surface[row, column] - terrain[row, column]
      let isTooHigh = surface[row, column] > top[row, column] + 0.5
      if measured >= minimum, !isTooHigh { return measured }
      let known = typical[row, column]
      return max(minimum, known.isNaN ? (isTooHigh ? measured : minimum) : known)
    }
  }

  // MARK: Features

  private static func simplified(_ geometry: Geometry) -> Geometry {
    if case .multiPolygon(let parts) = geometry, parts.count == 1 { return .polygon(parts[0]) }
    return geometry
  }

  private static func identifier(_ word: String, _ number: Int) -> String {
    let digits = String(number + 1)
    return "\(word)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  private static func buildings(
    _ registerBuildings: [Feature], _ terrain: Grid<Float>, _ recipe: RegisterRecipe
  ) throws -> FeatureSet {
    let layer = recipe.buildings
    let features = try registerBuildings.enumerated().map { index, feature in
      let height = max(
        recipe.minimumBuildingHeight,
        try number("height", of: feature, layer) ?? leastHeight(of: feature, layer, recipe))
      let ground = number("groundLevel", of: feature, layer) ?? meanTerrain(feature.geometry, terrain)
      var properties: [String: PropertyValue] = [
        "height": .number(rounded(height)),
        "floors": .number(max(1, (height / recipe.storeyHeight).rounded(.down))),
        "use": layer.attributes["use"].flatMap { feature.properties[$0] } ?? .text("onbekend"),
        "roof": .text("onbekend"),
      ]
      if let ground { properties["floorLevel"] = .number(rounded(ground + recipe.doorstep)) }
      if let register = layer.attributes["register"].flatMap({ feature.properties[$0]?.text }) {
        properties["registerId"] = .text(register)
      }
      return Feature(
        id: identifier("pand", index), geometry: simplified(feature.geometry), properties: properties)
    }
    return FeatureSet(features: features)
  }

  /// Registers have buildings without a height (newer than the flight); they keep the least height.
  private static func leastHeight(
    of feature: Feature, _ layer: RegisterRecipe.Features, _ recipe: RegisterRecipe
  ) throws -> Double {
    guard let attribute = layer.attributes["height"], feature.properties[attribute] != nil else {
      throw ImportError.missingAttribute(
        layer.attributes["height"] ?? "height", file: layer.file, feature: feature.id ?? "?")
    }
    return recipe.minimumBuildingHeight
  }

  private static func meanTerrain(_ geometry: Geometry, _ terrain: Grid<Float>) -> Double? {
    var (sum, count) = (0.0, 0)
    for polygon in geometry.polygons {
      for cell in Rasterization.cells(inside: polygon, of: terrain.frame) {
        sum += Double(terrain[cell])
        count += 1
      }
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// Trees whose middle does not lie on a building, and which are no boats.
  private static func trees(_ registerTrees: [Feature], _ cover: Grid<UInt8>, _ recipe: RegisterRecipe) throws
    -> FeatureSet
  {
    let layer = recipe.trees
    var features: [Feature] = []
    for feature in registerTrees {
      guard case .point(let place) = feature.geometry, let cell = cover.frame.cell(x: place.x, y: place.y) else {
        continue
      }
      let height = try required("height", of: feature, layer)
      switch LandCoverCode(rawValue: cover[cell.row, cell.column]) {
      case .building: continue
      case .water, .bridge: guard height > recipe.minimumCanopyHeightOverWater else { continue }
      default: guard height > recipe.minimumCanopyHeight else { continue }
      }
      let species = layer.attributes["species"].flatMap { feature.properties[$0]?.text } ?? "onbekend"
      features.append(
        Feature(
          id: identifier("boom", features.count), geometry: .point(place),
          properties: [
            "speciesNl": .text(species), "speciesLatin": .text(""), "height": .number(rounded(height)),
            "crownDiameter": .number(rounded(max(1, try required("crownDiameter", of: feature, layer)))),
          ]))
    }
    return FeatureSet(features: features)
  }

  private static func roads(
    _ lines: [Feature], _ layer: RegisterRecipe.Features, _ recipe: RegisterRecipe
  ) -> FeatureSet {
    let features = lines.enumerated().map { index, feature in
      Feature(
        id: identifier("weg", index), geometry: feature.geometry,
        properties: [
          "name": layer.attributes["name"].flatMap { feature.properties[$0] } ?? .text("onbekend"),
          "class": .text("onbekend"),
          "speed": .number(number("speed", of: feature, layer) ?? recipe.speed),
          "vehiclesPerDay": .number(number("vehiclesPerDay", of: feature, layer) ?? recipe.vehiclesPerDay),
          "width": .number(number("width", of: feature, layer) ?? recipe.roadWidth),
        ])
    }
    return FeatureSet(features: features)
  }

  private static func water(_ registerWaters: [Feature], _ recipe: RegisterRecipe) throws -> FeatureSet {
    let features = try registerWaters.enumerated().map { index, feature in
      Feature(
        id: identifier("water", index), geometry: simplified(feature.geometry),
        properties: ["level": .number(try required("level", of: feature, recipe.water)), "class": .text("water")])
    }
    return FeatureSet(features: features)
  }

  private static func zones(_ zones: [RegisterRecipe.Zone], in frame: GridFrame) throws -> FeatureSet {
    let features = try zones.map { zone in
      let polygon = Polygon(exterior: zone.outline)
      let geometry = Geometry.polygon(polygon)
      if case .invalid(let reason, _) = try geometry.validity() {
        throw ImportError.zoneInvalid(zone.id, reason: reason, at: zone.location)
      }
      let isInside = zone.outline.allSatisfy {
        (frame.west...frame.east).contains($0.x) && (frame.south...frame.north).contains($0.y)
      }
      guard isInside, !Rasterization.cells(inside: polygon, of: frame).isEmpty else {
        throw ImportError.zoneOutside(zone.id, at: zone.location)
      }
      return Feature(
        id: zone.id, geometry: geometry,
        properties: ["titleNl": .text(zone.title.nl), "titleEn": .text(zone.title.en)])
    }
    return FeatureSet(epsg: frame.epsg, features: features)
  }
}
