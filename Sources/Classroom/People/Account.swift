import Essentials

/// A person as the server knows them: as little as possible.
public struct Account: Hashable, Sendable, Codable {
  public enum Role: String, Codable, Sendable {
    case teacher, student
  }

  /// Random and permanent; never a name.
  public var id: String
  public var role: Role
  /// A teacher's log-in name, a student's nickname.
  public var name: String
  public var language: Language

  public init(id: String, role: Role, name: String, language: Language) {
    self.id = id
    self.role = role
    self.name = name
    self.language = language
  }
}
