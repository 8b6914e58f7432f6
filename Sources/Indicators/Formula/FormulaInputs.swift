import Areas
import Essentials
import Geometry
import Grids

/// The values that a formula may use, of one situation: with the plan or without it.
public struct FormulaInputs: Sendable {
  /// A grid with its unit; NaN where there is no value.
  public struct Layer: Sendable {
    public var grid: Grid<Float>
    public var unit: UnitOfMeasure

    public init(_ grid: Grid<Float>, _ unit: UnitOfMeasure) {
      self.grid = grid
      self.unit = unit
    }
  }

  public let frame: GridFrame
  /// By name: `terrain`, `heat.pet`.
  public let layers: [String: Layer]
  /// 1 inside, 0 outside.
  public let masks: [String: Grid<UInt8>]
  /// Codes of `classes`.
  public let landCover: Grid<UInt8>
  public let classes: LandCoverTable
  public let features: [String: FeatureSet]
  public let scalars: [String: Quantity]
  /// Names and types of all of it.
  public let symbols: FormulaSymbols
  /// Cells of features, found once for all formulas.
  let cells: FeatureCells
  /// Walking networks, made once for all formulas and situations.
  let walks: WalkingMemory
  /// What formulas came to that several cards ask for.
  let memory = FormulaMemory()

  /// - Parameters:
  ///   - layers: in `frame`, as all grids here.
  ///   - masks: `publicSpace` and `holdsWater`; `everywhere` is added.
  ///   - features: by set, with the area's `zones` where it has them.
  ///   - other: another situation of the same area, with the same features: what is known of them is taken over.
  /// - Precondition: all grids lie in `frame`.
  public init(
    frame: GridFrame, layers: [String: Layer], masks: [String: Grid<UInt8>], landCover: Grid<UInt8>,
    classes: LandCoverTable, features: [String: FeatureSet], scalars: [String: Quantity],
    sharing other: FormulaInputs? = nil
  ) {
    self.frame = frame
    self.layers = layers
    self.masks = masks.merging([FormulaSymbols.everywhere: Grid(frame, repeating: 1)]) { _, all in all }
    self.landCover = landCover
    self.classes = classes
    self.features = features
    self.scalars = scalars
    precondition(
      layers.values.allSatisfy { $0.grid.frame == frame } && masks.values.allSatisfy { $0.frame == frame }
        && landCover.frame == frame, "the grids of a formula lie in one frame")
    cells = other?.cells ?? FeatureCells(frame: frame)
    walks = other?.walks ?? WalkingMemory(frame: frame)
    symbols = FormulaSymbols(
      layers: layers.mapValues(\.unit), masks: Set(self.masks.keys),
      landCoverClasses: Set(classes.classes.map(\.id)),
      zones: other?.symbols.zones ?? FormulaSymbols.zones(in: features),
      features: other?.symbols.features
        ?? Dictionary(
          uniqueKeysWithValues: features.map { name, set in (name, FeatureAttributes.found(in: set, named: name)) }),
      scalars: scalars.mapValues(\.unit))
  }
}
