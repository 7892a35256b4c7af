import SchemaCore
import Synchronization

/// The types that messages of type `google.protobuf.Any` may hold: all message types of the files, compiled when they are
/// met for the first time.
final class AnyTypes: Sendable {
  /// A message type for going between bytes and JSON.
  final class Compiled: Sendable {
    let program: ProtobufProgram
    let tables: ProtoJSONTables

    init(_ program: ProtobufProgram, _ options: ProtoJSONOptions) {
      self.program = program
      tables = ProtoJSONTables(program, options)
    }
  }

  let options: ProtoJSONOptions
  let limits: MessageLimits
  private let files: FileSet
  private let known = Mutex<[String: Compiled]>([:])

  init(_ files: FileSet, _ options: ProtoJSONOptions, _ limits: MessageLimits) {
    self.files = files
    self.options = options
    self.limits = limits
  }

  /// The type with the name behind the last slash of the URL; nil if there is no slash or no such type.
  func type(of url: String) -> Compiled? {
    guard let slash = url.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let name = String(url[url.utf8.index(after: slash)...])
    if let type = known.withLock({ $0[name] }) { return type }
    // Linked files have the types of all their fields; others are no better than a type that is missing.
    guard files.message(named: name)?.isMapEntry == false,
      let program = try? ProtobufProgram(files, message: name, limits: limits)
    else { return nil }
    let type = Compiled(program, options)
    known.withLock { $0[name] = type }
    return type
  }
}
