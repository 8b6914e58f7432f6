import Essentials
import Foundation

/// Areas that are made of layers from open registers.
public enum AreaImport {
  /// The `kind` of the recipes that this module makes.
  public static let recipeKind = RegisterRecipe.kind

  /// Makes the `area/` folder of a pack from a recipe of kind `register-import` and the folder of its data; an older
  /// folder is replaced.
  /// - Throws: `YAMLError` with line and key, `ImportError`, `AreaError`, `GridError`, `FileError`, `GeoFormatError`,
  ///   `GeometryError`, `CancellationError`.
  public static func generate(recipe: YAMLDocument, data: URL, into folder: URL, context: WorkContext) throws {
    let area = try RegisterImport(RegisterRecipe(recipe), data: data, work: context)
    try context.checkCancellation()
    context.progress(0.9, LocalizedText(nl: "Lagen wegschrijven", en: "Writing the layers"))
    try area.write(to: folder)
    context.progress(1, LocalizedText(nl: "Klaar", en: "Done"))
  }
}
