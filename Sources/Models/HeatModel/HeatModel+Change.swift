import Essentials
import Grids
import ModelKit
import UrbanClimate

extension HeatModel {
  /// The change of mean PET in one cell by cause: the mean, over all orders in which the causes can follow each other,
  /// of what each adds when its turn comes (Shapley 1953, "A value for n-person games", Contributions to the Theory of
  /// Games II). Nothing is left over and no order is preferred.
  ///
  /// - Returns: nil on a roof, before or after.
  public func explainChange(
    row: Int, column: Int, before: ModelInputs, after: ModelInputs, context work: WorkContext
  ) throws -> ChangeExplanation? {
    func cell(_ inputs: ModelInputs) throws -> CellClimate {
      try CellClimate(StreetClimate(inputs, of: description, memory, work), row: row, column: column, work)
    }
    let (old, new) = (try cell(before), try cell(after))
    guard !old.isBuilding, !new.isBuilding, old.counting.count == new.counting.count, !old.counting.isEmpty else {
      return nil
    }
    var shares = [Double](repeating: 0, count: ChangeCause.allCases.count)
    for (before, after) in zip(old.counting, new.counting) {
      let hour = ChangeCause.shares { causes in
        PETTerms(
          before.weather, before.factors.taking(causes, from: after.factors),
          smallestWindSpeed: old.smallestWindSpeed
        ).sum
      }
      for index in shares.indices { shares[index] += hour[index] }
    }
    let count = Double(old.counting.count)
    return ChangeExplanation(
      causes: zip(ChangeCause.allCases, shares).map { cause, sum in
        CellExplanation.Line(
          cause.rawValue, title: cause.title, unit: "K", value: sum / count, decimals: 1, note: cause.note)
      },
      method: LocalizedText(
        nl: """
          Oorzaken werken op elkaar in: in de schaduw maakt de ondergrond niets uit. Daarom is het gemiddelde genomen \
          over alle volgordes waarin ze kunnen veranderen. Zo tellen ze precies op tot het verschil (Shapley 1953).
          """,
        en: """
          Causes act on each other: in the shade the ground makes no difference. So this is the mean over all orders \
          in which they can change. That way they add up to exactly the difference (Shapley 1953).
          """))
  }

  /// The change of mean PET in two steps that add up to it: first what changes on the spot (shade, sky view, ground),
  /// in the wind and the warmth of before; then the wind and the warmth of the town.
  public func changeParts(
    before: ModelInputs, after: ModelInputs, context work: WorkContext
  ) throws -> [String: Grid<Float>] {
    let old = try StreetClimate(before, of: description, memory, work.part(0...0.4))
    let new = try StreetClimate(after, of: description, memory, work.part(0.4...0.8))
    let today = try Self.meanPET(of: old, work)
    try work.checkCancellation()
    let onTheSpot = try Self.meanPET(of: new, fieldsOf: old, work)
    try work.checkCancellation()
    let planned = try Self.meanPET(of: new, work)
    return [
      "petLocal": Self.difference(onTheSpot, today), "petFootprint": Self.difference(planned, onTheSpot, today),
    ]
  }

  /// After minus before; no value where one of the three has none.
  private static func difference(
    _ after: Grid<Float>, _ before: Grid<Float>, _ third: Grid<Float>? = nil
  ) -> Grid<Float> {
    let count = after.count
    let third = third ?? before
    return Grid<Float>(
      after.frame,
      filling: { out in
        after.withCells { after in
          before.withCells { before in
            third.withCells { third in
              for index in 0..<count { out[index] = third[index].isNaN ? .nan : after[index] - before[index] }
            }
          }
        }
      })
  }
}
