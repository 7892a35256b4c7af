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
    var bodies: [Int32: Body] = [:]
    var bytes = 0
  }

  private struct Body {
    var plain: ByteBuffer
    /// Packed by gzip; nil if it is too small for that.
    var packed: ByteBuffer?

    init(_ plain: ByteBuffer, isPacked: Bool) {
      self.plain = plain
      packed = isPacked && plain.readableBytes >= Gzip.minimumBytes ? Gzip.compressed(plain) : nil
    }

    var bytes: Int { plain.readableBytes + (packed?.readableBytes ?? 0) }
  }

  /// The path of the endpoint.
  static let path = "/schemas/ids/{id}"

  private let registry: SchemaRegistry
  private let compresses: Bool
  private let isLegacy: Bool
  private let maximumBytes: Int
  private let entries = Mutex(Entries())

  /// - Parameters:
  ///   - compresses: true if answers are packed for clients that take gzip.
  ///   - isLegacy: true if answers are those of older registries.
  ///   - maximumBytes: how much is kept; when it is reached everything is forgotten.
  init(registry: SchemaRegistry, compresses: Bool, isLegacy: Bool, maximumBytes: Int = 64 << 20) {
    self.registry = registry
    self.compresses = compresses
    self.isLegacy = isLegacy
    self.maximumBytes = maximumBytes
  }

  /// The answer, or nil if the request is another one, or one for the routes to answer with an error.
  func response(to request: Request) -> Response? {
    guard request.method == .get, let path = request.head.path, let id = Self.id(in: path),
      let type = APIMediaType.negotiated(accept: request.headers[.accept]), let body = body(of: id)
    else { return nil }
    if let packed = body.packed, Gzip.isAccepted(by: request.headers[.acceptEncoding]) {
      var response = Self.response(packed, type)
      response.markPacked()
      return response
    }
    return Self.response(body.plain, type)
  }

  private static func response(_ body: ByteBuffer, _ type: APIMediaType) -> Response {
    Response(
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

  private func body(of id: Int32) -> Body? {
    let position = registry.position
    if let kept = entries.withLock({ $0.position == position ? $0.bodies[id] : nil }) { return kept }
    let state = registry.state
    // An unknown ID is left to the routes, which have the words for it.
    guard let schema = try? state.schema(id: SchemaID(rawValue: id), for: RegistryState.globalScope) else { return nil }
    let json = SchemaStringBody(schema).json
    let bytes = JSONWriter.bytes(isLegacy ? json.inLegacyForm : json)
    let body = Body(ByteBuffer(bytes: bytes), isPacked: compresses)
    keep(body, of: id, at: state.nextPosition)
    return body
  }

  private func keep(_ body: Body, of id: Int32, at position: LogPosition) {
    entries.withLock { entries in
      if entries.position > position { return }
      if entries.position < position || entries.bytes + body.bytes > maximumBytes {
        entries = Entries(position: position)
      }
      // Two requests may have made the same body at once; it counts once.
      if entries.bodies.updateValue(body, forKey: id) == nil { entries.bytes += body.bytes }
    }
  }
}
