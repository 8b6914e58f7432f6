/// The text of a file of KNMI's hourly observations (`uurgeg`): explanation, a head with the names of the columns, and a
/// line for each station and hour.
package struct KNMIHourlyFile: Sendable {
  /// As a person named it.
  package let file: String
  /// The numbers of the stations that have lines, ascending.
  package let stations: [Int]
  /// The places that the head of the file states, by number.
  package let places: [Int: KNMIStation]
  package let first: CalendarDay
  package let last: CalendarDay
  private let rows: [Row]

  /// A line that is wanted; its values are looked at when its hour is.
  private struct Row: Sendable {
    var station: Int
    var day: CalendarDay
    var hour: Int
    var line: Int
    var fields: [KNMIHour.Column: ArraySlice<UInt8>]
  }

  /// Reads the lines of some days; of the others only station and date.
  /// - Throws: `KNMIError.notHourly`, `.missingColumn`, `.unreadable`.
  package init(_ text: [UInt8], file: String, days: Set<CalendarDay>) throws {
    let wanted = Dictionary(uniqueKeysWithValues: days.map { ($0.number, $0) })
    var columns: Columns?
    var places: [Int: KNMIStation] = [:]
    var stations: Set<Int> = []
    var span: (first: Int, last: Int)?
    var rows: [Row] = []
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard let start = line.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }) else { continue }
      guard let columns, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(start) else {
        // Explanation in front, which may hold the places of stations, and the names of the columns.
        guard columns == nil else { throw KNMIError.unreadable(file: file, line: number) }
        let words = String(decoding: line, as: UTF8.self)
        if let station = Self.place(words) { places[station.number] = station }
        columns = try Columns(words, file: file)
        continue
      }
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard fields.count > columns.last, let station = Self.integer(fields[columns.station]),
        let date = Self.integer(fields[columns.date])
      else { throw KNMIError.unreadable(file: file, line: number) }
      stations.insert(station)
      span = (min(span?.first ?? date, date), max(span?.last ?? date, date))
      guard let day = wanted[date] else { continue }
      guard let hour = Self.integer(fields[columns.hour]), (1...24).contains(hour) else {
        throw KNMIError.unreadable(file: file, line: number)
      }
      let values = columns.values.map { ($0.column, fields[$0.index]) }
      rows.append(
        Row(
          station: station, day: day, hour: hour, line: number,
          fields: Dictionary(uniqueKeysWithValues: values)))
    }
    guard let span, let first = CalendarDay(number: span.first), let last = CalendarDay(number: span.last) else {
      throw KNMIError.notHourly(file: file)
    }
    (self.file, self.places, self.first, self.last, self.rows) = (file, places, first, last, rows)
    self.stations = stations.sorted()
  }

  /// The station that is asked for, or the only one.
  /// - Throws: `KNMIError.severalStations`, `.noStation`.
  package func station(_ wanted: Int?) throws -> Int {
    guard let wanted else {
      guard stations.count == 1 else { throw KNMIError.severalStations(file: file, stations) }
      return stations[0]
    }
    guard stations.contains(wanted) else { throw KNMIError.noStation(wanted, file: file, stations) }
    return wanted
  }

  /// Hours of a day at a station, each once.
  /// - Throws: `KNMIError.noDay`, `.missingHour`, `.hourTwice`, `.unreadable`, `.missingValue`, `.impossibleValue`.
  package func hours(_ hours: ClosedRange<Int>, of day: CalendarDay, station: Int) throws -> [KNMIHour] {
    let own = rows.filter { $0.station == station && $0.day == day }
    guard !own.isEmpty else { throw KNMIError.noDay(day, file: file, first: first, last: last) }
    return try hours.map { hour in
      let found = own.filter { $0.hour == hour }
      guard let one = found.first else { throw KNMIError.missingHour(day, hour: hour, file: file) }
      guard found.count == 1 else { throw KNMIError.hourTwice(day, hour: hour, file: file) }
      return try values(of: one)
    }
  }

  private func values(of row: Row) throws -> KNMIHour {
    func value(_ column: KNMIHour.Column) throws -> Int {
      let field = row.fields[column] ?? []
      guard let value = Self.integer(field) else {
        guard field.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) else {
          throw KNMIError.unreadable(file: file, line: row.line)
        }
        throw KNMIError.missingValue(column, row.day, hour: row.hour, file: file, line: row.line)
      }
      guard column.range.contains(value), column != .windDirection || value <= 360 || value == 990 else {
        throw KNMIError.impossibleValue(column, value, row.day, hour: row.hour, file: file, line: row.line)
      }
      return value
    }
    return KNMIHour(
      day: row.day, hour: row.hour, temperature: try value(.temperature), windSpeed: try value(.windSpeed),
      windDirection: try value(.windDirection), globalRadiation: try value(.globalRadiation),
      relativeHumidity: try value(.relativeHumidity))
  }

  /// A line such as `# 344:  4.447  51.962  -4.30  ROTTERDAM`: number, longitude, latitude, altitude, name.
  private static func place(_ line: String) -> KNMIStation? {
    let words = line.split(whereSeparator: { " \t\r#:".contains($0) })
    guard words.count >= 5, let number = Int(words[0]), (200..<1000).contains(number), let east = Double(words[1]),
      let north = Double(words[2]), Double(words[3]) != nil, (2...8).contains(east), (50...55).contains(north)
    else { return nil }
    return KNMIStation(number, words[4...].joined(separator: " ").capitalizedWords, north, east)
  }

  /// A whole number between spaces.
  private static func integer(_ field: ArraySlice<UInt8>) -> Int? {
    var value: Int?
    var sign = 1
    var isOver = false
    for byte in field {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: "\t"): isOver = isOver || value != nil
      case UInt8(ascii: "-") where value == nil && sign == 1: sign = -1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !isOver && (value ?? 0) < 1_000_000_000:
        value = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
      default: return nil
      }
    }
    return value.map { $0 * sign }
  }

  /// Where the columns stand.
  private struct Columns {
    var station, date, hour: Int
    var values: [(column: KNMIHour.Column, index: Int)]
    var last: Int

    /// - Returns: nil for a line that is not the names of the columns.
    /// - Throws: `KNMIError.missingColumn`.
    init?(_ line: String, file: String) throws {
      let names = line.split(separator: ",").map { $0.filter { !" \t\r#".contains($0) } }
      guard let station = names.firstIndex(of: "STN"), let date = names.firstIndex(of: "YYYYMMDD") else { return nil }
      func index(_ name: String) throws -> Int {
        guard let index = names.firstIndex(of: name) else { throw KNMIError.missingColumn(name, file: file) }
        return index
      }
      (self.station, self.date, hour) = (station, date, try index("HH"))
      values = try KNMIHour.Column.allCases.map { ($0, try index($0.rawValue)) }
      last = values.map(\.index).reduce(max(station, max(date, hour)), max)
    }
  }
}

extension String {
  /// `DE BILT` as `De Bilt`.
  fileprivate var capitalizedWords: String {
    split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: " ")
  }
}
