import Areas
import Essentials
import Foundation
import Grids
import Indicators
import ModelKit
import Scenarios

/// Makes what a browser shows of an area: grids and features as files named by their content, and a description of
/// everything that can be shown, done and tested there. Answers `AreaView`.
public struct AreaViewJob: Codable, Sendable {
  /// The area's pack first, then what it builds on.
  public var packs: [MountedPack]
  /// Where grids (`SHA256.grid`) and features (`SHA256.geojson`) are written; a file that is there is left alone.
  public var viewFolder: String

  public init(packs: [MountedPack], viewFolder: String) {
    self.packs = packs
    self.viewFolder = viewFolder
  }
}

/// A grid in a file of its own: rows from north to south, cells from west to east, no header.
public struct GridReference: Codable, Hashable, Sendable {
  public enum Encoding: String, Codable, Sendable {
    /// One byte a cell.
    case uint8
    /// Two bytes a cell, little-endian.
    case int16
  }

  /// SHA-256 of the file's bytes, which is also its name.
  public var digest: Digest
  public var encoding: Encoding
  public var rows: Int
  public var columns: Int
  /// value = offset + scale * stored.
  public var scale: Double
  public var offset: Double
  /// The stored number that means that there is no value; nil where every cell has one.
  public var missing: Int?

  public init(
    digest: Digest, encoding: Encoding, rows: Int, columns: Int, scale: Double = 1, offset: Double = 0,
    missing: Int? = nil
  ) {
    self.digest = digest
    self.encoding = encoding
    self.rows = rows
    self.columns = columns
    self.scale = scale
    self.offset = offset
    self.missing = missing
  }
}

/// A place and everything that can be shown, done and tested there. The browser gets it as it is.
public struct AreaView: Codable, Hashable, Sendable {
  /// A class of the land-cover table.
  public struct LandCover: Codable, Hashable, Sendable {
    public var code: Int
    public var id: String
    public var title: LocalizedText
    /// `#rrggbb`.
    public var colour: String
    public var isBuilding: Bool
    public var isWater: Bool
    public var isPublic: Bool

    public init(
      code: Int, id: String, title: LocalizedText, colour: String, isBuilding: Bool, isWater: Bool, isPublic: Bool
    ) {
      self.code = code
      self.id = id
      self.title = title
      self.colour = colour
      self.isBuilding = isBuilding
      self.isWater = isWater
      self.isPublic = isPublic
    }
  }

  /// A layer of the area's pack, with what a reader should know of it.
  public struct Source: Codable, Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    public var source: LocalizedText
    public var date: String
    public var licence: String
    /// 1 (guess) to 5 (surveyed).
    public var quality: Int
    public var doesNotShow: LocalizedText

