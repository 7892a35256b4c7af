import HTTPTypes
import Hummingbird
import NIOCore
import Registry
import RegistryAPI
import SchemaCore
import Synchronization

/// The answers to `GET /schemas/ids/{id}`, ready to be sent: what every consumer of every topic asks for.
///
/// They hold for one position of the log. Any change forgets them all, so that no rule has to say which change
/// concerns which answer.
final class ReadySchemas: Sendable {
  private struct Entries {
    var position = LogPosition.start
    var bodies: [Int32: ByteBuffer] = [:]
    var bytes = 0
  }

  private let registry: SchemaRegistry
  private let maximumBytes: Int
  private let entries = Mutex(Entries())

  /// - Parameter maximumBytes: how much is kept; when it is reached everything is forgotten.
  init(registry: SchemaRegistry, maximumBytes: Int = 64 << 20) {
    self.registry = registry
    self.maximumBytes = maximumBytes
  }

  /// The answer, or nil if the request is another one, or one for the routes to answer with an error.
  func response(to request: Request) -> Response? {
    guard request.method == .get, let path = request.head.path, let id = Self.id(in: path),
      let type = APIMediaType.negotiated(accept: request.headers[.accept]), let body = body(of: id)
    else { return nil }
    return Response(
      status: .ok, headers: [.contentType: type.rawValue, .contentLength: String(body.readableBytes)],
      body: ResponseBody(byteBuffer: body))
  }

  private static let prefix = Array("/schemas/ids/".utf8)

  /// The number in `/schemas/ids/{id}`, if the path is just that and has no query.
  private static func id(in path: String) -> Int32? {
    let path = path.utf8
    guard path.starts(with: prefix) else { return nil }
    let digits = path.dropFirst(prefix.count)
    guard (1...10).contains(digits.count) else { return nil }
    var id: Int32 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      let (shifted, isTooLong) = id.multipliedReportingOverflow(by: 10)
      let (sum, isTooLarge) = shifted.addingReportingOverflow(Int32(digit - UInt8(ascii: "0")))
      if isTooLong || isTooLarge { return nil }
      id = sum
    }
    return id
  }

  private func body(of id: Int32) -> ByteBuffer? {
    let position = registry.position
    if let kept = entries.withLock({ $0.position == position ? $0.bodies[id] : nil }) { return kept }
    let state = registry.state
    // An unknown ID is left to the routes, which have the words for it.
    guard let schema = try? state.schema(id: SchemaID(rawValue: id), for: RegistryState.globalScope) else { return nil }
    let body = ByteBuffer(bytes: SchemaStringBody(schema).bytes)
    keep(body, of: id, at: state.nextPosition)
    return body
  }

  private func keep(_ body: ByteBuffer, of id: Int32, at position: LogPosition) {
    entries.withLock { entries in
      if entries.position > position { return }
      if entries.position < position || entries.bytes + body.readableBytes > maximumBytes {
        entries = Entries(position: position)
      }
      // Two requests may have made the same body at once; it counts once.
      if entries.bodies.updateValue(body, forKey: id) == nil { entries.bytes += body.readableBytes }
    }
  }
}
