import AreaTestSupport
import Areas
import Testing

@Suite("Land-cover codes")
struct LandCoverTests {
  @Test("that areas are delivered in are those of the base pack's table, by number and by name")
  func codesAreTheTables() throws {
    let table = try SmallArea.classes()
    #expect(table.classes.count == LandCoverCode.allCases.count)
    for code in LandCoverCode.allCases {
      #expect(table.landCoverClass(code.rawValue)?.id == code.id)
      #expect(LandCoverCode(id: code.id) == code)
    }
    #expect(LandCoverCode(id: "watertje") == nil)
  }
}
