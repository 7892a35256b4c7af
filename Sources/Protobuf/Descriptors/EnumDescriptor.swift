/// An enum of a linked file. Holds what `google.protobuf.EnumDescriptorProto` holds.
public struct EnumDescriptor: Hashable, Sendable {
  public var name: String
  /// In the order of declaration; several names of one number are aliases.
  public var values: [EnumValueDescriptor] = []
  public var options = OptionsDescriptor()
  /// Both ends belong to each range.
  public var reservedRanges: [ClosedRange<Int32>] = []
  public var reservedNames: [String] = []
  /// True if numbers without a name are no values of it (proto2, or `features.enum_type = CLOSED`).
  public var isClosed: Bool

  public init(name: String, isClosed: Bool) {
    self.name = name
    self.isClosed = isClosed
  }
}

public struct EnumValueDescriptor: Hashable, Sendable {
  public var name: String
  public var number: Int32
  public var options = OptionsDescriptor()

  public init(name: String, number: Int32) {
    self.name = name
    self.number = number
  }
}
