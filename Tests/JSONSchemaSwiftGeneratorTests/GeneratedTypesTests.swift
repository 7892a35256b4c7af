import Foundation
import JSONSchema
import SchemaCore
import Testing

/// The types in `Generated/Shop.swift`.
@Suite("Generated types of a JSON schema")
struct GeneratedTypesTests {
  private static let text =
    #"{"id":"9e30eab9-b910-4ae1-9299-49d1be81b6ff","order-number":7,"version":"v2","placedAt":"2026-05-06T07:08:09Z","#
    + #""dueDate":null,"status":"in-transit","customer":{"email":"a@b.example","name":"Ann"},"#
    + #""lines":[{"sku":"S-1","price":1.5,"gift":true},{"sku":"S-2","price":2}],"labels":{"a":"b"},"#
    + #""payment":{"kind":"transfer","iban":null},"signature":"AQI=","extra":[1.50]}"#

  @Test("a record is read and written as it was")
  func roundTrip() throws {
    let order = try JSONRecordDecoder().decode(Order.self, from: Array(Self.text.utf8))
    #expect(order.orderNumber == 7 && order.status == .inTransit && order.dueDate == nil && order.billing == nil)
    #expect(order.lines[0].gift == true && order.lines[1].gift == nil && order.customer.name == "Ann")
    #expect(order.signature == Data([1, 2]))
    guard case .transfer(let transfer) = order.payment else {
      Issue.record("\(order.payment)")
      return
    }
    #expect(transfer.iban == nil && transfer.kind == "transfer")
    let written = try JSONRecordEncoder().encode(order)
    #expect(try JSONRecordDecoder().decode(Order.self, from: written) == order)
    #expect(try Self.sorted(written) == Self.sorted(Array(Self.text.utf8)))
  }

  /// The text with its members sorted at every level.
  private static func sorted(_ text: [UInt8]) throws -> String {
    JSONWriter.text(try JSONRecordDecoder().decode(JSONValue.self, from: text), style: .sorted)
  }

  @Test("values that a newer schema has are kept")
  func unknown() throws {
    let newer = Self.text.replacing("in-transit", with: "LOST").replacing(
      #"{"kind":"transfer","iban":null}"#, with: #"{"kind":"cash","box":[1]}"#)
    let order = try JSONRecordDecoder().decode(Order.self, from: Array(newer.utf8))
    #expect(order.status == .unknown("LOST"))
    let written = String(decoding: try JSONRecordEncoder().encode(order), as: UTF8.self)
    #expect(written.contains(#""status":"LOST""#) && written.contains(#""payment":{"kind":"cash","box":[1]}"#))
  }
}
