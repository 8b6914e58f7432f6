import Essentials

/// How numbers become colours, and what the legend says of it: classes between limits, or codes.
public struct ColourScale: Hashable, Sendable {
  /// One colour with its line in the legend.
  public struct Class: Hashable, Sendable {
    /// nil: the base map shows through.
    public var colour: Colour?
    /// The limits or the name.
    public var label: LocalizedText
    /// A word beside the limits, such as `moderate heat stress`.
    public var note: LocalizedText?

    public init(colour: Colour?, label: LocalizedText, note: LocalizedText? = nil) {
      self.colour = colour
      self.label = label
      self.note = note
    }
  }

  enum Key: Hashable, Sendable {
    /// Ascending; class `i` holds `limits[i-1] <= value < limits[i]`.
    case limits([Double])
    /// Class `i` holds `codes[i]`.
    case codes([Int])
  }

  public var title: LocalizedText
  public private(set) var classes: [Class]
  let key: Key

  /// Classes between ascending limits; one more colour than limits, lowest first.
  /// - Parameters:
  ///   - unit: stands in the legend's title; empty for none.
  ///   - factor: from the grid's unit to the legend's: 100 for m shown in cm.
  ///   - notes: words beside the limits, lowest class first; may be shorter than the classes.
  /// - Precondition: `colours.count == limits.count + 1`, and the limits ascend.
  public init(
    title: LocalizedText, unit: String, limits: [Double], colours: [Colour?], factor: Double = 1,
    notes: [LocalizedText?] = []
  ) {
    precondition(colours.count == limits.count + 1, "one more colour than limits")
    precondition(zip(limits, limits.dropFirst()).allSatisfy(<), "limits ascend")
    self.title =
      unit.isEmpty ? title : LocalizedText(nl: "\(title.nl) (\(unit))", en: "\(title.en) (\(unit))")
    let shown = limits.map { limit in
      LocalizedText(
        nl: (limit * factor).text(decimals: 3, trimmed: true, in: .nl),
        en: (limit * factor).text(decimals: 3, trimmed: true, in: .en))
    }
    classes = colours.enumerated().map { index, colour in
      let label: LocalizedText
      if limits.isEmpty {
        label = LocalizedText(nl: "alle waarden", en: "all values")
      } else if index == 0 {
        label = Self.joined("< ", shown[0])
      } else if index == limits.count {
        label = Self.joined("≥ ", shown[index - 1])
      } else {
        // "tot" where a minus sign would meet a dash.
        let dash = limits[index - 1] < 0 || limits[index] < 0
        label = LocalizedText(
          nl: shown[index - 1].nl + (dash ? " tot " : " – ") + shown[index].nl,
          en: shown[index - 1].en + (dash ? " to " : " – ") + shown[index].en)
      }
      return Class(colour: colour, label: label, note: index < notes.count ? notes[index] : nil)
    }
    key = .limits(limits)
  }

  /// Named codes in the legend's order; other codes are transparent.
  public init(title: LocalizedText, codes: [(code: Int, name: LocalizedText, colour: Colour)]) {
    self.title = title
    classes = codes.map { Class(colour: $0.colour, label: $0.name) }
    key = .codes(codes.map(\.code))
  }

  private static func joined(_ sign: String, _ text: LocalizedText) -> LocalizedText {
    LocalizedText(nl: sign + text.nl, en: sign + text.en)
  }

  /// The class of a value; nil for NaN and for codes that have no name.
  public func classIndex(of value: Float) -> Int? {
    guard !value.isNaN else { return nil }
    switch key {
    case .limits(let limits):
      // Limits are written as decimals; a cell of exactly 0.15 must meet 0.15 in its own precision.
      return limits.firstIndex { value < Float($0) } ?? limits.count
    case .codes(let codes):
      return Int(exactly: value).flatMap { codes.firstIndex(of: $0) }
    }
  }

  /// The colour of a value; nil where the base map shows.
  public func colour(of value: Float) -> Colour? { classIndex(of: value).flatMap { classes[$0].colour } }

  /// The ascending limits between the classes; nil for a scale of codes.
  public var limits: [Double]? { if case .limits(let limits) = key { limits } else { nil } }

  /// Whether higher classes stand on top in the legend.
  var isOrdered: Bool { if case .limits = key { true } else { false } }
}
