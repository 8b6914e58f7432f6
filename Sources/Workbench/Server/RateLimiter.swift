import Essentials
import Foundation
import Hummingbird
import Synchronization

/// Limits attempts to come in: a bucket of tokens for each address and each name, which fills again by itself. A class
/// behind one address joins all at once, so the bucket of an address is large; a password is tried by few.
final class RateLimiter: Sendable {
  struct Rule: Sendable {
    var burst: Double
    var perSecond: Double

    static let address = Rule(burst: 90, perSecond: 1)
    static let account = Rule(burst: 10, perSecond: 1.0 / 20)
    /// Of a name, from everywhere: faster than one address may try, so that no single one shuts a teacher out.
    static let name = Rule(burst: 200, perSecond: 2)
    static let setUp = Rule(burst: 10, perSecond: 1.0 / 10)
  }

  private struct Bucket {
    var tokens: Double
    var filledAt: Duration
    var rule: Rule
  }

  /// Beyond it, full buckets go, and then all: an attacker with many addresses must not fill the memory.
  private static let mostBuckets = 20_000
  private let buckets = Mutex<[String: Bucket]>([:])
  private let now: @Sendable () -> Duration

  init(now: @escaping @Sendable () -> Duration) { self.now = now }

  /// Takes a token, or throws the answer 429.
  func take(_ key: String, _ rule: Rule) throws {
    let now = now()
    let wait: Double? = buckets.withLock { buckets in
      if buckets.count >= Self.mostBuckets { Self.prune(&buckets, now: now) }
      var bucket = Self.filled(buckets[key] ?? Bucket(tokens: rule.burst, filledAt: now, rule: rule), now: now)
      defer { buckets[key] = bucket }
      guard bucket.tokens >= 1 else { return (1 - bucket.tokens) / rule.perSecond }
      bucket.tokens -= 1
      return nil
    }
    if let wait { throw Self.refusal(seconds: max(1, Int(wait.rounded(.up)))) }
  }

  /// What attempts are counted by: an IPv4 address, or the network of 64 bits that anybody with IPv6 has for themselves.
  static func network(of address: String) -> String {
    guard address.contains(":") else { return address }
    var bytes = in6_addr()
    let plain = address.prefix { $0 != "%" }
    guard inet_pton(AF_INET6, String(plain), &bytes) == 1 else { return address }
    let all = withUnsafeBytes(of: &bytes) { Array($0) }
    // An IPv4 address in the clothes of IPv6 (RFC 4291, 2.5.5.2).
    if all[..<10].allSatisfy({ $0 == 0 }), all[10] == 0xFF, all[11] == 0xFF {
      return all[12...].map { String($0) }.joined(separator: ".")
    }
    return all[..<8].map { String($0, radix: 16) }.joined(separator: ":") + "/64"
  }

  /// Who turned out to be right gets the tokens of the name back.
  func forget(_ key: String) { buckets.withLock { $0[key] = nil } }

  private static func filled(_ bucket: Bucket, now: Duration) -> Bucket {
    var bucket = bucket
    let passed = (now - bucket.filledAt).components
    let seconds = Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    bucket.tokens = min(bucket.rule.burst, bucket.tokens + max(0, seconds) * bucket.rule.perSecond)
    bucket.filledAt = now
    return bucket
  }

  private static func prune(_ buckets: inout [String: Bucket], now: Duration) {
    buckets = buckets.filter { filled($0.value, now: now).tokens < $0.value.rule.burst }
    if buckets.count >= mostBuckets { buckets = [:] }
  }

  private static func refusal(seconds: Int) -> Problem {
    var problem = Problem(
      .tooManyRequests,
      [
        Diagnostic(
          "http.tooManyAttempts",
          what: LocalizedText(
            nl: "Er is te vaak achter elkaar geprobeerd binnen te komen.",
            en: "There were too many attempts to come in."),
          remedy: LocalizedText(
            nl: "Wacht \(seconds) seconden en probeer het dan opnieuw.", en: "Wait \(seconds) seconds and try again."))
      ])
    problem.headers[named: "Retry-After"] = String(seconds)
    return problem
  }
}
