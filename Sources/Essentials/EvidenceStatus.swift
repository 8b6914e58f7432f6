/// How far a figure may be trusted; shown beside it. Figures from memory and design defaults are teaching values.
public enum EvidenceStatus: String, CaseIterable, Codable, Sendable {
  case verified, oneSource, computed, uncertain, teachingValue
}
