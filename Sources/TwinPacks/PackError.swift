import Archives
import Essentials

/// Why a pack was not built, not accepted or not found.
public enum PackError: DiagnosableError, Equatable {
  /// A value in `pack.yaml` is wrong.
  case manifest(Diagnostic.Location, ManifestFault)
  /// Something in the source folder does not belong in a pack.
  case source(path: String, SourceFault)
  /// A linter found errors; all of them, warnings too.
  case refusedByLinter([Diagnostic])
  /// The digest in `pack.yaml` is not that of the pack that is there.
  case dependencyDiffers(reference: PackReference, stated: Digest, found: Digest)
  /// The archive is a sound zip, but no sound pack.
  case container(file: String, entry: String?, ContainerFault)
  /// Name and version are installed with other content.
  case versionTaken(reference: PackReference, installed: Digest, offered: Digest)
  /// What the worker left in the staging folder is not what it reported.
  case staging(entry: String, StagingFault)
  case notInstalled(reference: PackReference)
  case noSuchFile(reference: PackReference, path: String)
  /// A record of the library itself cannot be read.
  case libraryDamaged(path: String)

  public enum ManifestFault: String, Codable, Hashable, Sendable, CaseIterable {
    case packName, version, filled, licence, authors, webAddress, word, areaAndExtent, extentOrder, date, engine
    case dependencyTwice, digest
  }

  public enum SourceFault: String, Codable, Hashable, Sendable, CaseIterable {
    case hidden, unknownTopLevel, unknownInCourse, link, special, percent, areaWithoutExtent, schemaMalformed
  }

  public enum ContainerFault: String, Codable, Hashable, Sendable, CaseIterable {
    case empty, topFolder, topFolderName, foreignFile, missing, bagDeclaration, bagInfo, payloadOxum, identifier
    case manifestLine, manifestMissing, manifestExtra, manifestHash, fetch, percent, tooLarge, notUTF8
    case json, resourcePath, resourceHash, cratePath
  }

  public enum StagingFault: String, Codable, Hashable, Sendable, CaseIterable {
    case missing, notAFile, stillWritten, size, content, digest, path
  }

  /// Everything there is to say; more than one when a linter spoke.
  public var diagnostics: [Diagnostic] {
    if case .refusedByLinter(let all) = self { all } else { [diagnostic] }
  }