    public init(_ layer: AreaManifest.Layer) {
      id = layer.id
      title = layer.title
      source = layer.source
      date = layer.date
      licence = layer.licence
      quality = layer.quality
      doesNotShow = layer.doesNotShow
    }
  }

  /// A set of vector features in a file of GeoJSON in RD New.
  public struct Features: Codable, Hashable, Sendable {
    /// `buildings`, `trees`, `roads`, `zones`, ...
    public var id: String
    public var title: LocalizedText
    public var digest: Digest

    public init(id: String, title: LocalizedText, digest: Digest) {
      self.id = id
      self.title = title
      self.digest = digest
    }
  }

  /// A measure card as a student sees it.
  public struct MeasureCardView: Codable, Hashable, Sendable {
    public var id: String
    public var version: String
    public var title: LocalizedText
    public var description: LocalizedText
    public var geometry: MeasureCard.GeometryKind
    public var group: MeasureCard.Group
    public var properties: [Property]
    /// Ids of land-cover classes on which it may stand.
    public var allowedOn: [String]
    public var construction: Price
    public var maintenance: Price
    /// What it does to the layers, in words, one line an effect.
    public var effects: [LocalizedText]
    public var sources: [LocalizedText]
    public var notModelled: LocalizedText?
    public var caveats: [Caveat]

    /// A known weakness of a model where it meets this measure.
    public struct Caveat: Codable, Hashable, Sendable {
      /// The kind of event that it belongs to.
      public var kind: String
      public var text: LocalizedText
    }

    /// - Parameter effects: in words, in the card's order.
    public init(_ card: MeasureCard, effects: [LocalizedText]) {
      id = card.id
      version = card.version
      title = card.title
      description = card.description
      geometry = card.geometry
      group = card.group
      properties = card.properties.map(Property.init)
      allowedOn = card.allowedOn
      construction = Price(card.construction)
      maintenance = Price(card.maintenance)
      self.effects = effects
      sources = card.sources
      notModelled = card.notModelled
      caveats = card.caveats.map { Caveat(kind: $0.model, text: $0.text) }
    }

    public struct Property: Codable, Hashable, Sendable {
      public var id: String
      public var title: LocalizedText
      public var unit: String
      public var defaultValue: Double
      public var minimum: Double
      public var maximum: Double

      public init(_ property: MeasureCard.Property) {
        id = property.id
        title = property.title
        unit = property.unit
        defaultValue = property.defaultValue
        minimum = property.minimum
        maximum = property.maximum
      }
    }

    public struct Price: Codable, Hashable, Sendable {
      /// Euro.
      public var amount: Double
      public var per: MeasureCard.CostUnit
      public var source: LocalizedText
      public var status: EvidenceStatus

      public init(_ cost: MeasureCard.Cost) {
        amount = cost.amount
        per = cost.per
        source = cost.source
        status = cost.status
      }
    }
  }

  /// What a plan can be tested on.
  public struct EventView: Codable, Hashable, Sendable {
    public var id: String
    /// Id of the model.
    public var kind: String
    public var title: LocalizedText
    public var description: LocalizedText
    public var source: LocalizedText
    public var status: EvidenceStatus

    public init(
      id: String, kind: String, title: LocalizedText, description: LocalizedText, source: LocalizedText,
      status: EvidenceStatus
    ) {
      self.id = id
      self.kind = kind
      self.title = title
      self.description = description
      self.source = source
      self.status = status
    }
  }

  /// An output of a model that can be shown on the map.
  public struct Layer: Codable, Hashable, Sendable {
    /// As in formulas: `heat.pet`.
    public var id: String
    /// The kind of event that it belongs to.
    public var kind: String
    public var title: LocalizedText
    public var unit: String
    public var scale: Scale
    /// Of after minus before; nil where no difference is shown.
    public var changeScale: Scale?
    /// More of it is no harm where water is meant to stand.
    public var passesOverStoredWater: Bool
    /// What a reader should know: model, its limits.
    public var notes: [LocalizedText]
    /// Whether it comes in steps of time too.
    public var hasFrames: Bool
    /// The layer of whose change it is a part: it holds differences, is computed only when asked for, and has no values
    /// of now and of the plan.
    public var partOf: String?

    public init(
      id: String, kind: String, title: LocalizedText, unit: String, scale: Scale, changeScale: Scale?,
      passesOverStoredWater: Bool, notes: [LocalizedText], hasFrames: Bool, partOf: String? = nil
    ) {
      self.id = id
      self.kind = kind
      self.title = title
      self.unit = unit
      self.scale = scale
      self.changeScale = changeScale
      self.passesOverStoredWater = passesOverStoredWater
      self.notes = notes
      self.hasFrames = hasFrames
      self.partOf = partOf
    }
  }

  /// Classes between ascending limits: class `i` holds `limits[i-1] <= value < limits[i]`.
  public struct Scale: Codable, Hashable, Sendable {
    public var title: LocalizedText
    public var limits: [Double]
    public var classes: [Class]

    public struct Class: Codable, Hashable, Sendable {
      /// `#rrggbb`; nil shows the background.
      public var colour: String?
      public var label: LocalizedText
      public var note: LocalizedText?

      public init(colour: String?, label: LocalizedText, note: LocalizedText?) {
        self.colour = colour
        self.label = label
        self.note = note
      }
    }

    public init(title: LocalizedText, limits: [Double], classes: [Class]) {
      self.title = title
      self.limits = limits
      self.classes = classes
    }
  }

  public var title: LocalizedText
  /// Made up, not measured; said on every map.
  public var synthetic: Bool
  public var areaType: String?
  public var frame: GridFrame
  public var packs: [PackPin]
  /// Codes of `classes`.
  public var landCover: GridReference
  /// Brightness of ground and buildings: 1 on level ground, less is darker.
  public var hillshade: GridReference
  /// m.
  public var canopyHeight: GridReference
  public var classes: [LandCover]
  public var features: [Features]
  public var sources: [Source]
  public var measures: [MeasureCardView]
  public var events: [EventView]
  public var layers: [Layer]
  /// Ids of the indicator cards, in the order in which they are shown.
  public var indicators: [String]

  public init(
    title: LocalizedText, synthetic: Bool, areaType: String?, frame: GridFrame, packs: [PackPin],
    landCover: GridReference, hillshade: GridReference, canopyHeight: GridReference, classes: [LandCover],
    features: [Features], sources: [Source], measures: [MeasureCardView], events: [EventView], layers: [Layer],
    indicators: [String]
  ) {
    self.title = title
    self.synthetic = synthetic
    self.areaType = areaType
    self.frame = frame
    self.packs = packs
    self.landCover = landCover
    self.hillshade = hillshade
    self.canopyHeight = canopyHeight
    self.classes = classes
    self.features = features
    self.sources = sources
    self.measures = measures
    self.events = events
    self.layers = layers
    self.indicators = indicators
  }
}
