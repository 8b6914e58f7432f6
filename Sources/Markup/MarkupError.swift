import Essentials

/// What can be wrong with a lesson's text or with a figure. Each names its place.
public enum MarkupError: DiagnosableError, Hashable {
  /// HTML inside Markdown, whether a whole block or a tag within a line.
  case rawHTML(Diagnostic.Location, text: String)
  case unsafeLink(Diagnostic.Location, target: String)
  /// A name with spaces, accents, backslashes or percent signs, or one that leads out of the course.
  case linkPath(Diagnostic.Location, target: String)
  case imageElsewhere(Diagnostic.Location, target: String)
  case missingAlternative(Diagnostic.Location, image: String)
  case tooLarge(file: String, limit: Int)
  case tooDeep(Diagnostic.Location, limit: Int)
  case growing(file: String)
  case notUTF8(file: String)
  case library(file: String)
  case figure(Diagnostic.Location, fault: FigureFault)

  /// What can be wrong with the file of a figure.
  public enum FigureFault: Hashable, Sendable {
    case kind, tooLarge(limit: Int), dimensions, malformed(String), declaration, instruction
    case element(String), attribute(String), reference(String), style, size
  }

  public var diagnostic: Diagnostic {
    switch self {
    case .rawHTML(let place, let text):
      Diagnostic(
        "markdown.html",
        what: LocalizedText(
          nl: "Hier staat HTML in de tekst: \(Self.shortened(text))",
          en: "There is HTML in the text: \(Self.shortened(text))"),
        at: place,
        remedy: LocalizedText(
          nl: "Schrijf het met Markdown. Is het een voorbeeld, zet het dan tussen `accenten`.",
          en: "Write it in Markdown. If it is an example, put it between `backticks`."))
    case .unsafeLink(let place, let target):
      Diagnostic(
        "markdown.link",
        what: LocalizedText(
          nl: "Deze link is niet veilig: \(Self.shortened(target))",
          en: "This link is not safe: \(Self.shortened(target))"),
        at: place,
        remedy: LocalizedText(
          nl: "Toegestaan zijn https, http, mailto, #kop en bestanden van de cursus.",
          en: "Allowed are https, http, mailto, #heading and files of the course."))
    case .linkPath(let place, let target):
      Diagnostic(
        "markdown.path",
        what: LocalizedText(
          nl: "Dit is geen bruikbare bestandsnaam: \(Self.shortened(target))",
          en: "This is no usable file name: \(Self.shortened(target))"),
        at: place,
        remedy: LocalizedText(
          nl: "Gebruik letters, cijfers, punt, streepje en / en blijf binnen de map van de cursus.",
          en: "Use letters, digits, dot, hyphen and / and stay within the course's folder."))
    case .imageElsewhere(let place, let target):
      Diagnostic(
        "markdown.image",
        what: LocalizedText(
          nl: "Deze figuur staat buiten de cursus: \(Self.shortened(target))",
          en: "This figure is outside the course: \(Self.shortened(target))"),
        at: place,
        remedy: LocalizedText(
          nl: "Zet het bestand in de map figures van de cursus, met bron en licentie, en verwijs daarnaar.",
          en: "Put the file in the course's folder figures, with source and licence, and refer to that."))
    case .missingAlternative(let place, let image):
      Diagnostic(
        "markdown.alt",
        what: LocalizedText(
          nl: "De figuur \(image) heeft geen alternatieve tekst.", en: "The figure \(image) has no alternative text."),
        at: place,
        remedy: LocalizedText(
          nl: "Schrijf tussen [ en ] wat iemand moet weten die de figuur niet ziet.",
          en: "Write between [ and ] what someone who does not see the figure needs to know."))
    case .tooLarge(let file, let limit):
      Diagnostic(
        "markdown.size",
        what: LocalizedText(
          nl: "De tekst is groter dan \(limit) bytes.", en: "The text is larger than \(limit) bytes."),
        at: .init(file: file),
        remedy: LocalizedText(nl: "Maak er meer lessen van.", en: "Make several lessons of it."))
    case .tooDeep(let place, let limit):
      Diagnostic(
        "markdown.depth",
        what: LocalizedText(
          nl: "Lijsten, citaten of nadruk zitten meer dan \(limit) lagen diep in elkaar.",
          en: "Lists, quotes or emphasis are nested more than \(limit) levels deep."),
        at: place,
        remedy: LocalizedText(nl: "Maak de opbouw vlakker.", en: "Make the structure flatter."))
    case .growing(let file):
      Diagnostic(
        "markdown.growth",
        what: LocalizedText(
          nl: "De verwijzingen of tabellen in deze tekst worden te groot om te lezen.",
          en: "The references or tables of this text become too large to read."),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Schrijf links voluit in de zin en maak tabellen kleiner.",
          en: "Write links out in the sentence and make tables smaller."))
    case .notUTF8(let file):
      Diagnostic(
        "markdown.encoding",
        what: LocalizedText(nl: "Dit bestand is geen UTF-8.", en: "This file is not UTF-8."), at: .init(file: file),
        remedy: LocalizedText(
          nl: "Sla het op als UTF-8; dat kan in elke teksteditor.", en: "Save it as UTF-8; every text editor can."))
    case .library(let file):
      Diagnostic(
        "markdown.library",
        what: LocalizedText(
          nl: "De Markdown-bibliotheek kon deze tekst niet lezen.", en: "The Markdown library could not read this text."
        ),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Maak geheugen vrij en probeer het opnieuw.", en: "Free some memory and try again."))
    case .figure(let place, let fault):
      Diagnostic("figure.\(fault.code)", what: fault.what, at: place, remedy: fault.remedy)
    }
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.count > 60 ? line.prefix(60) + "..." : line
  }
}

