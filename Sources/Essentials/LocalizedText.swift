/// A language that every text a person sees exists in.
public enum Language: String, Codable, CaseIterable, Sendable {
  case nl, en
}

/// One text in every language of the product. Dutch comes first.
public struct LocalizedText: Codable, Hashable, Sendable {
  public var nl: String
  public var en: String

  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }

  /// The same characters in both languages: names, numbers, codes.
  public init(verbatim text: String) {
    self.init(nl: text, en: text)
  }

  public subscript(language: Language) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}
