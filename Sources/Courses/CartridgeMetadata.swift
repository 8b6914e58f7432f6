import Essentials
import Markup

/// IEEE LOM as Common Cartridge 1.1 profiles it for a manifest.
enum CartridgeMetadata {
  static func lom(_ course: Course, languages: [Language]) -> XMLElement {
    let manifest = course.manifest
    func texts(_ text: LocalizedText) -> [XMLElement] {
      languages.map { XMLElement("lomimscc:string", ["language": $0.rawValue], text[$0]) }
    }
    func value(_ name: String, _ value: String) -> XMLElement {
      XMLElement(name, [:], [XMLElement("lomimscc:value", [:], value)])
    }
    var general = [
      XMLElement(
        "lomimscc:identifier", [:],
        [
          XMLElement("lomimscc:catalog", [:], "Twinbench"),
          XMLElement("lomimscc:entry", [:], manifest.pack.reference.urn),
        ]),
      XMLElement("lomimscc:title", [:], texts(manifest.title)),
    ]
    general += languages.map { XMLElement("lomimscc:language", [:], $0.rawValue) }
    general.append(XMLElement("lomimscc:description", [:], texts(manifest.description)))
    let authors = manifest.authors.map { author in
      XMLElement(
        "lomimscc:contribute", [:],
        [
          value("lomimscc:role", "author"), XMLElement("lomimscc:entity", [:], card(author.name)),
          XMLElement("lomimscc:date", [:], [XMLElement("lomimscc:dateTime", [:], manifest.date)]),
        ])
    }
    let licence = [Licence.name(of: manifest.licence), Licence.address(of: manifest.licence)]
      .compactMap { $0 }.joined(separator: ", ")
    return XMLElement(
      "lomimscc:lom", [:],
      [
        XMLElement("lomimscc:general", [:], general), XMLElement("lomimscc:lifeCycle", [:], authors),
        XMLElement(
          "lomimscc:educational", [:], [value("lomimscc:learningResourceType", "IMS Common Cartridge")]),
        XMLElement(
          "lomimscc:rights", [:],
          [
            value("lomimscc:cost", "no"), value("lomimscc:copyrightAndOtherRestrictions", "yes"),
            XMLElement("lomimscc:description", [:], texts(LocalizedText(verbatim: licence))),
          ]),
      ])
  }

  /// A vCard 3.0 (RFC 2426) with the name alone.
  private static func card(_ name: String) -> String {
    let escaped = name.map { "\\;,".contains($0) ? "\\\($0)" : String($0) }.joined()
    return "BEGIN:VCARD\nVERSION:3.0\nFN:\(escaped)\nN:\(escaped);;;;\nEND:VCARD"
  }
}
