import Dispatch
import Foundation
import JSONSchema
import SchemaCore
import Testing

@Suite struct DeepSchemaTests {
  @Test(
    "a schema as deep as texts may be is read, compared and written on a stack of 1 MiB without optimization",
    arguments: [
      (#"{"not":"#, "}", 510), (#"{"items":["#, "]}", 254), (#"{"const":["#, "]}", 254), (#"{"oneOf":[{},"#, "]}", 254),
    ])
  func deep(open: String, close: String, count: Int) {
    let text = String(repeating: open, count: count) + "true" + String(repeating: close, count: count)
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      defer { isDone.signal() }
      do {
        let schema = try JSONSchemaFormat().parse(text)
        #expect(schema.canonicalText == text)
        #expect(try schema.rendered(as: .normalized) == text)
        #expect(try schema.rendered(as: .resolved) == text)
        #expect(schema.incompatibilities(reading: schema).count <= 1)
      } catch {
        Issue.record("\(error)")
      }
    }
    thread.stackSize = 1 << 20
    thread.start()
    isDone.wait()
  }
}
