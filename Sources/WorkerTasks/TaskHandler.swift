import Essentials
import Foundation
import Jobs
import TwinPacks

/// What a confined worker can do: one job in, one answer out.
public enum TaskHandler {
  /// - Throws: what is wrong with the job's input, as the error enum of the module that found it.
  public static func handle(_ request: Data, context: WorkContext) throws -> Data {
    let encoder = JSONEncoder()
    switch try Job(decoding: request) {
    case .buildPack(let job): return try encoder.encode(BuildPackTask(job: job).perform(context))
    case .verifyPack(let job):
      let file = URL(fileURLWithPath: job.archive)
      return try encoder.encode(PackVerifier.verify(file, limits: job.limits, context: context))
    case .stagePack(let job):
      let file = URL(fileURLWithPath: job.archive)
      let staging = URL(fileURLWithPath: job.stagingFolder)
      return try encoder.encode(PackIntake.stage(file, into: staging, limits: job.limits, context: context))
    case .run(let job): return try encoder.encode(RunTask(job: job).perform(context))
    case .checkCourse(let job): return try encoder.encode(CheckCourseTask(job: job).perform(context))
    case .exportCourse(let job): return try encoder.encode(ExportCourseTask(job: job).perform(context))
    case .inspectSubmission(let job): return try encoder.encode(InspectSubmissionTask(job: job).perform(context))
    case .packSubmission(let job): return try encoder.encode(PackSubmissionTask(job: job).perform(context))
    case .grade(let job): return try encoder.encode(GradeTask(job: job).perform(context))
    case .verifySubmission(let job): return try encoder.encode(VerifySubmissionTask(job: job).perform(context))
    case .areaView(let job): return try encoder.encode(AreaViewTask(job: job).perform(context))
    case .reviewPlan(let job): return try encoder.encode(ReviewPlanTask(job: job).perform(context))
    case .evaluatePlan(let job): return try encoder.encode(EvaluatePlanTask(job: job).perform(context))
    case .readCell(let job): return try encoder.encode(ReadCellTask(job: job).perform(context))
    case .courseView(let job): return try encoder.encode(CourseViewTask(job: job).perform(context))
    case .importWeather(let job): return try encoder.encode(ImportWeatherTask(job: job).perform(context))
    }
  }
}
