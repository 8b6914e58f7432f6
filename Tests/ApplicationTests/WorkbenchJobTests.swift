import Essentials
import Foundation
import Jobs
import Scenarios
import TestSupport
import Testing

@testable import Application

/// What a browser asks for, through a confined worker that stays warm.
enum WarmStreet {
  struct Prepared: Sendable {
    var pool: WorkerPool
    var packs: [MountedPack]
  }

  private static let work = Task {
    let prepared = try await PreparedLibrary.shared
    let installation = try Installation(home: prepared.home, threads: 2)
    let area = try installation.pack("twinbench/straat-van-de-toekomst@0.1.0")
    return Prepared(
      pool: try WorkerPool(installation: installation),
      packs: try ([area] + installation.dependencies(of: area)).map { try installation.mount($0) })
  }

  static var shared: Prepared { get async throws { try await work.value } }

  static let events = ["hete-dag-2015-07-01"]

  static func plan(_ features: [String]) -> Data {
    Data((ShortScenario.head + features.joined(separator: ",\n") + "]}").utf8)
  }

  static let tree = ShortScenario.feature("boom-1", "tree", x: 155_150, y: 463_150)
}

@Suite("What a browser asks of a warm worker")
struct WorkbenchJobTests {
  private func stored(_ grid: GridReference, _ pool: WorkerPool) throws -> Data {
    let data = try Data(contentsOf: pool.viewFolder.appendingPathComponent("\(grid.digest.hex).grid"))
    #expect(Digest.sha256(data) == grid.digest)
    #expect(data.count == grid.rows * grid.columns * (grid.encoding == .int16 ? 2 : 1))
    return data
  }

  @Test("An area comes with grids, features, cards in words, layers with their scales, and events")
  func area() async throws {
    let street = try await WarmStreet.shared
    let view: AreaView = try await street.pool.perform(
      .areaView(AreaViewJob(packs: street.packs, viewFolder: street.pool.viewFolder.path)), on: .run)
    #expect(view.synthetic && view.frame.columns == 300)
    let landCover = try stored(view.landCover, street.pool)
    let codes = Set(view.classes.map(\.code))
    #expect(landCover.allSatisfy { codes.contains(Int($0)) })
    let shade = try stored(view.hillshade, street.pool)
    // Level ground is 1; most of a Dutch street is level.
    let level = shade.count { abs(Double($0) * view.hillshade.scale - 1) < 0.06 }
    #expect(level * 2 > shade.count && Set(shade).count > 10)
    _ = try stored(view.canopyHeight, street.pool)
    #expect(view.features.map(\.id).contains("buildings") && view.features.map(\.id).contains("zones"))
    for features in view.features {
      let data = try Data(
        contentsOf: street.pool.viewFolder.appendingPathComponent("\(features.digest.hex).geojson"))
      #expect(Digest.sha256(data) == features.digest)
    }
    let known = ["comfort.tmrt", "comfort.utci", "comfort.pet", "heat.pet", "heat.shade", "rain.maximumDepth"]
    #expect(view.layers.map(\.id).filter(known.contains) == known)
    for layer in view.layers {
      #expect(layer.scale.classes.count == layer.scale.limits.count + 1)
      #expect(!layer.notes.isEmpty)
    }
    let tree = try #require(view.measures.first { $0.id == "tree" })
    #expect(tree.effects.contains { $0.nl.contains("Kroondiameter") && $0.en.contains("Crown diameter") })
    #expect(view.measures.allSatisfy { $0.effects.allSatisfy { !$0.nl.isEmpty && $0.nl != $0.en } })
    #expect(view.events.map(\.kind).contains("heat") && !view.indicators.isEmpty)
  }

  @Test("A plan is checked and priced; a tree on a roof is told by its id")
  func review() async throws {
    let street = try await WarmStreet.shared
    let wrong = ShortScenario.feature("boom-2", "tree", x: 155_400, y: 463_150)
    let review: PlanReview = try await street.pool.perform(
      .reviewPlan(ReviewPlanJob(packs: street.packs, plan: WarmStreet.plan([WarmStreet.tree, wrong]))), on: .review)
    #expect(review.problems.map(\.code) == ["plan.outsideArea"])
    #expect(review.problems.first?.location.key == "boom-2")
    #expect(review.cost.construction > 0)
  }

  @Test("An evaluated plan brings indicators, the grids that were asked for, and steps of time")
  func evaluate() async throws {
    let street = try await WarmStreet.shared
    func job(_ level: Level, _ features: [String], frames: Bool = false) -> Job {
      .evaluatePlan(
        EvaluatePlanJob(
          packs: street.packs, events: WarmStreet.events, parameters: [:], level: level,
          plan: WarmStreet.plan(features), layers: ["heat.pet", "rain.maximumDepth", "nonsense"], frames: frames,
          explains: level == .run, viewFolder: street.pool.viewFolder.path,
          cacheFolder: street.pool.installation.home.appendingPathComponent("cache").path))
    }
    let run: PlanView = try await street.pool.perform(job(.run, [WarmStreet.tree], frames: true), on: .run)
    // No rain, so no layer of it; what is unknown is left out.
    #expect(run.layers.map(\.layer) == ["heat.pet", "heat.pet"])
    #expect(run.layers.map(\.variant) == [.before, .after])
    #expect(run.layers.allSatisfy { $0.frames.count == 23 })
    #expect(run.explanations.count == run.indicators.count && !run.indicators.isEmpty)
    let grid = try #require(run.layers.last?.grid)
    let data = try stored(grid, street.pool)
    let values = data.withUnsafeBytes { bytes in
      (0..<data.count / 2).map { bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self).littleEndian }
    }
    let known = values.filter { Int($0) != grid.missing }.map { Double($0) * grid.scale + grid.offset }
    #expect(known.count < values.count && known.allSatisfy { (15...60).contains($0) })

