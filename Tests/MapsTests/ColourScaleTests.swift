import Essentials
import Maps
import Testing

@Suite("Colour scales")
struct ColourScaleTests {
  @Test(
    "a value on a limit belongs to the class above it",
    arguments: [
      (Float(17.9), 0), (18, 1), (22.99, 1), (23, 2), (29, 4), (35, 6), (41, 8), (46, 9), (80, 9), (-5, 0),
    ])
  func petClasses(_ value: Float, _ index: Int) {
    #expect(ColourScale.pet.classIndex(of: value) == index)
  }

  @Test(
    "decimal limits are met by cells of that decimal",
    arguments: [(Float(0.05), 1), (0.1, 2), (0.15, 3), (0.3, 4), (0.5, 5)])
  func depthClasses(_ value: Float, _ index: Int) {
    #expect(ColourScale.waterDepth.classIndex(of: value) == index)
    #expect(ColourScale.waterDepth.classIndex(of: value.nextDown) == index - 1)
  }

  @Test("NaN has no colour, and shallow water shows the ground")
  func nothing() {
    #expect(ColourScale.pet.colour(of: .nan) == nil)
    #expect(ColourScale.waterDepth.colour(of: 0.01) == nil)
    #expect(ColourScale.pet.colour(of: 30) != nil)
  }

  @Test("labels carry the language's decimal sign, the shown unit and a true minus")
  func labels() {
    let depth = ColourScale.waterDepth
    #expect(depth.title.nl == "Waterdiepte (cm)")
    #expect(depth.classes.map(\.label.nl) == ["< 5", "5 – 10", "10 – 15", "15 – 30", "30 – 50", "≥ 50"])
    let change = ColourScale.petDifference
    #expect(change.classes.first?.label.nl == "< \u{2212}8")
    #expect(change.classes[5].label == LocalizedText(nl: "\u{2212}0,5 tot 0,5", en: "\u{2212}0.5 to 0.5"))
    #expect(change.classes[5].colour == nil)
    #expect(change.classes.count == 11)
  }

  @Test("a change and its opposite differ in colour, and larger is darker")
  func diverging() throws {
    let scale = ColourScale.petDifference
    for (small, large) in [(Float(0.7), Float(1.5)), (1.5, 3), (3, 6), (6, 9)] {
      for sign in [Float(-1), 1] {
        let light = try #require(scale.colour(of: sign * small))
        let dark = try #require(scale.colour(of: sign * large))
        #expect(luminance(light) > luminance(dark))
      }
      #expect(scale.colour(of: small) != scale.colour(of: -small))
    }
  }

  @Test("sequential scales darken in one direction, so that grey prints and colour-blind readers keep the order")
  func monotone() {
    for scale in [ColourScale.waterDepth, .shade] {
      let brightness = scale.classes.compactMap(\.colour).map(luminance)
      #expect(zip(brightness, brightness.dropFirst()).allSatisfy(>))
    }
    let hot = ColourScale.pet.classes.dropFirst(2).compactMap(\.colour).map(luminance)
    #expect(zip(hot, hot.dropFirst()).allSatisfy(>))
  }

  @Test("codes have names and colours; other codes and fractions have none")
  func codes() {
    let scale = ColourScale(
      title: LocalizedText(nl: "Bodem", en: "Cover"),
      codes: [
        (12, LocalizedText(nl: "water", en: "water"), Colour(0x0000FF)),
        (3, LocalizedText(nl: "gras", en: "grass"), Colour(0x00FF00)),
      ])
    #expect(scale.colour(of: 12) == Colour(red: 0, green: 0, blue: 255))
    #expect(scale.colour(of: 3) == Colour(0x00FF00))
    #expect(scale.colour(of: 4) == nil)
    #expect(scale.colour(of: 3.5) == nil)
    #expect(scale.colour(of: .infinity) == nil)
  }

  /// Rec. 709 weights.
  private func luminance(_ colour: Colour) -> Double {
    0.2126 * Double(colour.red) + 0.7152 * Double(colour.green) + 0.0722 * Double(colour.blue)
  }
}
