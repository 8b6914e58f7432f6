/// The land cover classes that areas are delivered in; the base pack's `data/landcover.yaml` gives them their meaning
/// and properties. There is no code 0 in a finished area.
public enum LandCoverCode: UInt8, CaseIterable, Sendable {
  case building = 1
  case asphaltCarriageway = 2
  case clinkerCarriageway = 3
  case parkingBay = 4
  case footway = 5
  case cyclePath = 6
  case square = 7
  case closedPavement = 8
  case openPavement = 9
  case pavedYard = 10
  case garden = 11
  case schoolYard = 12
  case unpaved = 13
  case grass = 14
  case planting = 15
  case water = 16
  case bridge = 17
  case structure = 18
  case unknownYard = 19
  case swale = 20
  case permeablePaving = 21

  /// The name in data files.
  public var id: String { Self.ids[Int(rawValue) - 1] }

  public init?(id: String) {
    guard let index = Self.ids.firstIndex(of: id) else { return nil }
    self.init(rawValue: UInt8(index + 1))
  }

  /// In the order of the codes.
  public static let ids = [
    "pand", "rijbaan-asfalt", "rijbaan-klinkers", "parkeervak", "voetpad", "fietspad", "plein", "verhard-gesloten",
    "verhard-open", "erf-verhard", "tuin", "schoolplein", "onverhard", "gras", "beplanting", "water", "brug",
    "kunstwerk", "erf-onbekend", "wadi", "waterdoorlatend",
  ]
}
