import Assessment
import Essentials
import Foundation

/// Reads the head of a submission, so that the application knows which course to open. Answers `SubmissionHead`.
public struct InspectSubmissionJob: Codable, Sendable {
  public var submission: String

  public init(submission: String) { self.submission = submission }
}

/// Makes a `.twinsubmission` from a folder with `submission.yaml` and plans, running what its entries say. The file is
/// left in `workFolder` as `work.twinsubmission`. Answers `PackedSubmission`.
public struct PackSubmissionJob: Codable, Sendable {
  /// `submission.yaml` as the person named it, and the folder that its plans lie in.
  public var source: String
  public var course: MountedCourse
  public var workFolder: String
  public var cacheFolder: String?

  public init(source: String, course: MountedCourse, workFolder: String, cacheFolder: String?) {
    self.source = source
    self.course = course
    self.workFolder = workFolder
    self.cacheFolder = cacheFolder
  }

  public static let resultName = "work.twinsubmission"
}

/// Grades one submission. Answers `Grade`.
public struct GradeJob: Codable, Sendable {
  public var submission: String
  public var course: MountedCourse
  public var cacheFolder: String?

  public init(submission: String, course: MountedCourse, cacheFolder: String?) {
    self.submission = submission
    self.course = course
    self.cacheFolder = cacheFolder
  }
}

/// Runs again what a submission says was run, without a cache, and compares. Answers `Verification`.
public struct VerifySubmissionJob: Codable, Sendable {
  public var submission: String
  public var course: MountedCourse

  public init(submission: String, course: MountedCourse) {
    self.submission = submission
    self.course = course
  }
}

/// What a submission says of itself.
public struct SubmissionHead: Codable, Sendable {
  public var course: CoursePin
  public var assignment: AssignmentPin
  public var pseudonym: String
  /// SHA-256 of its content.
  public var digest: Digest

  public init(_ submission: Submission) throws {
    course = submission.course
    assignment = submission.assignment
    pseudonym = submission.pseudonym
    digest = try submission.digest()
  }
}

/// A submission that was made, with what its student would want to know before handing it in.
public struct PackedSubmission: Codable, Sendable {
  public var head: SubmissionHead
  /// Answers that are missing or cannot be read; nothing about right and wrong.
  public var remarks: [Diagnostic]

  public init(head: SubmissionHead, remarks: [Diagnostic]) {
    self.head = head
    self.remarks = remarks
  }
}

/// What `verify` found.
public struct Verification: Codable, Sendable {
  public var head: SubmissionHead
  /// How many runs were repeated.
  public var runs: Int
  /// Empty when everything is the same.
  public var differences: [Diagnostic]

  public init(head: SubmissionHead, runs: Int, differences: [Diagnostic]) {
    self.head = head
    self.runs = runs
    self.differences = differences
  }
}
