import Essentials

/// Weather that cannot be.
package enum UrbanClimateError: DiagnosableError {
  case humidityLooksLikeRain(value: Double, hourUTC: Double)
  case radiationAtNight(hourUTC: Double, radiation: Double, day: (year: Int, month: Int, day: Int))
  case outOfSeason(month: Int, day: Int)
  /// 31 June.
  case noSuchDay(year: Int, month: Int, day: Int)

  private static func text(_ value: Double, _ language: Language) -> String {
    value.text(decimals: 2, trimmed: true, in: language)
  }

  package var diagnostic: Diagnostic {
    switch self {
    case .humidityLooksLikeRain(let value, let hour):
      Diagnostic(
        "climate.humidityLooksLikeRain",
        what: LocalizedText(
          nl: """
            De luchtvochtigheid is \(Self.text(value, .nl)) % om \(Self.text(hour, .nl)) uur UTC. Zo droog wordt het hier niet; dit lijkt de kolom met \
            regen, of een deel van 1 in plaats van een percentage.
            """,
          en: """
            The humidity is \(Self.text(value, .en)) % at \(Self.text(hour, .en)) h UTC. It does not get that dry here; this looks like the column of \
            rain, or a share of 1 instead of a percentage.
            """),
        at: .init(key: WeatherTable.Column.relativeHumidity.rawValue),
        remedy: LocalizedText(
          nl: "Neem bij gegevens van het KNMI kolom U (vocht, in %) en niet RH (regen, in 0,1 mm).",
          en: "Of KNMI's data take column U (humidity, in %) and not RH (rain, in 0.1 mm)."))
    case .radiationAtNight(let hour, let radiation, let day):
      Diagnostic(
        "climate.radiationAtNight",
        what: LocalizedText(
          nl: """
            Om \(Self.text(hour, .nl)) uur UTC op \(day.day)-\(day.month)-\(day.year) is de zon onder, maar de straling is \
            \(Self.text(radiation, .nl)) W/m2.
            """,
          en: """
            At \(Self.text(hour, .en)) h UTC on \(day.year)-\(day.month)-\(day.day) the sun is down, but the radiation is \
            \(Self.text(radiation, .en)) W/m2.
            """),
        at: .init(key: WeatherTable.Column.globalRadiation.rawValue),
        remedy: LocalizedText(
          nl: "Kijk of hourUTC in UTC is en niet in Nederlandse tijd, en of datum en plaats kloppen.",
          en: "See whether hourUTC is in UTC and not by Dutch clocks, and whether date and place are right."))
    case .outOfSeason(let month, let day):
      Diagnostic(
        "climate.outOfSeason",
        what: LocalizedText(
          nl:
            "De tabel van de methode voor de warmte van de stad loopt van april tot en met september, niet op \(day)-\(month).",
          en:
            "The method's table for the warmth of the town is for April to September, not for \(month)-\(day) (month-day)."
        ),
        at: .init(key: WeatherTable.Column.uhiFactor.rawValue),
        remedy: LocalizedText(
          nl: "Kies een zomerdag, of geef de reeks 'uhiFactor' zelf.",
          en: "Choose a day in summer, or give the series 'uhiFactor' yourself."))
    case .noSuchDay(let year, let month, let day):
      Diagnostic(
        "climate.noSuchDay",
        what: LocalizedText(
          nl: "De kalender heeft geen \(day)-\(month)-\(year).",
          en: "The calendar has no \(year)-\(month)-\(day) (year-month-day)."),
        at: .init(key: "day"),
        remedy: LocalizedText(
          nl: "Kijk bij de parameters naar 'day', 'month' en 'year'.",
          en: "Look at 'day', 'month' and 'year' among the parameters."))
    }
  }
}
