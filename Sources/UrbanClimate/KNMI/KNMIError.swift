import Essentials

/// Why a file of KNMI's hourly observations gives no event.
package enum KNMIError: DiagnosableError {
  case badDay(String)
  case badHours(String)
  case notHourly(file: String)
  case missingColumn(String, file: String)
  case unreadable(file: String, line: Int)
  case severalStations(file: String, [Int])
  case noStation(Int, file: String, [Int])
  case unknownPlace(Int)
  case noDay(CalendarDay, file: String, first: CalendarDay, last: CalendarDay)
  case missingHour(CalendarDay, hour: Int, file: String)
  case missingValue(KNMIHour.Column, CalendarDay, hour: Int, file: String, line: Int)
  case impossibleValue(KNMIHour.Column, Int, CalendarDay, hour: Int, file: String, line: Int)
  case hourTwice(CalendarDay, hour: Int, file: String)
  case hoursOutside(String, first: Int, last: Int)
  case outOfSeason(CalendarDay)

  package var diagnostic: Diagnostic {
    switch self {
    case .badDay(let text):
      Self.make(
        "badDay", nl: "'\(text)' is geen dag.", en: "'\(text)' is no day.", at: .init(key: "date"),
        "Schrijf jaar, maand en dag, zoals 2019-07-25.", "Write year, month and day, such as 2019-07-25.")
    case .badHours(let text):
      Self.make(
        "badHours", nl: "'\(text)' zijn geen uren.", en: "'\(text)' are no hours.", at: .init(key: "mean"),
        "Schrijf het eerste en het laatste uur in Nederlandse tijd, zoals 12-18.",
        "Write the first and the last hour by Dutch clocks, such as 12-18.")
    case .notHourly(let file):
      Self.make(
        "notHourly", nl: "Dit is geen bestand met uurwaarden van het KNMI.",
        en: "This is no file of hourly values of KNMI.", at: .init(file: file),
        "Haal 'uurgegevens' (uurgeg) van een station op bij het KNMI, als zip of als txt.",
        "Get 'uurgegevens' (uurgeg) of a station from KNMI, as zip or as txt.")
    case .missingColumn(let name, let file):
      Self.make(
        "missingColumn", nl: "Kolom \(name) ontbreekt.", en: "Column \(name) is missing.",
        at: .init(file: file, key: name), "Kies bij het KNMI alle elementen: T, FF, DD, Q en U (vocht).",
        "Choose all elements at KNMI: T, FF, DD, Q and U (humidity).")
    case .unreadable(let file, let line):
      Self.make(
        "unreadable", nl: "Deze regel is geen regel met uurwaarden.", en: "This line is no line of hourly values.",
        at: .init(file: file, line: line), "Haal het bestand opnieuw op; verander er niets aan.",
        "Get the file again; change nothing in it.")
    case .severalStations(let file, let found):
      Self.make(
        "severalStations", nl: "Er staan meer stations in dit bestand.", en: "There are several stations in this file.",
        at: .init(file: file, key: "station"), "Kies er een met --station: \(Self.listed(found)).",
        "Choose one with --station: \(Self.listed(found)).")
    case .noStation(let number, let file, let found):
      Self.make(
        "noStation", nl: "Station \(number) staat niet in dit bestand.", en: "Station \(number) is not in this file.",
        at: .init(file: file, key: "station"), "Kies uit: \(Self.listed(found)).", "Choose from: \(Self.listed(found))."
      )
    case .unknownPlace(let number):
      Self.make(
        "unknownPlace", nl: "Waar station \(number) staat is niet bekend.",
        en: "Where station \(number) stands is not known.", at: .init(key: "station"),
        "Geef --latitude en --longitude mee, in graden.", "Add --latitude and --longitude, in degrees.")
    case .noDay(let day, let file, let first, let last):
      Self.make(
        "noDay", nl: "\(day.text) staat niet in dit bestand.", en: "\(day.text) is not in this file.",
        at: .init(file: file, key: "date"), "Kies een dag van \(first.text) tot en met \(last.text).",
        "Choose a day from \(first.text) to \(last.text).")
    case .missingHour(let day, let hour, let file):
      Self.make(
        "missingHour", nl: "Uur \(hour) van \(day.text) ontbreekt.", en: "Hour \(hour) of \(day.text) is missing.",
        at: .init(file: file), "Kies een andere dag of een ander station; er wordt niets aangevuld.",
        "Choose another day or another station; nothing is filled in.")
    case .missingValue(let column, let day, let hour, let file, let line):
      Self.make(
        "missingValue", nl: "Kolom \(column.rawValue) is leeg in uur \(hour) van \(day.text).",
        en: "Column \(column.rawValue) is empty in hour \(hour) of \(day.text).",
        at: .init(file: file, line: line, key: column.rawValue),
        "Kies een andere dag of een ander station; er wordt niets aangevuld.",
        "Choose another day or another station; nothing is filled in.")
    case .impossibleValue(let column, let value, let day, let hour, let file, let line):
      Self.make(
        "impossibleValue", nl: "Kolom \(column.rawValue) is \(value) in uur \(hour) van \(day.text), en dat kan niet.",
        en: "Column \(column.rawValue) is \(value) in hour \(hour) of \(day.text), which cannot be.",
        at: .init(file: file, line: line, key: column.rawValue),
        "Haal het bestand opnieuw op, of kies een andere dag.", "Get the file again, or choose another day.")
    case .hourTwice(let day, let hour, let file):
      Self.make(
        "hourTwice", nl: "Uur \(hour) van \(day.text) staat er twee keer.",
        en: "Hour \(hour) of \(day.text) stands here twice.", at: .init(file: file),
        "Haal het bestand opnieuw op.", "Get the file again.")
    case .hoursOutside(let text, let first, let last):
      Self.make(
        "hoursOutside", nl: "Uren \(text) vallen niet binnen de gebeurtenis.",
        en: "Hours \(text) do not lie within the event.", at: .init(key: "mean"),
        "Kies uren van \(first) tot en met \(last); boven 24 is het de volgende dag.",
        "Choose hours from \(first) to \(last); above 24 it is the next day.")
    case .outOfSeason(let day):
      Self.make(
        "outOfSeason", nl: "\(day.text) valt buiten april tot en met september.",
        en: "\(day.text) is not in April to September.", at: .init(key: "date"),
        "Kies een zomerdag; de methode is voor andere dagen niet bedoeld.",
        "Choose a day in summer; the method is not meant for others.")
    }
  }

  private static func make(
    _ code: String, nl: String, en: String, at place: Diagnostic.Location, _ remedyNL: String, _ remedyEN: String
  ) -> Diagnostic {
    Diagnostic(
      "knmi.\(code)", what: LocalizedText(nl: nl, en: en), at: place,
      remedy: LocalizedText(nl: remedyNL, en: remedyEN))
  }

  private static func listed(_ stations: [Int]) -> String { stations.map { "\($0)" }.joined(separator: ", ") }
}
