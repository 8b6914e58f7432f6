import Application
import Confinement
import Essentials
import Foundation
import Jobs
import TestSupport
import Testing

@Suite("Warm workers in lanes")
struct WorkerPoolTests {
  private func review(_ packs: [MountedPack]) -> Job {
    .reviewPlan(ReviewPlanJob(packs: packs, plan: WarmStreet.plan([WarmStreet.tree])))
  }

  private func longRun(_ street: WarmStreet.Prepared) -> Job {
    .evaluatePlan(
      EvaluatePlanJob(
        packs: street.packs, events: ["wolkbreuk-90mm-1u"], parameters: ["rain": ["dryingMinutes": 2000]], level: .run,
        plan: WarmStreet.plan([]), layers: [], frames: false, explains: false,
        viewFolder: street.pool.viewFolder.path,
        cacheFolder: street.pool.installation.home.appendingPathComponent("cache").path))
  }

  private func ownPool() async throws -> WarmStreet.Prepared {
    var street = try await WarmStreet.shared
    street.pool = try WorkerPool(installation: street.pool.installation)
    return street
  }

  @Test("A lane keeps its process between jobs, and each lane has its own")
  func warm() async throws {
    let street = try await ownPool()
    #expect(await street.pool.processIdentifier(of: .review) == nil)
    let _: PlanReview = try await street.pool.perform(review(street.packs), on: .review)
    let first = try #require(await street.pool.processIdentifier(of: .review))
    let _: PlanReview = try await street.pool.perform(review(street.packs), on: .review)
    #expect(await street.pool.processIdentifier(of: .review) == first)
    let _: PlanReview = try await street.pool.perform(review(street.packs), on: .preview)
    #expect(await street.pool.processIdentifier(of: .preview) != first)
    await street.pool.close()
    await #expect(throws: WorkerError.self) {
      let _: PlanReview = try await street.pool.perform(review(street.packs), on: .review)
    }
  }

  @Test("A worker that was killed is there again for the next job")
  func dies() async throws {
    let street = try await ownPool()
    let _: PlanReview = try await street.pool.perform(review(street.packs), on: .review)
    let first = try #require(await street.pool.processIdentifier(of: .review))
    #expect(kill(first, SIGKILL) == 0)
    try await Task.sleep(for: .milliseconds(300))
    let answer: PlanReview = try await street.pool.perform(review(street.packs), on: .review)
    #expect(answer.problems.isEmpty)
    #expect(await street.pool.processIdentifier(of: .review) != first)
    await street.pool.close()
  }

  @Test("A job that takes too long is stopped and says so; the lane goes on")
  func deadline() async throws {
    let street = try await ownPool()
    let error = await #expect(throws: WorkerError.self) {
      let _: PlanView = try await street.pool.perform(longRun(street), on: .run, deadline: .seconds(2))
    }
    #expect(error?.diagnostic.code == WorkerError.deadlineExceeded(seconds: 2).diagnostic.code)
    let _: PlanReview = try await street.pool.perform(review(street.packs), on: .run)
    await street.pool.close()
  }

  @Test("A cancelled job leaves the lane to the next one, and a quick question does not wait for a long run")
  func cancelled() async throws {
    let street = try await ownPool()
    let job = longRun(street)
    let pool = street.pool
    let task = Task { () -> PlanView in try await pool.perform(job, on: .run) }
    try await Task.sleep(for: .milliseconds(500))
    let _: PlanReview = try await pool.perform(review(street.packs), on: .review)
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    let _: PlanReview = try await pool.perform(review(street.packs), on: .run)
    await pool.close()
  }

  @Test("A worker of the pool writes nowhere but in its three folders")
  func confined() async throws {
    let street = try await ownPool()
    let outside = street.pool.installation.home.appendingPathComponent("elsewhere")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
    await #expect(throws: Diagnostic.self) {
      let _: AreaView = try await street.pool.perform(
        .areaView(AreaViewJob(packs: street.packs, viewFolder: outside.path)), on: .run)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    await street.pool.close()
  }
}
