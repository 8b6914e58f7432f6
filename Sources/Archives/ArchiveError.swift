import Essentials

/// Why an archive was refused, or could not be made. Every case names the file, and the entry where there is one.
public enum ArchiveError: DiagnosableError, Equatable {
  /// The file is no zip at all.
  case notAZip(file: String, kind: ArchiveKind)
  /// Headers and directory break a rule.
  case structure(file: String, entry: String?, fault: StructureFault)
  /// An entry's name breaks a rule.
  case name(file: String, entry: String, fault: ArchivePath.Fault)
  /// Two entries would be one file on some computer, or a file is also used as a folder.
  case collision(file: String, entry: String, other: String)
  /// More than the limits allow.
  case limit(file: String, entry: String?, fault: LimitFault, limit: Int)
  /// What was unpacked is not what the headers promised. `detail` is the unpacker's own word for it.
  case content(file: String, entry: String, detail: String)
  /// The library or the system could not do its work.
  case library(file: String, detail: String)

  public enum StructureFault: String, Codable, Hashable, Sendable, CaseIterable {
    case truncated, trailingBytes, comment, multipleDisks, zip64, entryCount, directoryPlace, directoryEntry
    case startsLate, gap, overlap, localHeader, localDiffers, method, flags, encrypted, descriptor, extraField
    case unixMode, folderWithContent, nameNotMarkedUTF8, storedSize
  }

  public enum LimitFault: String, Codable, Hashable, Sendable, CaseIterable {
    case entries, entryBytes, totalBytes, ratio
  }

  public var diagnostic: Diagnostic {
    switch self {
    case .notAZip(let file, let kind):
      Diagnostic(
        "archive.notAZip",
        what: LocalizedText(
          nl: "Dit is geen zip maar \(kind.name.nl).", en: "This is not a zip but \(kind.name.en)."),
        at: .init(file: file),
        remedy: kind == .cutOffZip || kind == .empty || kind == .html
          ? LocalizedText(
            nl: "Waarschijnlijk ging het downloaden mis. Haal het bestand opnieuw op.",
            en: "The download probably went wrong. Get the file again.")
          : LocalizedText(
            nl: "Kies een bestand dat op .twinpack eindigt.", en: "Choose a file that ends in .twinpack."))
    case .structure(let file, let entry, let fault):
      Diagnostic(
        "archive.structure.\(fault.rawValue)", what: fault.text,
        at: .init(file: file, entry: entry.map(ArchivePath.printable)),
        remedy: LocalizedText(
          nl: "Haal het bestand opnieuw op, of vraag de maker het opnieuw te bouwen met 'twinbench pack build'.",
          en: "Get the file again, or ask its maker to build it again with 'twinbench pack build'."))
    case .name(let file, let entry, let fault):
      Diagnostic(
        "archive.name.\(fault.rawValue)", what: fault.text,
        at: .init(file: file, entry: ArchivePath.printable(entry)),
        remedy: LocalizedText(
          nl: "Geef het bestand een andere naam en bouw het pakket opnieuw.",
          en: "Give the file another name and build the pack again."))
    case .collision(let file, let entry, let other):
      Diagnostic(
        "archive.collision",
        what: LocalizedText(
          nl: "Deze naam valt op sommige computers samen met '\(ArchivePath.printable(other))'.",
          en: "On some computers this name is the same as '\(ArchivePath.printable(other))'."),
        at: .init(file: file, entry: ArchivePath.printable(entry)),
        remedy: LocalizedText(
          nl: "Geef één van beide een andere naam en bouw het pakket opnieuw.",
          en: "Give one of the two another name and build the pack again."))
    case .limit(let file, let entry, let fault, let limit):
      Diagnostic(
        "archive.limit.\(fault.rawValue)", what: fault.text(limit: limit),
        at: .init(file: file, entry: entry.map(ArchivePath.printable)),
        remedy: LocalizedText(
          nl: "Splits het pakket, of laat weg wat er niet in hoort.",
          en: "Split the pack, or leave out what does not belong in it."))
    case .content(let file, let entry, let detail):
      Diagnostic(
        "archive.content",
        what: LocalizedText(
          nl: "De inhoud is beschadigd: \(detail)", en: "The content is damaged: \(detail)"),
        at: .init(file: file, entry: ArchivePath.printable(entry)),
        remedy: LocalizedText(nl: "Haal het bestand opnieuw op.", en: "Get the file again."))
    case .library(let file, let detail):
      Diagnostic(
        "archive.library",
        what: LocalizedText(
          nl: "Het archief kon niet gelezen of geschreven worden: \(detail)",
          en: "The archive could not be read or written: \(detail)"),
        at: .init(file: file),
        remedy: LocalizedText(
          nl: "Probeer het opnieuw. Blijft het misgaan: haal het bestand opnieuw op.",
          en: "Try again. If it keeps failing, get the file again."))
    }
  }
}

