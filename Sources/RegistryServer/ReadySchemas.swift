import HTTPTypes
import Hummingbird
import NIOCore
import Registry
import RegistryAPI
import SchemaCore
import Synchronization

/// The answers to what every consumer and producer of every topic asks for, ready to be sent: a schema by its ID, and the
/// latest version of a subject.
///
/// They hold for one position of the log. Any change forgets them all, so that no rule has to say which change
/// concerns which answer.
final class ReadySchemas: Sendable {
  private struct Entries {
    var position = LogPosition.start
    var bodies: [Question: Body] = [:]
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

  /// What is answered here, by its path.
  enum Endpoint: String, CaseIterable {
    case id = "/schemas/ids/{id}"
    case latest = "/subjects/{subject}/versions/{version}"
  }

  private enum Question: Hashable {
    case id(Int32)
    /// The latest version of a subject, which is named as in the path.
    case latest(String)

    var endpoint: Endpoint {
      switch self {
      case .id: .id
      case .latest: .latest
      }
    }
  }

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
  func response(to request: Request) -> (response: Response, endpoint: Endpoint)? {
    guard request.method == .get, let path = request.head.path, let question = Self.question(in: path),
      let type = APIMediaType.negotiated(accept: request.headers[.accept]), let body = body(for: question)
    else { return nil }
    if let packed = body.packed, Gzip.isAccepted(by: request.headers[.acceptEncoding]) {
      var response = Self.response(packed, type)
      response.markPacked()
      return (response, question.endpoint)
    }
    return (Self.response(body.plain, type), question.endpoint)
  }

  private static func response(_ body: ByteBuffer, _ type: APIMediaType) -> Response {
    Response(
      status: .ok, headers: [.contentType: type.rawValue, .contentLength: String(body.readableBytes)],
      body: ResponseBody(byteBuffer: body))
  }

  private static let prefix = Array("/schemas/ids/".utf8)
  private static let subjects = Array("/subjects/".utf8)
  private static let latest = Array("/versions/latest".utf8)

  /// What the path asks, if it is just that and has no query.
  private static func question(in path: String) -> Question? {
    if let id = id(in: path) { return .id(id) }
    let path = path.utf8
    guard path.count > subjects.count + latest.count, path.starts(with: subjects),
      path.suffix(latest.count).elementsEqual(latest)
    else { return nil }
    let subject = path.dropFirst(subjects.count).dropLast(latest.count)
    if subject.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }) { return nil }
    return .latest(String(Substring(subject)))
  }

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

  private func body(for question: Question) -> Body? {
    let position = registry.position
    if let kept = entries.withLock({ $0.position == position ? $0.bodies[question] : nil }) { return kept }
    let state = registry.state
    guard let json = Self.json(for: question, in: state) else { return nil }
    let bytes = JSONWriter.bytes(isLegacy ? json.inLegacyForm : json)
    let body = Body(ByteBuffer(bytes: bytes), isPacked: compresses)
    keep(body, for: question, at: state.nextPosition)
    return body
  }

  /// The answer; nil for what is unknown, which is left to the routes, as they have the words for it.
  private static func json(for question: Question, in state: RegistryState) -> JSONValue? {
    switch question {
    case .id(let id):
      return (try? state.schema(id: SchemaID(rawValue: id), for: RegistryState.globalScope)).map {
        SchemaStringBody($0).json
      }
    case .latest(let segment):
      guard let name = PercentEncoding.decoded(segment),
        let found = try? state.version(.latest, of: state.target(of: SubjectName(qualified: name)))
      else { return nil }
      return RegisteredSchemaBody(found, text: found.schema.text).json
    }
  }

  private func keep(_ body: Body, for question: Question, at position: LogPosition) {
    entries.withLock { entries in
      if entries.position > position { return }
      if entries.position < position || entries.bytes + body.bytes > maximumBytes {
        entries = Entries(position: position)
      }
      // Two requests may have made the same body at once; it counts once.
      if entries.bodies.updateValue(body, forKey: question) == nil { entries.bytes += body.bytes }
    }
  }
}