  public var diagnostic: Diagnostic {
    switch self {
    case .manifest(let place, let fault):
      Diagnostic(
        "pack.manifest.\(fault.rawValue)", what: fault.what, at: place, remedy: fault.remedy)
    case .source(let path, let fault):
      Diagnostic("pack.source.\(fault.rawValue)", what: fault.what, at: .init(file: path), remedy: fault.remedy)
    case .refusedByLinter(let all):
      Diagnostic.first(of: all.filter { $0.severity == .error })
        ?? Diagnostic(
          "pack.lint",
          what: LocalizedText(nl: "De inhoud is afgekeurd.", en: "The content was refused."),
          remedy: LocalizedText(nl: "Verbeter de inhoud.", en: "Mend the content."))
    case .dependencyDiffers(let reference, let stated, let found):
      Diagnostic(
        "pack.dependencyDiffers",
        what: LocalizedText(
          nl: "Pakket \(reference) heeft hier de vingerafdruk \(found), niet \(stated).",
          en: "Pack \(reference) has the digest \(found) here, not \(stated)."),
        at: .init(file: PackManifest.fileName, key: "dependencies"),
        remedy: LocalizedText(
          nl: "Haal het juiste pakket op, of laat 'digest' in pack.yaml weg.",
          en: "Get the right pack, or leave 'digest' out of pack.yaml."))
    case .container(let file, let entry, let fault):
      Diagnostic(
        "pack.container.\(fault.rawValue)", what: fault.what,
        at: .init(file: file, entry: entry.map(ArchivePath.printable)),
        remedy: LocalizedText(
          nl: "Haal het pakket opnieuw op, of vraag de maker het te bouwen met 'twinbench pack build'.",
          en: "Get the pack again, or ask its maker to build it with 'twinbench pack build'."))
    case .versionTaken(let reference, let installed, let offered):
      Diagnostic(
        "pack.versionTaken",
        what: LocalizedText(
          nl: "\(reference) is al geïnstalleerd met andere inhoud (\(installed), niet \(offered)).",
          en: "\(reference) is installed already with other content (\(installed), not \(offered))."),
        remedy: LocalizedText(
          nl: "Een versie verandert nooit meer. Vraag de maker om een nieuw versienummer.",
          en: "A version never changes. Ask its maker for a new version number."))
    case .staging(let entry, let fault):
      Diagnostic(
        "pack.staging.\(fault.rawValue)",
        what: LocalizedText(
          nl: "Het uitgepakte pakket klopt niet met wat de lezer meldde.",
          en: "The unpacked pack is not what its reader reported."), at: .init(entry: ArchivePath.printable(entry)),
        remedy: LocalizedText(
          nl: "Installeer het pakket opnieuw. Gebeurt dit weer, vertrouw het bestand dan niet.",
          en: "Install the pack again. If this comes back, do not trust the file."))
    case .notInstalled(let reference):
      Diagnostic(
        "pack.notInstalled",
        what: LocalizedText(nl: "\(reference) is niet geïnstalleerd.", en: "\(reference) is not installed."),
        remedy: LocalizedText(
          nl: "Installeer het met 'twinbench pack install'.", en: "Install it with 'twinbench pack install'."))
    case .noSuchFile(let reference, let path):
      Diagnostic(
        "pack.noSuchFile",
        what: LocalizedText(
          nl: "Dit bestand zit niet in \(reference).", en: "This file is not in \(reference)."),
        at: .init(entry: ArchivePath.printable(path)),
        remedy: LocalizedText(
          nl: "Controleer de naam, of installeer het pakket opnieuw.", en: "Check the name, or install the pack again.")
      )
    case .libraryDamaged(let path):
      Diagnostic(
        "pack.libraryDamaged",
        what: LocalizedText(
          nl: "Een gegevensbestand van de bibliotheek is onleesbaar.", en: "A record of the library cannot be read."),
        at: .init(file: path),
        remedy: LocalizedText(
          nl: "Verwijder deze map en installeer het pakket opnieuw.",
          en: "Remove this folder and install the pack again."))
    }
  }
}

extension PackError.ManifestFault {
  var what: LocalizedText {
    switch self {
    case .packName: LocalizedText(nl: "Dit is geen pakketnaam.", en: "This is no pack name.")
    case .version: LocalizedText(nl: "Dit is geen versienummer.", en: "This is no version number.")
    case .filled: LocalizedText(nl: "Hier ontbreekt tekst.", en: "Text is missing here.")
    case .licence: LocalizedText(nl: "Dit is geen SPDX-licentiecode.", en: "This is no SPDX licence identifier.")
    case .authors: LocalizedText(nl: "Er staat geen maker.", en: "No author is named.")
    case .webAddress: LocalizedText(nl: "Dit is geen webadres.", en: "This is no web address.")
    case .word: LocalizedText(nl: "Dit is geen gebiedstype.", en: "This is no area type.")
    case .areaAndExtent:
      LocalizedText(
        nl: "'areaType' en 'extent' horen bij elkaar.", en: "'areaType' and 'extent' belong together.")
    case .extentOrder:
      LocalizedText(
        nl: "Het gebied heeft geen oppervlakte: west < east en south < north.",
        en: "The extent has no surface: west < east and south < north.")
    case .date: LocalizedText(nl: "Dit is geen datum.", en: "This is no date.")
    case .engine: LocalizedText(nl: "Dit is geen reeks versies.", en: "This is no range of versions.")
    case .dependencyTwice:
      LocalizedText(
        nl: "Een pakket staat er twee keer in, of hangt van zichzelf af.",
        en: "A pack is named twice, or depends on itself.")
    case .digest: LocalizedText(nl: "Dit is geen SHA-256.", en: "This is no SHA-256.")
    }
  }

