import Essentials
import Foundation
import Testing

@Suite("Units of measure")
struct UnitOfMeasureTests {
  @Test(
    "are read in every way in which people write them",
    arguments: [
      ("m2", "m²"), ("m²", "m²"), ("m^2", "m²"), ("m3/s", "m³/s"), ("degC", "°C"), ("Cel", "°C"), ("EUR", "€"),
      ("euro", "€"), ("EUR/year", "€/year"), ("€/jaar", "€/year"), ("stuks", "pieces"), ("mm/h", "mm/h"),
      ("l/s/ha", "l/s/ha"), ("1/h", "1/h"), ("1", "1"), ("%", "%"), ("km/uur", "km/h"), ("€·m/s", "€·m/s"),
    ])
  func symbols(written: String, shown: String) throws {
    let unit = try UnitOfMeasure(written)
    #expect(unit.symbol == shown)
    #expect(try UnitOfMeasure(unit.symbol) == unit)
    #expect(try JSONDecoder().decode(UnitOfMeasure.self, from: JSONEncoder().encode(unit)) == unit)
  }

  @Test(
    "that nobody knows are refused by name",
    arguments: ["", "meters", "m/", "/h", "kg m", "m25", "m2x", "1x", "°", "°K"])
  func unknown(symbol: String) {
    #expect(throws: UnitError.unknown(symbol)) { try UnitOfMeasure(symbol) }
  }

  @Test("of temperature on a scale stand alone", arguments: ["degC/m", "°C²", "m·°C", "1/°C"])
  func temperatureInProduct(symbol: String) {
    #expect(throws: UnitError.temperatureInProduct(symbol)) { try UnitOfMeasure(symbol) }
  }

  @Test(
    "convert within their dimension to the last bit",
    arguments: [
      (15.0, "cm", "m", 0.15), (0.15, "m", "cm", 15), (30, "%", "1", 0.3), (1, "ha", "m2", 10_000),
      (90, "km/h", "m/s", 25), (70, "mm/h", "m/h", 0.07), (1, "day", "h", 24), (3, "pieces", "1", 3),
      (60, "l/s/ha", "mm/h", 21.6), (12, "EUR/m2", "€/ha", 120_000), (1, "kWh", "W·s", 3_600_000),
    ])
  func conversions(value: Double, from: String, to: String, expected: Double) throws {
    #expect(try Quantity(value, UnitOfMeasure(from)).converted(to: UnitOfMeasure(to)).value == expected)
  }

  @Test(
    "of other dimensions do not convert, and °C is not K",
    arguments: [("m", "s"), ("m", "m2"), ("°C", "K"), ("K", "°C"), ("€", "1")])
  func refused(from: String, to: String) throws {
    let (a, b) = (try UnitOfMeasure(from), try UnitOfMeasure(to))
    #expect(throws: UnitError.notConvertible(a, b)) { try Quantity(1, a).converted(to: b) }
  }

  @Test("convert there and back to the same value")
  func roundTrip() throws {
    var random = SeededRandom(seed: 3)
    let families = [
      ["mm", "cm", "dm", "m", "km"], ["s", "min", "h", "day", "year"], ["m2", "ha"], ["l", "m3"], ["%", "1"],
    ]
    for family in families {
      let units = try family.map { try UnitOfMeasure($0) }
      for _ in 0..<200 {
        let value = random.uniform(-1e6...1e6)
        let (a, b) = (units[random.index(below: units.count)], units[random.index(below: units.count)])
        let back = try Quantity(value, a).converted(to: b).converted(to: a).value
        #expect(abs(back - value) <= abs(value) * 1e-15)
      }
    }
  }

  @Test("combine in products and quotients, and vanish when they cancel")
  func algebra() throws {
    let (metre, hectare, euro) = (try UnitOfMeasure("m"), try UnitOfMeasure("ha"), UnitOfMeasure.euro)
    #expect(try metre.multiplied(by: metre).symbol == "m²")
    #expect(try metre.divided(by: metre) == .one)
    #expect(try hectare.divided(by: .squareMetre) == .one)
    #expect(try euro.divided(by: .squareMetre).multiplied(by: hectare).symbol == "€·ha/m²")
    #expect(try UnitOfMeasure.percent.multiplied(by: metre) == metre)
    #expect(throws: UnitError.self) { try UnitOfMeasure.degreeCelsius.multiplied(by: metre) }
    #expect(UnitOfMeasure.degreeCelsius.difference == .kelvin)
  }
}

