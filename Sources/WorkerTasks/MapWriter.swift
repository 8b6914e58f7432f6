import Essentials
import Foundation
import Scenarios
struct MapWriter {
  let run: ScenarioRun
  let folder: URL
  let language: Language
  func write(_ context: WorkContext) throws -> [String] { [] }
}
