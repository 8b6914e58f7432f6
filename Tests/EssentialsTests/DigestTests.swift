import Essentials
import Foundation
import Testing

@Suite("Digests")
struct DigestTests {
  /// FIPS 180-4, the examples of NIST.
  @Test(
    "SHA-256 of known messages",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func sha256(message: String, hex: String) {
    #expect(Digest.sha256(message).hex == hex)
  }

  @Test("SHA-512 of a known message")
  func sha512() {
    #expect(
      Digest.sha512(Data("abc".utf8)).hex
        == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
  }

  @Test("a stream gives the digest of the whole however it is cut", arguments: [1, 7, 63, 64, 65, 1000])
  func stream(piece: Int) {
    let message = Data((0..<1000).map { UInt8(truncatingIfNeeded: $0) })
    for algorithm in [Digest.Algorithm.sha256, .sha512] {
      var stream = DigestStream(algorithm)
      for start in Swift.stride(from: 0, to: message.count, by: piece) {
        stream.update(message[start..<min(start + piece, message.count)])
      }
      #expect(stream.finalized() == (algorithm == .sha256 ? .sha256(message) : .sha512(message)))
    }
  }

  @Test("a copied stream goes on independently")
  func copiedStream() {
    var first = DigestStream(.sha256)
    first.update(Data("ab".utf8))
    var second = first
    first.update(Data("c".utf8))
    second.update(Data("d".utf8))
    #expect(first.finalized() == .sha256("abc"))
    #expect(second.finalized() == .sha256("abd"))
  }

  @Test("reads its own hexadecimal form and no other")
  func hex() throws {
    let digest = Digest.sha256("abc")
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(hex: digest.hex.uppercased()) == nil)
    #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
    #expect(Digest(hex: digest.hex.replacing("b", with: "g")) == nil)
    #expect(try JSONDecoder().decode(Digest.self, from: JSONEncoder().encode(digest)) == digest)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Digest.self, from: Data("\"abc\"".utf8)) }
  }

  @Test("orders by bytes")
  func order() throws {
    let low = try #require(Digest(hex: String(repeating: "0", count: 63) + "1"))
    let high = try #require(Digest(hex: "1" + String(repeating: "0", count: 63)))
    #expect(low < high)
  }
}
