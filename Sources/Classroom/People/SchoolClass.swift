/// A class of a school: the students who joined with one code, taught by one teacher.
public struct SchoolClass: Hashable, Sendable, Codable {
  /// Random and permanent.
  public var id: String
  public var name: String
  /// Six readable characters, unique on this server.
  public var joinCode: String
  /// Whether new students may join. Who is in it can always come back.
  public var isOpen: Bool
  /// The account of the teacher.
  public var teacher: String

  public init(id: String, name: String, joinCode: String, isOpen: Bool, teacher: String) {
    self.id = id
    self.name = name
    self.joinCode = joinCode
    self.isOpen = isOpen
    self.teacher = teacher
  }
}
