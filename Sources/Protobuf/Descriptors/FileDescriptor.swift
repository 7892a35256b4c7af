/// A linked `.proto` file: every name is resolved, every option interpreted.
///
/// It holds what `google.protobuf.FileDescriptorProto` holds, field for field, so that the two can be turned into each
/// other without loss; source locations are not kept.
public struct FileDescriptor: Hashable, Sendable {
  /// The path by which others import the file.
  public var name: String
  /// The package; empty if there is none.
  public var package: String
  /// The paths of all imports, in the order of the text.
  public var dependencies: [String] = []
  /// Which of `dependencies` are imported publicly.
  public var publicDependencies: [Int] = []
  /// Which of `dependencies` are imported weakly.
  public var weakDependencies: [Int] = []
  public var messages: [MessageDescriptor] = []
  public var enums: [EnumDescriptor] = []
  public var services: [ServiceDescriptor] = []
  public var extensions: [FieldDescriptor] = []
  public var options = OptionsDescriptor()
  public var edition: Edition

  public init(name: String, package: String = "", edition: Edition) {
    self.name = name
    self.package = package
    self.edition = edition
  }
}

/// The rules that a file is written by. Raw values are those of `google.protobuf.Edition`.
public enum Edition: Int32, Hashable, Sendable, Comparable {
  case proto2 = 998
  case proto3 = 999
  case edition2023 = 1000

  public static func < (left: Edition, right: Edition) -> Bool { left.rawValue < right.rawValue }
}

/// The options of one declaration.
public struct OptionsDescriptor: Hashable, Sendable {
  /// The serialized `google.protobuf.FileOptions`, `MessageOptions`, … with custom options as extension fields; empty if
  /// there are none.
  public var bytes: [UInt8]
  /// True if the declaration has an options message, be it an empty one.
  public var isPresent: Bool

  public init(bytes: [UInt8] = [], isPresent: Bool = false) {
    self.bytes = bytes
    self.isPresent = isPresent || !bytes.isEmpty
  }
}
