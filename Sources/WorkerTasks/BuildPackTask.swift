import AreaImport
import AreaSynthesis
import Essentials
import Foundation
import Jobs
import TwinPacks

/// Builds a pack: copies the source, makes the area where a recipe asks for it, checks the content, writes the archive.
struct BuildPackTask {
  let job: BuildPackJob

  /// A source with this file has its `area/` made at build time; the recipe goes along as `area/recipe.yaml`.
  static let recipeName = "recipe.yaml"

  func perform(_ context: WorkContext) throws -> PackContents {
    let work = URL(fileURLWithPath: job.workFolder)
    let archive = work.appendingPathComponent(BuildPackJob.archiveName)
    let source = work.appendingPathComponent("source")
    try copySource(to: source)
    try generateArea(in: source, context.part(0...0.6))
    context.progress(0.6, LocalizedText(nl: "Pakket controleren en inpakken", en: "Checking and packing"))
    let contents = try PackBuilder.build(
      source: source, output: archive,
      dependencyDigest: { name, version in
        let reference = PackReference(name: name, version: version)
        guard let digest = job.dependencies["\(reference)"] else {
          throw PackError.notInstalled(reference: reference)
        }
        return digest
      }, linters: [ContentLinter()], context: context.part(0.6...1))
    try FileManager.default.removeItem(at: source)
    return contents
  }

  private func copySource(to target: URL) throws {
    let from = URL(fileURLWithPath: job.source)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: from.path).sorted()
    where name != Self.recipeName {
      try FileManager.default.copyItem(
        at: from.appendingPathComponent(name), to: target.appendingPathComponent(name))
    }
  }

  private func generateArea(in source: URL, _ context: WorkContext) throws {
    let original = URL(fileURLWithPath: job.source).appendingPathComponent(Self.recipeName)
    guard FileManager.default.fileExists(atPath: original.path) else { return }
    let area = source.appendingPathComponent("area")
    guard !FileManager.default.fileExists(atPath: area.path) else {
      throw TaskError.areaTwice(original.path)
    }
    let recipe = try YAMLDocument.read(original)
    let kind = try recipe.mapping().required("kind")
    switch try kind.string() {
    case AreaSynthesis.recipeKind:
      try AreaSynthesis.generate(recipe: recipe, into: area, context: context)
    case AreaImport.recipeKind:
      guard let data = job.dataFolder else { throw TaskError.dataFolderNeeded(original.path) }
      try AreaImport.generate(
        recipe: recipe, data: URL(fileURLWithPath: data), into: area, context: context)
    case let other:
      throw YAMLError.notAChoice(
        kind.location, value: other, choices: [AreaSynthesis.recipeKind, AreaImport.recipeKind])
    }
    try FileManager.default.copyItem(at: original, to: area.appendingPathComponent(Self.recipeName))
  }
}
