/// How the messages of a type look in JSON (ProtoJSON format, the table of types).
enum WellKnownForm: UInt8 {
  /// An object with the fields.
  case fields
  case any, timestamp, duration, fieldMask
  /// `google.protobuf.Struct`, `Value` and `ListValue`: any JSON.
  case structure, value, list
  /// Just the value of the one field.
  case wrapper

  /// The forms of the types of a program.
  static func forms(of types: [MessageType]) -> [WellKnownForm] {
    var forms = types.map { form(of: $0, in: types) }
    // Each of the three holds the others: they mean what they mean only together.
    let isAnyJSON: (WellKnownForm) -> Bool = { $0 == .structure || $0 == .value || $0 == .list }
    let names: Set = ["google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue"]
    let isWhole = types.indices.allSatisfy { !names.contains(types[$0].name) || isAnyJSON(forms[$0]) }
    if !isWhole { forms = forms.map { isAnyJSON($0) ? .fields : $0 } }
    return forms
  }

  /// The form that goes by the type's name, if it has the fields that go with it: anybody may define a message of that
  /// name.
  private static func form(of type: MessageType, in types: [MessageType]) -> WellKnownForm {
    let prefix = "google.protobuf."
    guard type.name.hasPrefix(prefix) else { return .fields }
    let shape = type.fields.map { Shape($0, in: types) }
    switch type.name.dropFirst(prefix.count) {
    case "Any": return shape == [Shape(1, .scalar(.string)), Shape(2, .scalar(.bytes))] ? .any : .fields
    case "Timestamp": return shape == [Shape(1, .scalar(.int64)), Shape(2, .scalar(.int32))] ? .timestamp : .fields
    case "Duration": return shape == [Shape(1, .scalar(.int64)), Shape(2, .scalar(.int32))] ? .duration : .fields
    case "FieldMask": return shape == [Shape(1, .scalar(.string), isRepeated: true)] ? .fieldMask : .fields
    case "Struct": return isStruct(type, types) ? .structure : .fields
    case "Value": return isValue(type, shape) ? .value : .fields
    case "ListValue":
      return shape == [Shape(1, .message("google.protobuf.Value"), isRepeated: true)] ? .list : .fields
    default:
      guard let scalar = wrapped[String(type.name.dropFirst(prefix.count))] else { return .fields }
      return shape == [Shape(1, .scalar(scalar))] ? .wrapper : .fields
    }
  }

  private static let wrapped: [String: ScalarType] = [
    "DoubleValue": .double, "FloatValue": .float, "Int64Value": .int64, "UInt64Value": .uint64, "Int32Value": .int32,
    "UInt32Value": .uint32, "BoolValue": .bool, "StringValue": .string, "BytesValue": .bytes,
  ]

  private static func isStruct(_ type: MessageType, _ types: [MessageType]) -> Bool {
    guard type.fields.count == 1, type.fields[0].number == 1, type.fields[0].isMap,
      let entry = type.fields[0].messageType
    else { return false }
    let shape = types[entry].fields.map { Shape($0, in: types) }
    return shape == [Shape(1, .scalar(.string)), Shape(2, .message("google.protobuf.Value"))]
  }

  private static func isValue(_ type: MessageType, _ shape: [Shape]) -> Bool {
    guard type.oneofs.count == 1, type.fields.allSatisfy({ $0.oneof == 0 }) else { return false }
    return shape == [
      Shape(1, .enumeration("google.protobuf.NullValue")), Shape(2, .scalar(.double)), Shape(3, .scalar(.string)),
      Shape(4, .scalar(.bool)), Shape(5, .message("google.protobuf.Struct")),
      Shape(6, .message("google.protobuf.ListValue")),
    ]
  }

  private struct Shape: Equatable {
    var number: Int32
    var type: FieldType
    var isRepeated: Bool

    init(_ number: Int32, _ type: FieldType, isRepeated: Bool = false) {
      self.number = number
      self.type = type
      self.isRepeated = isRepeated
    }

    init(_ field: MessageField, in types: [MessageType]) {
      number = field.number
      isRepeated = field.isRepeated
      switch field.kind {
      case .scalar(let scalar): type = .scalar(scalar)
      case .enumeration(let enumeration): type = .enumeration(enumeration.name)
      case .message(let place): type = .message(types[place].name)
      case .group(let place): type = .group(types[place].name)
      }
    }
  }
}