@Suite("Quantities as people write them")
struct QuantityTests {
  @Test(
    "are read with Dutch and English decimals",
    arguments: [
      ("1,2 °C", 1.2, "°C"), ("1.2 degC", 1.2, "°C"), ("-0,5 K", -0.5, "K"), ("\u{2212}0.5K", -0.5, "K"),
      ("€ 12.500", 12_500, "€"), ("€12,500", 12_500, "€"), ("12500 EUR", 12_500, "€"), ("12 500 EUR", 12_500, "€"),
      ("€ 12.500,50", 12_500.5, "€"), ("12,500.50 EUR", 12_500.5, "€"), ("€ -3", -3, "€"),
      ("€ 950/jaar", 950, "€/year"),
      ("35 %", 35, "%"), ("35%", 35, "%"), ("12", 12, "1"), ("+3,25", 3.25, "1"), (" 7 stuks ", 7, "pieces"),
      ("0,125 m", 0.125, "m"), ("1.234.567 m2", 1_234_567, "m²"), ("1\u{2009}500 m", 1500, "m"),
      ("1234,567 m", 1234.567, "m"),
    ])
  func parse(text: String, value: Double, unit: String) throws {
    #expect(try Quantity.parse(text) == Quantity(value, UnitOfMeasure(unit)))
  }

  @Test("that can be read in two ways are refused, with both ways to write them")
  func ambiguous() throws {
    #expect(throws: UnitError.ambiguous("12.500 m", readings: ["12500 m", "12.5 m"])) { try Quantity.parse("12.500 m") }
    #expect(throws: UnitError.ambiguous("1,250", readings: ["1250", "1.25"])) { try Quantity.parse("1,250") }
  }

  @Test(
    "that are none are refused",
    arguments: [
      "", "warm", "°C", "1..2 m", "1,2,3 m", "1.", ".5", "--3", "1.23.456 m", "€", "€ 3 m", "1,2.3,4", "nan", "1e400",
    ])
  func malformed(text: String) {
    #expect(throws: UnitError.self) { try Quantity.parse(text) }
  }

  @Test("of any length or content never crash the reader")
  func garbage() {
    var random = SeededRandom(seed: 11)
    let alphabet = Array("0123456789.,-+ €%°CKm/²³jaar\u{2009}\u{2212}e×")
    for _ in 0..<3000 {
      let text = String((0..<random.index(below: 14)).map { _ in alphabet[random.index(below: alphabet.count)] })
      if let found = try? Quantity.parse(text) { #expect(found.value.isFinite) }
    }
    #expect(throws: UnitError.self) { try Quantity.parse(String(repeating: "9", count: 5000)) }
  }

  @Test("read back as they are shown, in both languages")
  func shown() throws {
    var random = SeededRandom(seed: 5)
    let units = try ["°C", "K", "€", "€/year", "%", "m²", "1"].map { try UnitOfMeasure($0) }
    for _ in 0..<500 {
      // Two decimals, so that no text has exactly three digits behind one sign.
      let value = (random.uniform(-99_999...99_999) * 100).rounded() / 100
      let quantity = Quantity(value, units[random.index(below: units.count)])
      for language in Language.allCases {
        #expect(try Quantity.parse(quantity.text(decimals: 2, in: language)) == quantity)
      }
    }
    #expect(Quantity(12_500, .euro).text(decimals: 0, in: .nl) == "€ 12.500")
    #expect(Quantity(950, .euroPerYear).text(decimals: 0, in: .nl) == "€ 950/jaar")
    #expect(Quantity(36.16, .degreeCelsius).text(decimals: 1, in: .nl) == "36,2 °C")
    #expect(Quantity(3, .one).text(decimals: 0, in: .en) == "3")
  }
}

@Suite("Numbers for people")
struct NumberTextTests {
  @Test(
    "have the marks of the language",
    arguments: [
      (1234.56, 1, "1.234,6", "1,234.6"), (-0.04, 1, "0,0", "0.0"), (-1.25, 2, "\u{2212}1,25", "\u{2212}1.25"),
      (999, 0, "999", "999"), (1_000_000, 0, "1.000.000", "1,000,000"), (0.5, 0, "0", "0"), (.nan, 1, "–", "–"),
    ])
  func text(value: Double, decimals: Int, nl: String, en: String) {
    #expect(value.text(decimals: decimals, in: .nl) == nl)
    #expect(value.text(decimals: decimals, in: .en) == en)
  }

  @Test("lose zeros at the end where asked")
  func trimmed() {
    #expect(2.500.text(decimals: 3, trimmed: true, in: .nl) == "2,5")
    #expect(2.0.text(decimals: 3, trimmed: true, in: .en) == "2")
    #expect(100.0.text(decimals: 0, trimmed: true, in: .en) == "100")
  }
}
