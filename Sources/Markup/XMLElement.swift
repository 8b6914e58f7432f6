/// An element of XML or XHTML as a value. What is written of it is well formed by construction, and one element has one
/// form in bytes.
public struct XMLElement: Hashable, Sendable {
  public struct Attribute: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public enum Node: Hashable, Sendable, ExpressibleByStringLiteral {
    case element(XMLElement)
    case text(String)

    public init(stringLiteral value: String) { self = .text(value) }
  }

  /// With its prefix, such as `lomimscc:title`.
  public var name: String
  /// In the order in which they are written; namespaces are declared as attributes like any other.
  public var attributes: [Attribute]
  public var children: [Node]

  /// - Parameter name: of the program's own choosing, as the names of attributes are; only values and texts may come
  ///   from elsewhere.
  public init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Node] = []) {
    self.name = name
    self.attributes = attributes.map { Attribute($0.key, $0.value) }
    self.children = children
  }

  public init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [XMLElement]) {
    self.init(name, attributes, children.map(Node.element))
  }

  public init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String) {
    self.init(name, attributes, [.text(text)])
  }

  /// The value of an attribute; nil when it is absent.
  public subscript(attribute: String) -> String? {
    get { attributes.first { $0.name == attribute }?.value }
    set {
      let index = attributes.firstIndex { $0.name == attribute }
      switch (index, newValue) {
      case (let index?, let value?): attributes[index].value = value
      case (let index?, nil): attributes.remove(at: index)
      case (nil, let value?): attributes.append(Attribute(attribute, value))
      case (nil, nil): break
      }
    }
  }

  /// The child elements, without texts.
  public var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// All text inside, in order.
  public var text: String {
    children.map { node in
      switch node {
      case .element(let element): element.text
      case .text(let text): text
      }
    }.joined()
  }

  /// This element and all below it, in document order.
  public var descendants: [XMLElement] { [self] + elements.flatMap(\.descendants) }
}
