import AreaSynthesis
import Essentials
import Testing

@Suite("A recipe")
struct RecipeTests {
  @Test("is read with all its keys")
  func isReadWithAllItsKeys() throws {
    let recipe = try Neighbourhood.recipe()
    #expect(recipe.title.nl == "Straat van de toekomst")
    #expect(recipe.frame.west == 155_000)
    #expect(recipe.frame.count == 90_000)
    #expect(recipe.contextFrame.east - recipe.contextFrame.west == 2400)
  }

  @Test(
    "with a mistake is refused with line and key",
    arguments: [
      ("canalWidth", "canalwidth: 12", "yaml.unknownKey", "canalwidth"),
      ("houseWidth", "houseWidth: 54", "yaml.outOfRange", "houseWidth"),
      ("canalLevel", "canalLevel: 0.2", "yaml.outOfRange", "canalLevel"),
      ("ridgeHeight", "ridgeHeight: 5", "yaml.outOfRange", "ridgeHeight"),
      ("west", "west: 155003", "yaml.wrongKind", "west"),
      ("seed", "seed: -4", "yaml.outOfRange", "seed"),
      ("seed", "seed: veel", "yaml.wrongKind", "seed"),
      ("kind", "kind: register-import", "yaml.notAChoice", "kind"),
    ])
  func withAMistakeIsRefusedWithLineAndKey(_ row: (key: String, line: String, code: String, place: String)) throws {
    let text = try Neighbourhood.text([row.key: row.line])
    let number = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0 == row.line })
    let diagnostic = #expect(throws: YAMLError.self) {
      try StreetRecipe(YAMLDocument.parse(text, file: "recipe.yaml"))
    }?.diagnostic
    #expect(diagnostic?.code == row.code)
    #expect(diagnostic?.location.file == "recipe.yaml")
    #expect(diagnostic?.location.line == number + 1)
    #expect(diagnostic?.location.key == row.place)
  }

  @Test("without a key is refused by name")
  func withoutAKeyIsRefusedByName() throws {
    let text = try Neighbourhood.text(["kerbHeight": ""])
    let diagnostic = #expect(throws: YAMLError.self) {
      try StreetRecipe(YAMLDocument.parse(text, file: "recipe.yaml"))
    }?.diagnostic
    #expect(diagnostic?.code == "yaml.missingKey")
    #expect(diagnostic?.what.en.contains("kerbHeight") == true)
  }
}
