import Essentials

/// Trees that Dutch streets and parks are planted with.
///
/// Mature heights and crown widths are round figures in the range that Dutch nursery catalogues give.
enum TreeSpecies: String, CaseIterable, Sendable {
  case lime, plane, elm, maple, birch, alder, cherry, sweetgum, oak, willow, hornbeam, apple

  var nl: String {
    switch self {
    case .lime: "Hollandse linde"
    case .plane: "gewone plataan"
    case .elm: "iep"
    case .maple: "Noorse esdoorn"
    case .birch: "ruwe berk"
    case .alder: "els"
    case .cherry: "sierkers"
    case .sweetgum: "amberboom"
    case .oak: "zomereik"
    case .willow: "schietwilg"
    case .hornbeam: "haagbeuk"
    case .apple: "sierappel"
    }
  }

  var latin: String {
    switch self {
    case .lime: "Tilia × europaea"
    case .plane: "Platanus × hispanica"
    case .elm: "Ulmus 'New Horizon'"
    case .maple: "Acer platanoides"
    case .birch: "Betula pendula"
    case .alder: "Alnus × spaethii"
    case .cherry: "Prunus 'Accolade'"
    case .sweetgum: "Liquidambar styraciflua"
    case .oak: "Quercus robur"
    case .willow: "Salix alba"
    case .hornbeam: "Carpinus betulus"
    case .apple: "Malus 'Evereste'"
    }
  }

  /// Full-grown in town, m.
  var matureHeight: Double {
    switch self {
    case .lime, .plane, .oak: 18
    case .elm, .maple, .willow: 15
    case .birch, .alder, .sweetgum: 13
    case .hornbeam: 10
    case .cherry: 7
    case .apple: 5
    }
  }

  /// Crown diameter over height.
  var spread: Double {
    switch self {
    case .plane, .oak, .willow: 0.65
    case .lime, .maple, .apple: 0.58
    case .elm, .cherry: 0.62
    case .birch, .alder, .sweetgum, .hornbeam: 0.45
    }
  }

  static let forStreets: [TreeSpecies] = [.lime, .elm, .maple, .alder, .cherry, .sweetgum, .hornbeam]
  static let forParks: [TreeSpecies] = [.oak, .willow, .plane, .birch, .maple, .alder]
  static let forGardens: [TreeSpecies] = [.apple, .cherry, .birch, .hornbeam]
}

extension CityPlan {
  /// Plants a tree of `age` (share of its full size, 0...1), a little larger or smaller by chance.
  mutating func plant(_ species: TreeSpecies, _ place: LocalPoint, age: Double, _ random: inout SeededRandom) {
    let height = species.matureHeight * min(max(age * random.uniform(0.88...1.12), 0.2), 1.1)
    let crown = height * species.spread * random.uniform(0.9...1.1)
    trees.append(
      Tree(
        place: place, species: species, height: Self.toDecimetres(height),
        crownDiameter: max(2, Self.toDecimetres(crown))))
  }

  private static func toDecimetres(_ length: Double) -> Double { (length * 10).rounded() / 10 }
}
