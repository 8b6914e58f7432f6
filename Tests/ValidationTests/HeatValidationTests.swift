import Foundation
import TestSupport
import Testing

@Suite("The page on the heat model's validation")
struct HeatValidationTests {
  private static let page = TestFolders.repository.appendingPathComponent("docs/validation/heat.md")

  @Test("Every comparison on it holds, and it says what the code gives")
  func page() throws {
    let validation = try HeatValidation()
    for comparison in validation.comparisons { #expect(comparison.holds, "\(comparison)") }
    if ProcessInfo.processInfo.environment["TWINBENCH_RECORD"] == "1" {
      try validation.text.write(to: Self.page, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: Self.page, encoding: .utf8)
    #expect(
      written == validation.text,
      "The page is out of date. Write it anew: TWINBENCH_RECORD=1 scripts/test --filter ValidationTests")
  }

  @Test("Errors of other implementations would be seen", arguments: try HeatValidation.mistakes())
  func mistake(_ mistake: HeatValidation.Mistake) {
    #expect(abs(mistake.ours - mistake.expected) <= mistake.tolerance, "\(mistake.name)")
    #expect(abs(mistake.mistaken - mistake.expected) > 10 * mistake.tolerance, "\(mistake.name)")
  }

  @Test("The method responds to measures as its reference says", arguments: try HeatValidation.responses())
  func response(_ response: HeatValidation.Response) {
    #expect(response.range.contains(response.value), "\(response.change): \(response.value)")
  }

  @Test("The whole model responds to one thing on an open field", arguments: try HeatValidation.fieldResponses())
  func fieldResponse(_ response: HeatValidation.FieldResponse) {
    #expect(response.range.contains(response.value), "\(response.thing): \(response.value)")
  }
}
