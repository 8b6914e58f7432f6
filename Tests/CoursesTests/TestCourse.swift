import Essentials
import Foundation
import TestSupport

@testable import Courses

/// Courses for the tests: a small one in memory, and the one that we ship.
enum TestCourse {
  static let shipped = TestFolders.repository.appendingPathComponent("courses/straat-van-de-toekomst")
  static let template = TestFolders.repository.appendingPathComponent("templates/course")

  static let manifest = """
    name: school/heat
    version: 1.2.0
    title: {nl: Hitte, en: Heat}
    description: {nl: Over hitte., en: About heat.}
    language: nl
    licence: CC-BY-4.0
    authors: [{name: "Ada; Lovelace"}]
    date: "2026-11-21"
    engine: ">=0.1.0 <0.2.0"
    packs: [{name: twinbench/basis-nl, version: 0.1.0}]
    hours: 2
    lessons: [sun, rain]
    """

  static let drawing =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 40\"><rect width=\"9\" height=\"9\"/></svg>"

  static let files: [String: String] = [
    "course.yaml": manifest,
    "lessons/sun.nl.md":
      "# De zon\n\nTekst met <\u{200B}tekens> & \"meer\".\n\n![Een boom](../figures/tree.svg \"Schaduw\")\n",
    "lessons/sun.en.md": "# The sun\n\nText.\n\n![A tree](../figures/tree.svg \"Shade\")\n",
    "lessons/rain.nl.md": "# Regen\n\n## Waarheen\n\nNa [de les over de zon](sun.nl.md).\n",
    "lessons/rain.en.md": "# Rain\n\n## Where to\n\nAfter [the lesson on the sun](sun.en.md).\n",
    "figures/tree.svg": drawing,
  ]

  /// The small course with some files changed, added or (nil) removed.
  static func load(changing changes: [String: String?] = [:]) throws -> Course {
    var files = files
    for (path, text) in changes { files[path] = text }
    let content = files
    return try Course.load(CourseFiles(paths: Array(content.keys)) { Data((content[$0] ?? "").utf8) })
  }

  /// What no export may hold: it stands in the key of an exercise below, or in its plan.
  static let keys = ["CANARY", "everywhere", "0.0173", "heat.pet", "zeroAt", "43.21"]

  /// An assignment with one exercise of each kind.
  static let assignment: [String: String?] = [
    "course.yaml": manifest + "\nassignments: [square]",
    "assignments/square.yaml": """
    id: square
    version: 1.0.0
    title: {nl: Het plein, en: The square}
    introduction: {nl: Je maakt het plein koeler., en: You make the square cooler.}
    scenario: {area: twinbench/street@0.1.0, events: [hot-day]}
    exercises: [predict, count, design]
    """,
    "exercises/predict.yaml": """
    kind: predict
    id: predict
    version: 1.0.0
    title: {nl: Voorspel, en: Predict}
    prompt: {nl: "Hoeveel daalt de **PET** op het plein?", en: "How much does the **PET** in the square fall?"}
    about: design
    formula: before(mean(heat.pet)) - mean(heat.pet)
    unit: K
    decimals: 1
    points: 2
    tolerance: 0.0173
    zeroAt: 43.21
    """,
    "exercises/count.yaml": """
    kind: numeric
    id: count
    version: 1.0.0
    title: {nl: Reken, en: Work out}
    prompt: {nl: Hoeveel water valt er?, en: How much water falls?}
    unit: m3
    decimals: 0
    points: 3
    answer: {formula: area(everywhere) * 70 mm}
    tolerance: {relative: 0.0173}
    """,
    "exercises/design.yaml": """
    kind: design
    id: design
    version: 1.0.0
    title: {nl: Ontwerp, en: Design}
    prompt: {nl: Maak een plan., en: Make a plan.}
    checks:
      - id: cooler
        title: {nl: PET op het plein, en: PET in the square}
        formula: mean(heat.pet)
        unit: °C
        decimals: 1
        judge: change
        zero: -0.0173
        full: -3
        points: 2.5
    budget: {amount: 50000, zeroAt: 90000}
    reference: plans/best.geojson
    """,
    "plans/best.geojson": "CANARY", "submissions/ada/submission.yaml": "CANARY",
  ]

  /// The small course with that assignment.
  static func withAssignment(changing changes: [String: String?] = [:]) throws -> Course {
    try load(changing: assignment.merging(changes) { _, new in new })
  }
}
