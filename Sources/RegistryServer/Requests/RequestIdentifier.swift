import HTTPTypes
import SchemaCore

/// The mark by which a request is found again in logs: the client's own, or a random UUID.
struct RequestIdentifier {
  let value: String

  /// Takes over the client's mark if there is exactly one that is not blank.
  init(of headers: HTTPFields) {
    if let only = headers[.requestID], headers[values: .requestID].count == 1,
      only.contains(where: { $0 != " " && $0 != "\t" })
    {
      value = only
    } else {
      value = Self.random()
    }
  }

  /// A UUID of version 4 (RFC 9562, section 5.4).
  private static func random() -> String {
    let high = UInt64.random(in: .min ... .max) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = UInt64.random(in: .min ... .max) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return UUIDText.text(high: high, low: low)
  }
}

extension HTTPField.Name {
  /// `X-Request-ID`.
  static let requestID = HTTPField.Name("X-Request-ID")!
  /// `X-Content-Type-Options`.
  static let contentTypeOptions = HTTPField.Name("X-Content-Type-Options")!
  /// `X-XSS-Protection`.
  static let crossSiteScriptingProtection = HTTPField.Name("X-XSS-Protection")!
}
