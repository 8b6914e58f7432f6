import Essentials
import Testing

@testable import Workbench

@Suite("Attempts to come in")
struct RateLimiterTests {
  @Test(
    "are counted by IPv4 address and by IPv6 network, because one computer has all addresses of its network",
    arguments: [
      ("192.168.1.10", "192.168.1.10"), ("::ffff:192.168.1.10", "192.168.1.10"),
      ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2/64"), ("2001:db8:1:2::9", "2001:db8:1:2/64"), ("?", "?"),
    ])
  func networks(_ address: String, _ network: String) {
    let found = RateLimiter.network(of: address)
    // The same two bytes a group, however they are written.
    #expect(found.hasSuffix("/64") == network.hasSuffix("/64"))
    if !network.hasSuffix("/64") { #expect(found == network) }
    #expect(RateLimiter.network(of: "2001:db8:1:2::1") != RateLimiter.network(of: "2001:db8:1:3::1"))
    #expect(RateLimiter.network(of: "2001:db8:1:2::1") == RateLimiter.network(of: "2001:db8:1:2:ffff::1"))
  }

  @Test("of one address do not shut out whoever comes from another, but a name has a limit of its own")
  func names() throws {
    let limiter = RateLimiter { .zero }
    for _ in 0..<10 { try limiter.take("name juf 10.0.0.1", .account) }
    #expect(throws: Problem.self) { () throws in try limiter.take("name juf 10.0.0.1", .account) }
    try limiter.take("name juf 10.0.0.2", .account)
    for _ in 0..<200 { try limiter.take("name juf", .name) }
    #expect(throws: Problem.self) { () throws in try limiter.take("name juf", .name) }
  }

  @Test("at a team's code are few, whoever guesses")
  func teamCodes() async throws {
    try await RunningServer.run { server in
      let (_, schoolClass) = try await server.makeClass()
      let student = try await server.student("Noor", in: schoolClass)
      let answers = try await (0..<12).asyncMap { _ in
        try await student.post("/assignments/team", ["team": "ABCDE"], from: "/home").status
      }
      #expect(answers.prefix(10).allSatisfy { $0 == 404 })
      #expect(answers.suffix(2).allSatisfy { $0 == 429 })
    }
  }
}

extension Sequence {
  fileprivate func asyncMap<Answer>(_ transform: (Element) async throws -> Answer) async rethrows -> [Answer] {
    var answers: [Answer] = []
    for element in self { answers.append(try await transform(element)) }
    return answers
  }
}
