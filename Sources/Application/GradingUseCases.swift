import Assessment
import Essentials
import Foundation
import Jobs
import TwinPacks

extension Installation {
  /// Makes a `.twinsubmission` from a `submission.yaml` and the plans in its folder, running what its entries say; it
  /// appears only when it is complete.
  /// - Throws: what is wrong with the answers, the course or the packs.
  public func packSubmission(
    _ source: URL, course: CourseLocation, output: URL, progress: @escaping ProgressHandler
  ) async throws -> PackedSubmission {
    try requireFile(source)
    try requireReplaceableArchive(output)
    let opened = try await open(course, progress: progress)
    let work = try temporaryFolder(beside: output)
    defer { try? FileManager.default.removeItem(at: work) }
    let job = PackSubmissionJob(
      source: source.standardizedFileURL.path, course: opened.course, workFolder: work.path,
      cacheFolder: cacheFolder.path)
    let folder = source.standardizedFileURL.deletingLastPathComponent()
    let packed: PackedSubmission = try await perform(
      .packSubmission(job), in: opened, and: [folder], writable: [work, cacheFolder], progress: progress)
    let made = work.appendingPathComponent(PackSubmissionJob.resultName)
    guard rename(made.path, output.path) == 0 else { throw FileError.system(path: output.path, reason: errno) }
    return packed
  }

  /// Runs the plans of a submission anew and gives points.
  /// - Parameter course: nil for the installed course that the submission names.
  /// - Throws: what is wrong with the file; `AssessmentError` for a submission of another course, assignment or pack.
  public func grade(
    _ submission: URL, course: CourseLocation?, progress: @escaping ProgressHandler
  ) async throws -> Grade {
    let opened = try await open(course, for: submission, progress: progress)
    let job = GradeJob(
      submission: submission.standardizedFileURL.path, course: opened.course, cacheFolder: cacheFolder.path)
    return try await perform(.grade(job), in: opened, and: [submission], writable: [cacheFolder], progress: progress)
  }

  /// Runs again, without the cache, what a submission says was run, and compares.
  /// - Parameter course: nil for the installed course that the submission names.
  public func verifySubmission(
    _ submission: URL, course: CourseLocation?, progress: @escaping ProgressHandler
  ) async throws -> Verification {
    let opened = try await open(course, for: submission, progress: progress)
    let job = VerifySubmissionJob(submission: submission.standardizedFileURL.path, course: opened.course)
    return try await perform(.verifySubmission(job), in: opened, and: [submission], writable: [], progress: progress)
  }

  private func open(
    _ course: CourseLocation?, for submission: URL, progress: @escaping ProgressHandler
  ) async throws -> OpenedCourse {
    try requireFile(submission)
    if let course { return try await open(course, progress: progress) }
    let job = InspectSubmissionJob(submission: submission.standardizedFileURL.path)
    let head: SubmissionHead = try await perform(
      .inspectSubmission(job), readable: [submission], writable: [], progress: progress)
    let name = "\(head.course.name)@\(head.course.version)"
    do { return try await open(.installed(name), progress: progress) } catch ApplicationError.packNotInstalled {
      throw ApplicationError.courseNotInstalled(name)
    }
  }
}
