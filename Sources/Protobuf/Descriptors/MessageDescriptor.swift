/// A message type of a linked file. Holds what `google.protobuf.DescriptorProto` holds.
public struct MessageDescriptor: Hashable, Sendable {
  /// The name without package and enclosing messages.
  public var name: String
  /// In the order of declaration.
  public var fields: [FieldDescriptor] = []
  public var extensions: [FieldDescriptor] = []
  /// Nested messages, those made for maps and groups included, in the order of declaration: message indexes count them.
  public var messages: [MessageDescriptor] = []
  public var enums: [EnumDescriptor] = []
  public var extensionRanges: [ExtensionRange] = []
  /// The oneofs of the text first, then one for each proto3 `optional` field.
  public var oneofs: [OneofDescriptor] = []
  public var reservedRanges: [Range<Int32>] = []
  public var reservedNames: [String] = []
  public var options = OptionsDescriptor()
  /// True for the messages made for `map` fields: `key` has number 1, `value` number 2.
  public var isMapEntry = false

  public init(name: String) {
    self.name = name
  }
}

/// Field numbers that others may use for extensions.
public struct ExtensionRange: Hashable, Sendable {
  /// The numbers; the upper bound does not belong to it.
  public var numbers: Range<Int32>
  public var options = OptionsDescriptor()

  public init(_ numbers: Range<Int32>) {
    self.numbers = numbers
  }
}

public struct OneofDescriptor: Hashable, Sendable {
  public var name: String
  public var options = OptionsDescriptor()

  public init(name: String) {
    self.name = name
  }
}
