extension FieldType {
  /// The type with this number in `google.protobuf.FieldDescriptorProto.Type`, and this full name without a leading dot;
  /// nil if there is none, or if it needs a name and has none.
  init?(descriptorNumber number: Int32, name: String) {
    if let scalar = ScalarType(descriptorNumber: number) {
      self = .scalar(scalar)
      return
    }
    guard !name.isEmpty else { return nil }
    switch number {
    case Self.groupNumber: self = .group(name)
    case Self.messageNumber: self = .message(name)
    case Self.enumNumber: self = .enumeration(name)
    default: return nil
    }
  }

  /// The full name of the message or enum; nil for scalars.
  var name: String? {
    switch self {
    case .scalar: nil
    case .message(let name), .group(let name), .enumeration(let name): name
    }
  }

  var isEnum: Bool {
    if case .enumeration = self { true } else { false }
  }

  /// The number in `google.protobuf.FieldDescriptorProto.Type`. Editions have no groups: fields of theirs say by a feature
  /// that they are written so.
  func descriptorNumber(in edition: Edition) -> Int32 {
    switch self {
    case .scalar(let scalar): scalar.descriptorNumber
    case .group: edition >= .edition2023 ? Self.messageNumber : Self.groupNumber
    case .message: Self.messageNumber
    case .enumeration: Self.enumNumber
    }
  }

  private static let groupNumber: Int32 = 10
  private static let messageNumber: Int32 = 11
  private static let enumNumber: Int32 = 14
}

extension ScalarType {
  init?(descriptorNumber number: Int32) {
    guard let scalar = Self.allCases.first(where: { $0.descriptorNumber == number }) else { return nil }
    self = scalar
  }

  /// The number in `google.protobuf.FieldDescriptorProto.Type`.
  var descriptorNumber: Int32 {
    switch self {
    case .double: 1
    case .float: 2
    case .int64: 3
    case .uint64: 4
    case .int32: 5
    case .fixed64: 6
    case .fixed32: 7
    case .bool: 8
    case .string: 9
    case .bytes: 12
    case .uint32: 13
    case .sfixed32: 15
    case .sfixed64: 16
    case .sint32: 17
    case .sint64: 18
    }
  }
}

extension FieldLabel {
  /// The label with this number in `google.protobuf.FieldDescriptorProto.Label`.
  init?(descriptorNumber number: Int32) {
    guard let label = Self.allCases.first(where: { $0.descriptorNumber == number }) else { return nil }
    self = label
  }

  var descriptorNumber: Int32 {
    switch self {
    case .optional: 1
    case .required: 2
    case .repeated: 3
    }
  }
}
