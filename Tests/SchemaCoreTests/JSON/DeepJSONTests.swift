import Foundation
import SchemaCore
import Testing

@Suite struct DeepJSONTests {
  @Test(
    "the deepest text that is accepted is read, searched, written and let go on a stack of 512 KiB",
    arguments: [("[", "]", "0"), (#"{"a":"#, "}", "a"), (#"[{"a":"#, "}]", nil)] as [(String, String, String?)])
  func smallStack(open: String, close: String, token: String?) {
    let levels = 512 / (open.count { "[{".contains($0) })
    let text = String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      defer { isDone.signal() }
      do {
        let value = try JSONParser.parse(text)
        #expect(JSONWriter.text(value) == text)
        guard let token else { return }
        let place = JSONPointer(Array(repeating: token, count: levels)).position(in: text)
        #expect(place?.column == open.count * levels + 1)
      } catch {
        Issue.record("\(error)")
      }
    }
    thread.stackSize = 512 << 10
    thread.start()
    isDone.wait()
  }
}