  var remedy: LocalizedText {
    switch self {
    case .packName:
      LocalizedText(
        nl: "Schrijf 'uitgever/naam' met kleine letters, cijfers en streepjes.",
        en: "Write 'publisher/name' in lower-case letters, digits and hyphens.")
    case .version:
      LocalizedText(
        nl: "Schrijf drie getallen, zoals 1.0.0 of 1.0.0-beta.1.", en: "Write three numbers, as 1.0.0 or 1.0.0-beta.1.")
    case .filled: LocalizedText(nl: "Vul de tekst in.", en: "Fill in the text.")
    case .licence:
      LocalizedText(nl: "Kies er een van spdx.org, zoals CC-BY-4.0.", en: "Choose one from spdx.org, as CC-BY-4.0.")
    case .authors:
      LocalizedText(nl: "Noem er ten minste één met 'name:'.", en: "Name at least one with 'name:'.")
    case .webAddress:
      LocalizedText(nl: "Begin met https:// en gebruik geen spaties.", en: "Start with https:// and use no spaces.")
    case .word:
      LocalizedText(
        nl: "Gebruik kleine letters, cijfers en streepjes.", en: "Use lower-case letters, digits and hyphens.")
    case .areaAndExtent: LocalizedText(nl: "Geef beide, of geen van beide.", en: "Give both, or neither.")
    case .extentOrder:
      LocalizedText(
        nl: "Controleer de vier getallen (RD New, meters).", en: "Check the four numbers (RD New, metres).")
    case .date: LocalizedText(nl: "Schrijf jjjj-mm-dd, zoals 2026-11-21.", en: "Write yyyy-mm-dd, as 2026-11-21.")
    case .engine:
      LocalizedText(nl: "Schrijf bijvoorbeeld \">=0.1.0 <0.2.0\".", en: "Write for example \">=0.1.0 <0.2.0\".")
    case .dependencyTwice: LocalizedText(nl: "Laat er één staan.", en: "Leave one of them.")
    case .digest:
      LocalizedText(nl: "Schrijf 64 hexadecimale tekens.", en: "Write 64 hexadecimal characters.")
    }
  }
}

extension PackError.SourceFault {
  var what: LocalizedText {
    switch self {
    case .hidden:
      LocalizedText(nl: "Verborgen bestanden horen niet in een pakket.", en: "Hidden files do not belong in a pack.")
    case .unknownTopLevel:
      LocalizedText(nl: "Dit hoort niet in een pakketmap.", en: "This does not belong in a pack source.")
    case .unknownInCourse:
      LocalizedText(nl: "Dit hoort niet in een cursusmap.", en: "This does not belong in a course source.")
    case .link: LocalizedText(nl: "Dit is een verwijzing (link).", en: "This is a link.")
    case .special:
      LocalizedText(nl: "Dit is geen gewoon bestand.", en: "This is no plain file.")
    case .percent:
      LocalizedText(nl: "De naam bevat een procentteken.", en: "The name has a per cent sign.")
    case .areaWithoutExtent:
      LocalizedText(
        nl: "Er is een map 'area', maar pack.yaml noemt geen 'areaType' en 'extent'.",
        en: "There is a folder 'area', but pack.yaml has no 'areaType' and 'extent'.")
    case .schemaMalformed:
      LocalizedText(
        nl: "Dit tabelschema is geen JSON met 'fields'.", en: "This table schema is not JSON with 'fields'.")
    }
  }

  var remedy: LocalizedText {
    switch self {
    case .hidden: LocalizedText(nl: "Verwijder het of hernoem het.", en: "Remove it or rename it.")
    case .unknownTopLevel:
      LocalizedText(
        nl: "Toegestaan zijn: pack.yaml, \(PackSource.folders.joined(separator: ", ")).",
        en: "Allowed are: pack.yaml, \(PackSource.folders.joined(separator: ", ")).")
    case .unknownInCourse:
      LocalizedText(
        nl: "Toegestaan zijn: course.yaml, \(PackSource.courseFolders.joined(separator: ", ")).",
        en: "Allowed are: course.yaml, \(PackSource.courseFolders.joined(separator: ", ")).")
    case .link: LocalizedText(nl: "Zet er het bestand zelf neer.", en: "Put the file itself there.")
    case .special: LocalizedText(nl: "Verwijder het.", en: "Remove it.")
    case .percent: LocalizedText(nl: "Schrijf de naam zonder %.", en: "Write the name without %.")
    case .areaWithoutExtent: LocalizedText(nl: "Vul beide in.", en: "Fill in both.")
    case .schemaMalformed:
      LocalizedText(nl: "Herstel het bestand (Table Schema).", en: "Mend the file (Table Schema).")
    }
  }
}

