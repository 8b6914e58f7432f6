import AreaTestSupport
import Areas
import Essentials
import Foundation
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

  @Test("have a colour that can be drawn, or the table is refused at its line")
  func colours() throws {
    #expect(try SmallArea.classes().landCoverClass(1)?.colour == Colour(0x8F8A86))
    let file = SmallArea.basePack.appendingPathComponent("data/landcover.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    for wrong in ["grey", "#8f8a8", "#8f8a8g", "#+8f8a8"] {
      let error = #expect(throws: YAMLError.self) {
        try LandCoverTable(YAMLDocument.parse(text.replacing("#8f8a86", with: wrong), file: "landcover.yaml"))
      }
      #expect(error?.diagnostic.location.key?.hasSuffix("colour") == true)
      #expect(error?.diagnostic.location.line != nil)
    }
  }
}
