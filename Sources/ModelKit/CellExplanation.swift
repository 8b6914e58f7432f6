import Essentials

/// Why a model gives what it gives in one cell: its values, and the terms of the formula behind the first of them.
public struct CellExplanation: Codable, Hashable, Sendable {
  /// A value or a term.
  public struct Line: Codable, Hashable, Sendable {
    public var id: String
    public var title: LocalizedText
    public var unit: String
    /// Nil where there is none, such as PET on a roof.
    public var value: Double?
    /// How many decimals are honest.
    public var decimals: Int
    /// What it means or where it comes from.
    public var note: LocalizedText?

    public init(
      _ id: String, title: LocalizedText, unit: String, value: Double?, decimals: Int, note: LocalizedText? = nil
    ) {
      self.id = id
      self.title = title
      self.unit = unit
      self.value = value
      self.decimals = decimals
      self.note = note
    }
  }

  /// One step of time of the event.
  public struct Hour: Codable, Hashable, Sendable {
    /// As of the layer's frames: `14:00`.
    public var label: LocalizedText
    /// Where the sun stands; nil where it plays no part in the model.
    public var sun: SolarAngles?
    /// In a word what reigns there then, such as sun or shade.
    public var state: LocalizedText?
    /// False where the hour is told but left out of the mean.
    public var counts: Bool
    /// The value of this step; nil where there is none.
    public var value: Double?
    /// The terms of this step, by the ids of `terms`; they add up to its value.
    public var terms: [Line]

    public init(
      label: LocalizedText, sun: SolarAngles? = nil, state: LocalizedText? = nil, counts: Bool = true, value: Double?,
      terms: [Line]
    ) {
      self.label = label
      self.sun = sun
      self.state = state
      self.counts = counts
      self.value = value
      self.terms = terms
    }
  }

  /// In words or symbols.
  public var formula: LocalizedText?
  public var source: LocalizedText?
  public var values: [Line]
  /// They add up to the first value; empty where the model has no such terms.
  public var terms: [Line]
  /// The first value step by step, in order; empty where the model has no steps.
  public var hours: [Hour]

  public init(
    formula: LocalizedText?, source: LocalizedText?, values: [Line], terms: [Line] = [], hours: [Hour] = []
  ) {
    self.formula = formula
    self.source = source
    self.values = values
    self.terms = terms
    self.hours = hours
  }
}

/// By what a value changed in one cell.
public struct ChangeExplanation: Codable, Hashable, Sendable {
  /// The value of each is its share of the change; together they are the change.
  public var causes: [CellExplanation.Line]
  /// How the change was split, and after whom.
  public var method: LocalizedText

  public init(causes: [CellExplanation.Line], method: LocalizedText) {
    self.causes = causes
    self.method = method
  }
}
