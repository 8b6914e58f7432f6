import Foundation
import Testing

@testable import Application

@Suite("Where the data folder lies when nobody names one")
struct StandardHomeTests {
  @Test(
    "Variables decide; an empty one counts as absent",
    arguments: [
      (["TWINBENCH_HOME": "/a/b", "HOME": "/h"], "/a/b"),
      (["TWINBENCH_HOME": "", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/twinbench"),
      (["TWINBENCH_HOME": "", "XDG_DATA_HOME": "", "HOME": "/h"], "/h/.local/share/twinbench"),
      (["HOME": ""], "\(FileManager.default.homeDirectoryForCurrentUser.path)/.local/share/twinbench"),
    ])
  func variables(environment: [String: String], expected: String) {
    #expect(Installation.standardHome(environment).path == expected)
  }
}
