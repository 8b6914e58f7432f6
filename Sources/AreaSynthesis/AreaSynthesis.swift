import Essentials
import Foundation

/// Areas that are made up from a recipe and a seed.
public enum AreaSynthesis {
  /// The `kind` of the recipes that this module makes.
  public static let recipeKind = StreetRecipe.kind

  /// Makes the `area/` folder of a pack from a recipe of kind `synthetic-street`; an older folder is replaced.
  /// - Throws: `YAMLError` with line and key, `FileError`, `GeoFormatError`, `GeometryError`, `CancellationError`.
  public static func generate(recipe: YAMLDocument, into folder: URL, context: WorkContext) throws {
    let area = try SyntheticArea(StreetRecipe(recipe), work: context)
    try context.checkCancellation()
    context.progress(0.95, LocalizedText(nl: "Lagen wegschrijven", en: "Writing the layers"))
    try area.write(to: folder)
    context.progress(1, LocalizedText(nl: "Klaar", en: "Done"))
  }
}
