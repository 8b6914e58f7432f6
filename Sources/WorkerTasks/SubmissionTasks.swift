import Assessment
import Courses
import Essentials
import Foundation
import Jobs
import Scenarios

/// A submission with the course by which it is judged.
private struct JudgedSubmission {
  let submission: Submission
  let assignment: Assignment
  let course: CoursePin

  /// - Throws: `TaskError.noAssignment`, `.courseUnsound`; what is wrong with the file.
  init(_ file: String, _ mounted: MountedCourse) throws {
    submission = try Submission.read(URL(fileURLWithPath: file))
    let course = try Course.load(CourseFiles(mounted))
    self.course = course.pin
    assignment = try course.assignment(submission.assignment.id, in: mounted)
  }
}

extension Course {
  fileprivate var pin: CoursePin { CoursePin(name: "\(manifest.name)", version: "\(manifest.version)") }

  /// - Throws: `TaskError.noAssignment` when there is none of this id; why it cannot be read.
  fileprivate func assignment(_ id: String, in mounted: MountedCourse) throws -> Assignment {
    if let found = assignments.first(where: { $0.id == id }) { return found }
    if manifest.assignments.contains(id), let problem = Diagnostic.first(of: check().filter { $0.severity == .error }) {
      throw problem
    }
    throw TaskError.noAssignment(id, course: mounted.name, known: manifest.assignments)
  }
}

struct InspectSubmissionTask {
  let job: InspectSubmissionJob

  func perform(_ context: WorkContext) throws -> SubmissionHead {
    try SubmissionHead(Submission.read(URL(fileURLWithPath: job.submission), context: context))
  }
}

struct PackSubmissionTask {
  let job: PackSubmissionJob

  func perform(_ context: WorkContext) throws -> PackedSubmission {
    let file = URL(fileURLWithPath: job.source)
    let folder = file.deletingLastPathComponent()
    let source = try SubmissionSource(YAMLDocument.read(file)) { path in
      // Only what the policy opens can be read; this keeps a name from leading out of the folder by mistake.
      guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { throw TaskError.planOutside(path) }
      return try CourseFiles.read(folder.appendingPathComponent(path), named: path)
    }
    let course = try Course.load(CourseFiles(job.course))
    let assignment = try course.assignment(source.assignment, in: job.course)
    let runner = AssignmentRunner(job.course, cacheFolder: job.cacheFolder, context: context)
    let submission = try source.pack(assignment, course: course.pin, runner: runner)
    let remarks = try SubmissionReview(assignment: assignment, runner: runner).remarks(submission)
    try submission.write(
      to: URL(fileURLWithPath: job.workFolder).appendingPathComponent(PackSubmissionJob.resultName))
    return PackedSubmission(head: try SubmissionHead(submission), remarks: remarks)
  }
}

struct GradeTask {
  let job: GradeJob

  func perform(_ context: WorkContext) throws -> Grade {
    let judged = try JudgedSubmission(job.submission, job.course)
    let runner = AssignmentRunner(job.course, cacheFolder: job.cacheFolder, context: context)
    return try Grader(assignment: judged.assignment, course: judged.course, runner: runner).grade(judged.submission)
  }
}

struct VerifySubmissionTask {
  let job: VerifySubmissionJob

  func perform(_ context: WorkContext) throws -> Verification {
    let judged = try JudgedSubmission(job.submission, job.course)
    let runner = AssignmentRunner(job.course, cacheFolder: nil, context: context)
    let check = SubmissionCheck(assignment: judged.assignment, course: judged.course, runner: runner)
    let runs = judged.submission.entries.count { if case .ran = $0 { true } else { false } }
    return Verification(
      head: try SubmissionHead(judged.submission), runs: runs, differences: try check.differences(judged.submission))
  }
}
