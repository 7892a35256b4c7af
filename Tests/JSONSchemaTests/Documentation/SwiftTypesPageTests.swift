import Foundation
import JSONSchema
import SchemaCore
import Testing

/// The examples of the page `SwiftTypes`.
@Suite("Swift types for JSON")
struct SwiftTypesPageTests {
  @Test("a type of many kinds of properties is read and written")
  func types() throws {
    struct Order: Codable, Equatable {
      var id: UUID
      var total: Decimal
      var placedAt: Date
      var labels: [String: String]
      var note: String?
      var extra: JSONValue
    }
    let order = try JSONRecordDecoder().decode(
      Order.self,
      from: Array(
        #"""
        {"id": "9e30eab9-b910-4ae1-9299-49d1be81b6ff", "total": 12.50, "placedAt": "2026-05-06T09:08:07+02:00",
          "labels": {"channel": "web"}, "extra": [1.0, null]}
        """#.utf8))
    let text = String(decoding: try JSONRecordEncoder().encode(order), as: UTF8.self)
    #expect(
      text == #"{"id":"9e30eab9-b910-4ae1-9299-49d1be81b6ff","total":12.5,"placedAt":"2026-05-06T07:08:07Z","#
        + #""labels":{"channel":"web"},"extra":[1.0,null]}"#)

    let encoder = JSONRecordEncoder(dates: .milliseconds)
    let milliseconds = try encoder.encode(Date(timeIntervalSince1970: 1.5))
    #expect(milliseconds == Array("1500".utf8))
  }
}