extension ArchiveError.StructureFault {
  /// The fault as a sentence.
  public var text: LocalizedText {
    switch self {
    case .truncated: LocalizedText(nl: "Het einde van de zip ontbreekt.", en: "The end of the zip is missing.")
    case .trailingBytes:
      LocalizedText(nl: "Er staat iets achter het einde van de zip.", en: "Something follows the end of the zip.")
    case .comment: LocalizedText(nl: "De zip draagt een opmerking.", en: "The zip carries a comment.")
    case .multipleDisks:
      LocalizedText(nl: "De zip is over delen verdeeld.", en: "The zip is split over several parts.")
    case .zip64:
      LocalizedText(
        nl: "De zip gebruikt zip64; zo groot mag een pakket niet zijn.",
        en: "The zip uses zip64; a pack may not be that large.")
    case .entryCount:
      LocalizedText(
        nl: "Het aantal bestanden in de zip klopt niet.", en: "The number of entries in the zip is not right.")
    case .directoryPlace:
      LocalizedText(
        nl: "De inhoudsopgave staat niet waar het einde van de zip dat zegt.",
        en: "The directory is not where the end of the zip says it is.")
    case .directoryEntry:
      LocalizedText(
        nl: "Een regel van de inhoudsopgave is onleesbaar.", en: "A record of the directory cannot be read.")
    case .startsLate:
      LocalizedText(nl: "Er staat iets vóór het eerste bestand.", en: "Something precedes the first entry.")
    case .gap:
      LocalizedText(
        nl: "Er zitten bytes tussen die bij geen bestand horen.", en: "There are bytes that belong to no entry.")
    case .overlap: LocalizedText(nl: "Bestanden in de zip overlappen.", en: "Entries of the zip overlap.")
    case .localHeader:
      LocalizedText(nl: "De kop van het bestand is onleesbaar.", en: "The entry's header cannot be read.")
    case .localDiffers:
      LocalizedText(
        nl: "De kop van het bestand zegt iets anders dan de inhoudsopgave.",
        en: "The entry's header and the directory disagree.")
    case .method:
      LocalizedText(
        nl: "De manier van inpakken is niet toegestaan (alleen 'stored' en 'deflate').",
        en: "The compression method is not allowed (only stored and deflate).")
    case .flags:
      LocalizedText(
        nl: "De zip gebruikt een mogelijkheid die niet is toegestaan.",
        en: "The zip uses a feature that is not allowed.")
    case .encrypted: LocalizedText(nl: "Het bestand is versleuteld.", en: "The entry is encrypted.")
    case .descriptor:
      LocalizedText(
        nl: "De maten achter het bestand kloppen niet met de inhoudsopgave.",
        en: "The sizes after the entry do not match the directory.")
    case .extraField:
      LocalizedText(
        nl: "Het bestand draagt een extra veld dat niet is toegestaan.",
        en: "The entry carries an extra field that is not allowed.")
    case .unixMode:
      LocalizedText(
        nl: "Dit is een verwijzing of een bijzonder bestand; alleen gewone bestanden en mappen zijn toegestaan.",
        en: "This is a link or a special file; only plain files and folders are allowed.")
    case .folderWithContent: LocalizedText(nl: "Een map heeft inhoud.", en: "A folder has content.")
    case .nameNotMarkedUTF8:
      LocalizedText(
        nl: "De naam heeft bijzondere letters, maar is niet gemarkeerd als UTF-8.",
        en: "The name has non-ASCII letters but is not marked as UTF-8.")
    case .storedSize:
      LocalizedText(
        nl: "Een niet-ingepakt bestand heeft twee verschillende maten.", en: "A stored entry has two different sizes.")
    }
  }
}

