import Classroom
import Essentials
import Foundation

/// What a running server keeps: the installation, the database and the warm workers. Every use case of the workbench
/// is a method of it; controllers only translate HTTP.
public final class Workplace: Sendable {
  public let installation: Installation
  public let database: ClassroomDatabase

  /// - Throws: `ClassroomError.unreadable`.
  public init(installation: Installation) throws {
    self.installation = installation
    database = try ClassroomDatabase(file: installation.home.appendingPathComponent("classroom.sqlite"))
  }
}
