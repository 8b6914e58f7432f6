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

  /// In words or symbols.
  public var formula: LocalizedText?
  public var source: LocalizedText?
  public var values: [Line]
  /// They add up to the first value; empty where the model has no such terms.
  public var terms: [Line]

  public init(formula: LocalizedText?, source: LocalizedText?, values: [Line], terms: [Line] = []) {
    self.formula = formula
    self.source = source
    self.values = values
    self.terms = terms
  }
}