    let preview: PlanView = try await street.pool.perform(job(.preview, [WarmStreet.tree]), on: .preview)
    #expect(preview.level == .preview && preview.explanations.isEmpty)
    // Heat has no cheaper level.
    for (a, b) in zip(run.indicators, preview.indicators) { #expect(a.after == b.after && a.before == b.before) }
    let empty: PlanView = try await street.pool.perform(job(.preview, []), on: .preview)
    #expect(empty.indicators.allSatisfy { $0.change == 0 })
  }

  @Test("A cell tells what it is and why; its terms add up before and after")
  func cell() async throws {
    let street = try await WarmStreet.shared
    func job(x: Double, y: Double) -> Job {
      .readCell(
        ReadCellJob(
          packs: street.packs, events: WarmStreet.events, parameters: [:], level: .run,
          plan: WarmStreet.plan([WarmStreet.tree]), x: x, y: y,
          cacheFolder: street.pool.installation.home.appendingPathComponent("cache").path))
    }
    let cell: CellReading = try await street.pool.perform(job(x: 155_150, y: 463_150), on: .review)
    let heat = try #require(cell.parts.first { $0.kind == "heat" })
    let pet = try #require(heat.values.first { $0.id == "pet" })
    func sum(_ value: (CellReading.Line) -> Double?) -> Double { heat.terms.reduce(0) { $0 + (value($1) ?? .nan) } }
    #expect(abs(sum { $0.before } - (pet.before ?? 0)) < 1e-3 && abs(sum { $0.after } - (pet.after ?? 0)) < 1e-3)
    #expect((pet.after ?? 99) < (pet.before ?? 0) - 5)
    let counting = heat.hours.filter(\.counts)
    #expect(counting.count == 7 && counting.allSatisfy { ($0.sun?.altitude ?? 0) > 30 })
    #expect(heat.hours.count == 23 && heat.hours.contains { ($0.sun?.altitude ?? 0) < 0 })
    let hours = counting.compactMap(\.after)
    #expect(abs(hours.reduce(0, +) / 7 - (pet.after ?? 0)) < 1e-3)
    for hour in heat.hours {
      #expect(abs(hour.terms.reduce(0) { $0 + ($1.after ?? .nan) } - (hour.after ?? 0)) < 1e-6)
    }
    let causes = try #require(heat.change).causes
    #expect(abs(causes.reduce(0) { $0 + ($1.value ?? .nan) } - ((pet.after ?? 0) - (pet.before ?? 0))) < 1e-3)
    #expect(cell.parts.filter { $0.kind != "heat" }.allSatisfy { $0.change == nil })
    let crown = try #require(cell.surroundings.first { $0.id == "canopyHeight" })
    #expect(crown.before == 0 && (crown.after ?? 0) > 5)
    await #expect(throws: Diagnostic.self) {
      let _: CellReading = try await street.pool.perform(job(x: 154_000, y: 463_150), on: .review)
    }
  }

  @Test("A course comes as HTML with nothing of its keys")
  func course() async throws {
    let street = try await WarmStreet.shared
    let folder = TestFolders.repository.appendingPathComponent("courses/straat-van-de-toekomst")
    let opened = try await street.pool.installation.open(.folder(folder)) { _ in }.course
    // A pool reads the library alone; a course in a folder is copied to where it may read.
    let work = street.pool.workFolder.appendingPathComponent("course-test")
    try? FileManager.default.removeItem(at: work)
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    var course = opened
    for (path, file) in opened.files {
      let copy = work.appendingPathComponent(path.replacing("/", with: "_"))
      try FileManager.default.copyItem(at: URL(fileURLWithPath: file), to: copy)
      course.files[path] = copy.path
    }
    let view: CourseView = try await street.pool.perform(
      .courseView(CourseViewJob(course: course, viewFolder: street.pool.viewFolder.path)), on: .run)
    #expect(view.lessons.map(\.id) == ["hitte", "modellen", "nacht-en-wind", "wolkbreuk"])
    let text = try #require(String(data: JSONEncoder().encode(view), encoding: .utf8))
      .replacing("\\/", with: "/")
    #expect(text.contains("/api/figures/") && !text.contains("<script"))
    let design = try #require(view.assignments.first?.exercises.first { $0.kind == "design" })
    #expect(design.budget == 60_000)
    // Canaries: what only the key holds, with the hints that come after handing in.
    for canary in ["zoneel", "referentie", "zeroAt", "\"zero\"", "tolerance", "weer zitten", "6300"] {
      #expect(!text.contains(canary), "\(canary)")
    }
    for figure in text.matches(of: /\/api\/figures\/([0-9a-f]{64}\.svg)/) {
      #expect(
        FileManager.default.fileExists(atPath: street.pool.viewFolder.appendingPathComponent(String(figure.1)).path))
    }
  }
}