extension MarkupError.FigureFault {
  var code: String {
    switch self {
    case .kind: "kind"
    case .tooLarge: "bytes"
    case .dimensions: "dimensions"
    case .malformed: "malformed"
    case .declaration: "doctype"
    case .instruction: "instruction"
    case .element: "element"
    case .attribute: "attribute"
    case .reference: "reference"
    case .style: "style"
    case .size: "size"
    }
  }

  var what: LocalizedText {
    switch self {
    case .kind:
      LocalizedText(
        nl: "De inhoud is niet de SVG, PNG of JPEG die de naam belooft.",
        en: "The content is not the SVG, PNG or JPEG that the name promises.")
    case .tooLarge(let limit):
      LocalizedText(nl: "De figuur is groter dan \(limit) bytes.", en: "The figure is larger than \(limit) bytes.")
    case .dimensions:
      LocalizedText(
        nl: "De figuur heeft geen of te veel beeldpunten.", en: "The figure has no pixels, or too many.")
    case .malformed(let detail):
      LocalizedText(nl: "Geen geldige XML: \(detail)", en: "Not well-formed XML: \(detail)")
    case .declaration:
      LocalizedText(
        nl: "De SVG heeft een DOCTYPE, ENTITY of een andere codering dan UTF-8.",
        en: "The SVG has a DOCTYPE, an ENTITY or an encoding other than UTF-8.")
    case .instruction:
      LocalizedText(
        nl: "De SVG heeft een verwerkingsopdracht (<?...?>).", en: "The SVG has a processing instruction (<?...?>).")
    case .element(let name):
      LocalizedText(
        nl: "Het element <\(name)> mag niet in een figuur.", en: "The element <\(name)> may not be in a figure.")
    case .attribute(let name):
      LocalizedText(
        nl: "Het attribuut \(name) mag niet in een figuur.", en: "The attribute \(name) may not be in a figure.")
    case .reference(let text):
      LocalizedText(
        nl: "De SVG verwijst naar buiten: \(text.prefix(60))", en: "The SVG refers to the outside: \(text.prefix(60))")
    case .style:
      LocalizedText(
        nl: "De stijl in de SVG gebruikt url(), @ of een omweg daarvoor.",
        en: "The style in the SVG uses url(), @ or a detour to them.")
    case .size:
      LocalizedText(
        nl: "De SVG zegt niet hoe groot hij is.", en: "The SVG does not say how large it is.")
    }
  }

  var remedy: LocalizedText {
    switch self {
    case .kind:
      LocalizedText(
        nl: "Sla de figuur opnieuw op als svg, png of jpg.", en: "Save the figure again as svg, png or jpg.")
    case .tooLarge, .dimensions:
      LocalizedText(nl: "Sla de figuur kleiner op.", en: "Save the figure smaller.")
    case .malformed:
      LocalizedText(nl: "Herstel de XML of sla de tekening opnieuw op.", en: "Mend the XML or save the drawing again.")
    case .size:
      LocalizedText(
        nl: "Geef het element svg een viewBox, zoals viewBox=\"0 0 800 400\".",
        en: "Give the element svg a viewBox, such as viewBox=\"0 0 800 400\".")
    case .declaration, .instruction, .element, .attribute, .reference, .style:
      LocalizedText(
        nl: "Haal het weg; sla de tekening op als gewone SVG zonder script en zonder bestanden van elders.",
        en: "Take it out; save the drawing as plain SVG without script and without files from elsewhere.")
    }
  }
}
