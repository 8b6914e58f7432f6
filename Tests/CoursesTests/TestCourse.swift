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

  static let prompt = LocalizedText(
    nl: "Hoeveel daalt de **PET** op het plein?", en: "How much does the **PET** in the square fall?")

  /// An assignment with one exercise of each form.
  static let sheet = AssignmentSheet(
    id: "square", version: "1.0.0", title: LocalizedText(nl: "Het plein", en: "The square"),
    introduction: LocalizedText(nl: "Je maakt het plein koeler.", en: "You make the square cooler."),
    exercises: [
      .init(
        id: "predict", title: LocalizedText(nl: "Voorspel", en: "Predict"), prompt: prompt, points: 2,
        response: .quantity(unit: "K"), reasoning: LocalizedText(nl: "Waarom denk je dat?", en: "Why do you think so?")),
      .init(
        id: "count", title: LocalizedText(nl: "Reken", en: "Work out"),
        prompt: LocalizedText(nl: "Hoeveel water valt er?", en: "How much water falls?"), points: 3,
        response: .quantity(unit: "m³")),
      .init(
        id: "design", title: LocalizedText(nl: "Ontwerp", en: "Design"),
        prompt: LocalizedText(nl: "Maak een plan.", en: "Make a plan."), points: 5, response: .plan,
        criteria: [
          .init(
            title: LocalizedText(nl: "PET op het plein", en: "PET in the square"), points: 2.5,
            target: LocalizedText(nl: "minstens 3 graden lager", en: "at least 3 degrees lower"))
        ], conditions: [LocalizedText(nl: "Hooguit € 50.000", en: "€ 50,000 at most")]),
    ])
}
