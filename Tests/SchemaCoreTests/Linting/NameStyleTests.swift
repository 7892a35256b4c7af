import Testing

@testable import SchemaCore

@Suite struct NameStyleTests {
  @Test(
    "a name is written in every style",
    arguments: [
      ("orderID", "OrderId", "orderId", "order_id", "ORDER_ID"),
      ("HTTPServer", "HttpServer", "httpServer", "http_server", "HTTP_SERVER"),
      ("order_line2", "OrderLine2", "orderLine2", "order_line2", "ORDER_LINE2"),
      ("a", "A", "a", "a", "A"),
    ])
  func written(_ name: String, _ pascal: String, _ camel: String, _ snake: String, _ capitals: String) {
    #expect(NameStyle.pascal.written(name) == pascal)
    #expect(NameStyle.camel.written(name) == camel)
    #expect(NameStyle.snake.written(name) == snake)
    #expect(NameStyle.capitals.written(name) == capitals)
  }

  @Test(
    "a name fits the styles that it could be written in",
    arguments: [
      ("order", "camelCase snake_case"), ("orderId", "camelCase"), ("order_id", "snake_case"),
      ("OrderId", "PascalCase"),
      ("ORDER_ID", "UPPER_SNAKE_CASE"), ("_id", "camelCase snake_case"), ("a__b", ""),
      ("ID", "PascalCase UPPER_SNAKE_CASE"), ("R1234", "PascalCase UPPER_SNAKE_CASE"), ("ORDER", "UPPER_SNAKE_CASE"),
    ])
  func fits(_ name: String, _ styles: String) {
    let fitting = [NameStyle.camel, .snake, .pascal, .capitals].filter { $0.fits(name) }.map(\.rawValue)
    #expect(fitting.joined(separator: " ") == styles)
  }

  @Test("words tell money and times from what only sounds like them")
  func meanings() {
    for name in ["price", "totalAmount", "tax_total"] { #expect(NameMeaning.isMoney(name), "\(name)") }
    for name in ["priceCount", "taxRate", "totalWeight", "name"] { #expect(!NameMeaning.isMoney(name), "\(name)") }
    for name in ["createdAt", "delivery_date", "timestamp", "startTime"] {
      #expect(NameMeaning.isTime(name), "\(name)")
    }
    for name in ["at", "timezone", "timeZoneId", "state", "updated"] { #expect(!NameMeaning.isTime(name), "\(name)") }
  }

  @Test("a star stands for any text")
  func patterns() {
    #expect(TextPattern("a*c").matches("abc"))
    #expect(TextPattern("*").matches(""))
    #expect(TextPattern("a*b*b").matches("a-b-b"))
    #expect(!TextPattern("a*b*b").matches("a-b"))
    #expect(!TextPattern("abc").matches("abcd"))
    #expect(!TextPattern("ab*ba").matches("aba"))
  }
}