extension PackError.ContainerFault {
  var what: LocalizedText {
    switch self {
    case .empty: LocalizedText(nl: "Het archief is leeg.", en: "The archive is empty.")
    case .topFolder:
      LocalizedText(
        nl: "Een pakket heeft precies één map bovenaan.", en: "A pack has exactly one folder at the top.")
    case .topFolderName:
      LocalizedText(
        nl: "De bovenste map heet anders dan naam en versie in pack.yaml.",
        en: "The top folder is not named after the name and version in pack.yaml.")
    case .foreignFile:
      LocalizedText(nl: "Dit bestand hoort niet in een pakket.", en: "This file does not belong in a pack.")
    case .missing: LocalizedText(nl: "Dit bestand ontbreekt.", en: "This file is missing.")
    case .bagDeclaration:
      LocalizedText(
        nl: "bagit.txt noemt geen BagIt 1.0 in UTF-8.", en: "bagit.txt does not declare BagIt 1.0 in UTF-8.")
    case .bagInfo:
      LocalizedText(nl: "Een regel van bag-info.txt is onleesbaar.", en: "A line of bag-info.txt cannot be read.")
    case .payloadOxum:
      LocalizedText(
        nl: "Payload-Oxum klopt niet met het aantal bestanden en bytes.",
        en: "Payload-Oxum does not match the number of files and bytes.")
    case .identifier:
      LocalizedText(
        nl: "External-Identifier hoort niet bij deze naam en versie.",
        en: "External-Identifier does not belong to this name and version.")
    case .manifestLine:
      LocalizedText(nl: "Een regel van de lijst is onleesbaar.", en: "A line of the list cannot be read.")
    case .manifestMissing:
      LocalizedText(nl: "Dit bestand staat niet in de lijst.", en: "This file is not in the manifest.")
    case .manifestExtra:
      LocalizedText(
        nl: "De lijst noemt dit bestand, maar het zit niet in het pakket.",
        en: "The manifest names this file, but the pack does not hold it.")
    case .manifestHash:
      LocalizedText(
        nl: "De inhoud is niet die waarvoor de lijst getekend is (SHA-512).",
        en: "The content is not what the manifest states (SHA-512).")
    case .fetch:
      LocalizedText(
        nl: "Het pakket wil bestanden van internet halen (fetch.txt); dat mag niet.",
        en: "The pack wants files fetched from the internet (fetch.txt); that is not allowed.")
    case .percent:
      LocalizedText(nl: "De naam bevat een procentteken.", en: "The name has a per cent sign.")
    case .tooLarge:
      LocalizedText(nl: "Dit beschrijvende bestand is te groot.", en: "This descriptive file is too large.")
    case .notUTF8: LocalizedText(nl: "Dit bestand is geen UTF-8-tekst.", en: "This file is not UTF-8 text.")
    case .json:
      LocalizedText(
        nl: "Dit beschrijvende bestand heeft niet de vereiste vorm.",
        en: "This descriptive file does not have the required form.")
    case .resourcePath:
      LocalizedText(
        nl: "datapackage.json noemt een bestand dat niet in het pakket zit.",
        en: "datapackage.json names a file that is not in the pack.")
    case .resourceHash:
      LocalizedText(
        nl: "datapackage.json noemt een andere maat of vingerafdruk dan die van het bestand.",
        en: "datapackage.json states another size or hash than the file has.")
    case .cratePath:
      LocalizedText(
        nl: "ro-crate-metadata.json noemt een bestand dat niet in het pakket zit.",
        en: "ro-crate-metadata.json names a file that is not in the pack.")
    }
  }
}
