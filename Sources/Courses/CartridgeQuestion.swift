import Markup

/// Parts of the QTI 1.2.1 profile of Common Cartridge 1.1.
enum CartridgeQuestion {
  static func metadata(_ fields: [(label: String, entry: String)]) -> XMLElement {
    XMLElement(
      "qtimetadata", [:],
      fields.map { field in
        XMLElement(
          "qtimetadatafield", [:],
          [XMLElement("fieldlabel", [:], field.label), XMLElement("fieldentry", [:], field.entry)])
      })
  }

  /// A question that a person marks.
  /// - Parameter weight: the profile takes whole numbers from 1 to 99.
  static func essay(name: String, title: String, text: [XMLElement], weight: Double) -> XMLElement {
    XMLElement(
      "item", ["ident": name, "title": title],
      [
        XMLElement(
          "itemmetadata", [:],
          [
            metadata([
              ("cc_profile", "cc.essay.v0p1"), ("cc_weighting", "\(Int(min(99, max(1, weight.rounded()))))"),
              ("qmd_scoringpermitted", "Yes"), ("qmd_computerscored", "No"),
            ])
          ]),
        XMLElement(
          "presentation", [:],
          [
            XMLElement(
              "material", [:],
              [XMLElement("mattext", ["texttype": "text/html"], text.map { $0.htmlFragment() }.joined(separator: "\n"))]
            ),
            XMLElement(
              "response_str", ["ident": "response", "rcardinality": "Single"],
              [
                XMLElement(
                  "render_fib", ["rows": "5", "prompt": "Box"],
                  [XMLElement("response_label", ["ident": "answer", "rshuffle": "No"])])
              ]),
          ]),
        XMLElement(
          "resprocessing", [:],
          [
            XMLElement(
              "outcomes", [:],
              [XMLElement("decvar", ["varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"])]),
            XMLElement(
              "respcondition", ["continue": "No"], [XMLElement("conditionvar", [:], [XMLElement("other")])]),
          ]),
      ])
  }
}
