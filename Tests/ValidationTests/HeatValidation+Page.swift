import ClimateTestSupport
import Elementary
import Essentials
import Foundation
import Grids
import ModelKit
import TestSupport

@testable import HeatModel
@testable import UrbanClimate

extension HeatValidation {
  static func page(_ comparisons: [Comparison]) throws -> String {
    """
    # Validation of the heat model

    Written by `Tests/ValidationTests` from what the code gives; the tests fail when this page and the code differ.
    `TWINBENCH_RECORD=1 scripts/test --filter ValidationTests` writes it anew. Expected values are in
    `Tests/Fixtures/golden/heat`; what each comes from is said there.

    ## Against expected values

    | what | against | values | largest difference | allowed | holds |
    |---|---|---|---|---|---|
    \(comparisons.map(row).joined(separator: "\n"))

    ## The sky view kernel beside a plain one

    The kernel walks a convex hull along digital lines and has no limit of distance; the plain one looks at every metre
    of an exact ray up to 100 m. On the synthetic town of 500 x 500 m (`Tests/ClimateTestSupport`):

    | field | mean, kernel | mean, plain | mean difference | root mean square | largest |
    |---|---|---|---|---|---|
    \(skyViews().joined(separator: "\n"))

    The difference sits at corners of buildings, where a digital line passes a cell that an exact ray misses. It moves
    PET in the sun by 1.94 degrees times that, so by less than 0.05 degrees at most cells.

    ## What known errors would do

    Mistakes found in public re-implementations of the method, each on a golden row: the code must meet the row within its
    tolerance, and the mistake must miss it.

    | mistake | golden row | expected | this code, apart by | with the mistake, apart by |
    |---|---|---|---|---|
    \(try mistakes().map(\.row).joined(separator: "\n"))

    ## What a measure does in the method

    Seven hours of 1 July 2015, by the two regressions alone, from a paved place in the sun with sky view 0.6, 0.30 of the
    station's wind and a green share of 0.3. Published effects: Klok et al. 2019, HvA 2020, Jacobs et al. 2020.

    | change | response, °C | expected | published |
    |---|---|---|---|
    \(try responses().map { "| \($0.change) | \(signed($0.value)) | \($0.expected) | \($0.published) |" }.joined(separator: "\n"))

    Through the whole model, in the middle of what is put on an open paved field (sky view 1, wind 0.63 of the station's):

    | put there | response, °C |
    |---|---|
    \(try fieldResponses().map { "| \($0.thing) | \(signed($0.value)) |" }.joined(separator: "\n"))

    Light paving, green walls and mist have no term in the method: no response at all, while light paving was simulated at
    +2.2 °C in the sun and -1.1 °C under trees (Taleghani et al. 2016). Water counts as much as grass, and is over-rated.

    ## What stays uncertain

    | parameter | value | why |
    |---|---|---|
    \(doubts().joined(separator: "\n"))

    - The regressions were fitted to RayMan (MEMI) by Koopmans et al. (2020). Their range of validity and their errors are
      not published in what could be read here; the full text was not.
    - The jumps between the classes of the wind table are real in the method: one tree more may change a whole footprint.
    - Which sky view KNMI's national raster holds is not known here; this model uses the cosine-weighted one.
    - No measured PET was compared. Other published cases, measured ones among them, are for later.

    ## Real places

    The digests of all layers of `delft-oostpoort` and `amsterdam-weteringbuurt` (1 m, from AHN and BGT or BAG) are on record
    in `Tests/Fixtures/golden/runs` and compared in CI; `RealAreaTests` computes both by one thread, by two and edit by edit.
    By hand, 2026-11-21: the maps were looked at. Trees and courtyards are cool, quays and squares hottest, streets along the
    sun cooler on their shaded side; open water in the sun is as hot as the quay beside it but for its Bowen term, which is
    the method's weakness; the edge shows as a grey rim.

    """
  }

  private static func row(_ one: Comparison) -> String {
    "| \(one.title) | \(one.against) | \(one.count) | \(short(one.largest)) \(one.unit) | \(short(one.allowed)) | "
      + "\(one.holds ? "yes" : "**no**") |"
  }

  /// Two digits are enough to judge by, and the same on every machine.
  static func short(_ value: Double) -> String {
    if value == 0 { return "0" }
    return value < 1e-3 ? String(format: "%.0e", value) : String(format: "%.2g", value)
  }

  static func signed(_ value: Double) -> String { String(format: "%+.2f", value) }

  private static func skyViews() -> [String] {
    let cases: [(String, Grid<Float>, Grid<Double>)] = [
      ("16 directions", SkyViewValidationTests.hull(directions: 16), SkyViewValidationTests.standard.cosineWeighted),
      ("32 directions", SkyViewValidationTests.hull(directions: 32), SkyViewValidationTests.fine.cosineWeighted),
      (
        "16 directions, eye at 1.2 m", SkyViewValidationTests.hull(directions: 16, eye: 1.2),
        SkyViewValidationTests.raised.cosineWeighted
      ),
    ]
    return cases.map { name, kernel, plain in
      let apart = zip(kernel.cells, plain.cells).map { Double($0) - $1 }
      let mean = apart.reduce(0, +) / Double(apart.count)
      let spread = (apart.map { $0 * $0 }.reduce(0, +) / Double(apart.count)).squareRoot()
      let kernelMean = GridReduction.sum(kernel) / Double(kernel.count)
      return String(
        format: "| %@ | %.4f | %.4f | %+.4f | %.3f | %.2f |", name, kernelMean, plain.mean, mean, spread,
        apart.map(abs).max() ?? 0)
    }
  }

  // MARK: Doubts

  private static func doubts() -> [String] {
    HeatModel().description.parameters.filter { $0.status == .uncertain || $0.status == .teachingValue }.map {
      "| `\($0.id)` (\($0.title.en)) | \($0.defaultValue.formatted(.number.locale(Locale(identifier: "en")))) | \($0.source) |"
    }
  }
}
