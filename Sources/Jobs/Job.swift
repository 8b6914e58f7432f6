import Archives
import Essentials
import Foundation
import Scenarios
import TwinPacks

/// What can be asked of a confined worker. Paths are those that the worker's policy opens to it.
public enum Job: Codable, Sendable {
  case buildPack(BuildPackJob)
  case verifyPack(VerifyPackJob)
  case stagePack(StagePackJob)
  case run(RunJob)
  case checkCourse(CheckCourseJob)
  case exportCourse(ExportCourseJob)
  case inspectSubmission(InspectSubmissionJob)
  case packSubmission(PackSubmissionJob)
  case grade(GradeJob)
  case verifySubmission(VerifySubmissionJob)
  case areaView(AreaViewJob)
  case reviewPlan(ReviewPlanJob)
  case evaluatePlan(EvaluatePlanJob)
  case readCell(ReadCellJob)
  case courseView(CourseViewJob)
  case importWeather(ImportWeatherJob)

  public func encoded() throws -> Data { try JSONEncoder().encode(self) }
  public init(decoding data: Data) throws { self = try JSONDecoder().decode(Job.self, from: data) }
}

/// Makes an archive from a pack source, generating the area where the source holds a recipe for one.
public struct BuildPackJob: Codable, Sendable {
  public var source: String
  /// An empty folder to work in; the archive is left in it as `pack.twinpack`.
  public var workFolder: String
  /// A folder of real layers for recipes that import.
  public var dataFolder: String?
  /// By `name@version`.
  public var dependencies: [String: Digest]

  public init(source: String, workFolder: String, dataFolder: String?, dependencies: [String: Digest]) {
    self.source = source
    self.workFolder = workFolder
    self.dataFolder = dataFolder
    self.dependencies = dependencies
  }

  public static let archiveName = "pack.twinpack"
}

/// Reads an archive once, checking everything. Answers `PackContents`.
public struct VerifyPackJob: Codable, Sendable {
  public var archive: String
  public var limits: ArchiveLimits

  public init(archive: String, limits: ArchiveLimits = .standard) {
    self.archive = archive
    self.limits = limits
  }
}

/// Reads an archive once into a staging folder of the library. Answers `PackContents`.
public struct StagePackJob: Codable, Sendable {
  public var archive: String
  public var stagingFolder: String
  public var limits: ArchiveLimits

  public init(archive: String, stagingFolder: String, limits: ArchiveLimits = .standard) {
    self.archive = archive
    self.stagingFolder = stagingFolder
    self.limits = limits
  }
}

/// A pack whose files a worker may read.
public struct MountedPack: Codable, Sendable {
  public var pin: PackPin
  /// Absolute path of the stored file, by path in the pack.
  public var files: [String: String]

  public init(pin: PackPin, files: [String: String]) {
    self.pin = pin
    self.files = files
  }
}

/// Executes a scenario and writes tables, layers, maps and receipt into a folder.
public struct RunJob: Codable, Sendable {
  public var scenario: Scenario
  /// GeoJSON or plan log; nil for no plan.
  public var plan: Data?
  /// The plan's file as the person named it.
  public var planFile: String
  /// The area's pack first, then what it depends on.
  public var packs: [MountedPack]
  public var outputFolder: String
  public var cacheFolder: String?
  public var language: Language

  public init(
    scenario: Scenario, plan: Data?, planFile: String, packs: [MountedPack], outputFolder: String,
    cacheFolder: String?, language: Language
  ) {
    self.scenario = scenario
    self.plan = plan
    self.planFile = planFile
    self.packs = packs
    self.outputFolder = outputFolder
    self.cacheFolder = cacheFolder
    self.language = language
  }
}
