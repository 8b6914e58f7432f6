import Essentials
import Foundation
public enum AreaImport {
  public static let recipeKind = "register-import"
  public static func generate(recipe: YAMLDocument, data: URL, into: URL, context: WorkContext) throws {}
}
