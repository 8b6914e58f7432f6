/// A weather station of KNMI.
package struct KNMIStation: Hashable, Sendable {
  package var number: Int
  package var name: String
  /// Degrees, north positive.
  package var latitude: Double
  /// Degrees, east positive.
  package var longitude: Double

  package init(_ number: Int, _ name: String, _ latitude: Double, _ longitude: Double) {
    (self.number, self.name, self.latitude, self.longitude) = (number, name, latitude, longitude)
  }

  /// Stations on land, with the places that stand in the heads of KNMI's own files. They only place the sun, for which
  /// a tenth of a degree is plenty.
  package static let known = [
    KNMIStation(215, "Voorschoten", 52.141, 4.437), KNMIStation(235, "De Kooy", 52.928, 4.781),
    KNMIStation(240, "Schiphol", 52.318, 4.790), KNMIStation(249, "Berkhout", 52.644, 4.979),
    KNMIStation(251, "Hoorn Terschelling", 53.392, 5.346), KNMIStation(257, "Wijk aan Zee", 52.506, 4.603),
    KNMIStation(260, "De Bilt", 52.100, 5.180), KNMIStation(267, "Stavoren", 52.898, 5.384),
    KNMIStation(269, "Lelystad", 52.458, 5.520), KNMIStation(270, "Leeuwarden", 53.224, 5.752),
    KNMIStation(273, "Marknesse", 52.703, 5.888), KNMIStation(275, "Deelen", 52.056, 5.873),
    KNMIStation(277, "Lauwersoog", 53.413, 6.200), KNMIStation(278, "Heino", 52.435, 6.259),
    KNMIStation(279, "Hoogeveen", 52.750, 6.574), KNMIStation(280, "Eelde", 53.125, 6.585),
    KNMIStation(283, "Hupsel", 52.069, 6.657), KNMIStation(286, "Nieuw Beerta", 53.196, 7.150),
    KNMIStation(290, "Twenthe", 52.274, 6.891), KNMIStation(310, "Vlissingen", 51.442, 3.596),
    KNMIStation(319, "Westdorpe", 51.226, 3.861), KNMIStation(323, "Wilhelminadorp", 51.527, 3.884),
    KNMIStation(330, "Hoek van Holland", 51.992, 4.122), KNMIStation(340, "Woensdrecht", 51.449, 4.342),
    KNMIStation(344, "Rotterdam", 51.962, 4.447), KNMIStation(348, "Cabauw", 51.970, 4.926),
    KNMIStation(350, "Gilze-Rijen", 51.566, 4.936), KNMIStation(356, "Herwijnen", 51.859, 5.146),
    KNMIStation(370, "Eindhoven", 51.451, 5.377), KNMIStation(375, "Volkel", 51.659, 5.707),
    KNMIStation(377, "Ell", 51.198, 5.763), KNMIStation(380, "Maastricht", 50.906, 5.762),
    KNMIStation(391, "Arcen", 51.498, 6.197),
  ]
}
