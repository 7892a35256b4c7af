@testable import Protobuf

extension RandomProto {
  /// The files that belong to a seed, linked as protoc would link them.
  static func link(seed: UInt64) throws -> FileSet {
    let files = files(seed: seed).map { ProtoParser.parse($0.text, name: $0.name) }
    return try Linker(rules: LinkRules(visibility: .imports, isStrict: true)).link(files)
  }
}
