import Essentials

/// Which feature of which file a mistake is in; whatever is known of it.
public struct FeaturePlace: Hashable, Sendable {
  /// A file as the person named it.
  public var file: String?
  /// 0-based, as in `features[3]`.
  public var index: Int?
  public var id: String?

  public init(file: String? = nil, index: Int? = nil, id: String? = nil) {
    self.file = file
    self.index = index
    self.id = id
  }

  var location: Diagnostic.Location {
    let parts = [index.map { "features[\($0)]" }, id.map { "id '\($0)'" }].compactMap { $0 }
    return .init(file: file, key: parts.isEmpty ? nil : parts.joined(separator: " "))
  }
}
