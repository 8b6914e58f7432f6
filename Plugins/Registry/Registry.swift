import Foundation
import PackagePlugin

/// Lists the kinds of thing that a target knows, so that a new kind is one new file and changes no other.
///
/// A file `Exercises/PredictExercise.swift` declares `PredictExercise`, which conforms to `Exercise`; the generated
/// `Exercises.all` holds every such type in the order of the file names. A file with `+` in its name extends a type
/// and is passed over. A target that depends on targets under `Sources/Models` gets `NativeModels.all`, one value of
/// each: the target `RainModel` declares the type `RainModel` with `init()`.
@main
struct Registry: BuildToolPlugin {
  /// Name of the folder and of the list, and the protocol that its types conform to.
  private static let kinds = [
    ("Exercises", "Exercise"), ("Formats", "CourseFormat"), ("Functions", "FormulaFunction"),
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target.sourceModule else { return [] }
    let lists = Self.kinds.compactMap { kinds(in: $0.0, conformingTo: $0.1, of: module) } + models(below: target)
    return lists.map { list in
      let output = context.pluginWorkDirectoryURL.appendingPathComponent("\(list.name).swift")
      return .buildCommand(
        displayName: "Listing \(list.name) of \(target.name)", executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", #"printf '%s\n' "$1" >"$2""#, "list", list.source, output.path], outputFiles: [output])
    }
  }

  private func kinds(
    in folder: String, conformingTo type: String, of module: any SourceModuleTarget
  ) -> (name: String, source: String)? {
    let names = module.sourceFiles(withSuffix: ".swift").map(\.url)
      .filter { $0.deletingLastPathComponent().lastPathComponent == folder }
      .map { $0.deletingPathExtension().lastPathComponent }
      .filter { !$0.contains("+") }.sorted()
    guard !names.isEmpty else { return nil }
    let source = """
      /// The types of the folder `\(folder)`, by file name.
      enum \(folder) {
        static let all: [any \(type).Type] = [\(names.map { "\($0).self" }.joined(separator: ", "))]
      }
      """
    return (folder, source)
  }

  private func models(below target: any Target) -> [(name: String, source: String)] {
    let names = target.dependencies.compactMap { dependency -> String? in
      guard case .target(let target) = dependency,
        target.directoryURL.deletingLastPathComponent().lastPathComponent == "Models"
      else { return nil }
      return target.name
    }.sorted()
    guard !names.isEmpty else { return [] }
    let source = """
      import ModelKit
      \(names.map { "import \($0)" }.joined(separator: "\n"))

      /// The models of the targets under `Sources/Models`, by name.
      enum NativeModels {
        static let all: [any Model] = [\(names.map { "\($0)()" }.joined(separator: ", "))]
      }
      """
    return [("NativeModels", source)]
  }
}