extension ArchiveError.LimitFault {
  /// The fault as a sentence.
  public func text(limit: Int) -> LocalizedText {
    switch self {
    case .entries: LocalizedText(nl: "Meer dan \(limit) bestanden.", en: "More than \(limit) entries.")
    case .entryBytes:
      LocalizedText(
        nl: "Het bestand is uitgepakt groter dan \(limit >> 20) MiB.",
        en: "The entry is larger than \(limit >> 20) MiB when unpacked.")
    case .totalBytes:
      LocalizedText(
        nl: "Alles samen is uitgepakt groter dan \(limit >> 20) MiB.",
        en: "Everything together is larger than \(limit >> 20) MiB when unpacked.")
    case .ratio:
      LocalizedText(
        nl: "Uitgepakt is het meer dan \(limit) keer zo groot; dat kan een zip-bom zijn.",
        en: "Unpacked it is more than \(limit) times as large; that may be a zip bomb.")
    }
  }
}

extension ArchivePath.Fault {
  /// The fault as a sentence.
  public var text: LocalizedText {
    switch self {
    case .empty: LocalizedText(nl: "De naam is leeg.", en: "The name is empty.")
    case .notUTF8: LocalizedText(nl: "De naam is geen UTF-8.", en: "The name is not UTF-8.")
    case .absolute:
      LocalizedText(nl: "De naam begint bij de hoofdmap.", en: "The name starts at the root folder.")
    case .parentFolder:
      LocalizedText(nl: "De naam bevat '.' of '..' als map.", en: "The name has '.' or '..' as a folder.")
    case .emptyComponent:
      LocalizedText(nl: "De naam bevat een map zonder naam.", en: "The name has a folder without a name.")
    case .forbiddenCharacter:
      LocalizedText(
        nl: #"De naam bevat een teken dat niet mag: \ : * ? " < > |"#,
        en: #"The name has a character that is not allowed: \ : * ? " < > |"#)
    case .invisibleCharacter:
      LocalizedText(
        nl: "De naam bevat een onzichtbaar of onbekend teken.", en: "The name has an invisible or unknown character.")
    case .notComposed:
      LocalizedText(
        nl: "De letters met accenten in de naam staan niet in de samengestelde vorm (NFC).",
        en: "The accented letters of the name are not in composed form (NFC).")
    case .hidden:
      LocalizedText(nl: "De naam begint met een punt (verborgen).", en: "The name starts with a dot (hidden).")
    case .trailingDotOrSpace:
      LocalizedText(nl: "De naam eindigt op een punt of spatie.", en: "The name ends in a dot or a space.")
    case .deviceName:
      LocalizedText(
        nl: "Windows kent deze naam als apparaat (zoals CON of NUL).",
        en: "Windows knows this name as a device (such as CON or NUL).")
    case .componentTooLong:
      LocalizedText(
        nl: "Een deel van de naam is langer dan \(ArchivePath.mostComponentBytes) bytes.",
        en: "A part of the name is longer than \(ArchivePath.mostComponentBytes) bytes.")
    case .pathTooLong:
      LocalizedText(
        nl: "De naam is langer dan \(ArchivePath.mostPathBytes) bytes.",
        en: "The name is longer than \(ArchivePath.mostPathBytes) bytes.")
    case .tooDeep:
      LocalizedText(
        nl: "De mappen gaan dieper dan \(ArchivePath.mostLevels).",
        en: "The folders go deeper than \(ArchivePath.mostLevels) levels.")
    }
  }
}
