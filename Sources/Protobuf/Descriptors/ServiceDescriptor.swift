/// A service of a linked file. Holds what `google.protobuf.ServiceDescriptorProto` holds.
public struct ServiceDescriptor: Hashable, Sendable {
  public var name: String
  public var methods: [MethodDescriptor] = []
  public var options = OptionsDescriptor()

  public init(name: String) {
    self.name = name
  }
}

/// A method of a service.
public struct MethodDescriptor: Hashable, Sendable {
  public var name: String
  /// The full name of the request's message, without a leading dot.
  public var input: String
  /// The full name of the response's message, without a leading dot.
  public var output: String
  public var isClientStreaming = false
  public var isServerStreaming = false
  public var options = OptionsDescriptor()

  public init(name: String, input: String, output: String) {
    self.name = name
    self.input = input
    self.output = output
  }
}
