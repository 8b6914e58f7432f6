import Essentials
import Scenarios

/// What a submission holds besides plain JSON.
extension JSONDocument {
  func identifier() throws -> String {
    let text = try string()
    guard Identifier.isValid(text) else { throw AssessmentError.badIdentifier(location, text) }
    return text
  }

  func seed() throws -> UInt64 {
    guard case .number(let number) = value, let seed = UInt64(exactly: number), seed <= Submission.largestSeed else {
      throw YAMLError.wrongKind(
        location, expected: LocalizedText(nl: "een geheel getal vanaf 0", en: "a whole number from 0"))
    }
    return seed
  }

  func pin() throws -> PackPin {
    let members = try members(allowing: ["name", "version", "digest"])
    return PackPin(
      name: try members.required("name").string(), version: try members.required("version").string(),
      digest: try members.required("digest").digest())
  }
}
