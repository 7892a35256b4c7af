import SchemaCore

/// A field that is compared; what it is called is put together only where something is found.
struct ComparedField {
  /// The key or the value of a map, which has no path of its own and cannot be a map.
  enum MapPart: String {
    case key = "the key of "
    case value = "the value of "
  }

  let scope: ProtobufComparison.Scope
  let number: Int64
  let field: MessageFields.Field
  var mapPart: MapPart?

  var path: [String] { scope.path + (field.oneof.map { [$0] } ?? []) + [String(number)] }

  /// The field as people name it.
  var subject: String {
    let oneof = field.oneof.map { "oneof \($0) in " } ?? ""
    return "\(mapPart?.rawValue ?? "")field \"\(field.name)\" (\(number)) of \(oneof)\(scope.message)"
  }

  func part(_ part: MapPart) -> ComparedField {
    var copy = self
    copy.mapPart = part
    return copy
  }
}

/// A field's type as far as the comparison tells types apart.
private enum ComparedType {
  case scalar(WireGroup)
  case map(key: FieldTypeSyntax, value: FieldTypeSyntax)
  /// Whatever is neither, also a name that nothing is known of.
  case message(NameSyntax, DeclaredTypes.Declaration?)

  var name: String {
    switch self {
    case .scalar: "a scalar"
    case .map: "a map"
    case .message: "a message"
    }
  }
}

/// Scalars that are written in the same way, so that one can be read as another (Protobuf language guide, Updating a
/// message type). Enums are numbers.
private enum WireGroup: Hashable {
  case integer, zigzag, text, fixed32, fixed64, float, double

  init(_ type: ScalarType) {
    self =
      switch type {
      case .int32, .int64, .uint32, .uint64, .bool: .integer
      case .sint32, .sint64: .zigzag
      case .string, .bytes: .text
      case .fixed32, .sfixed32: .fixed32
      case .fixed64, .sfixed64: .fixed64
      case .float: .float
      case .double: .double
      }
  }
}

extension ProtobufComparison {
  /// Compares two types of one field. Labels are nil where none are written, as in the keys and values of maps.
  mutating func compareTypes(
    _ before: FieldTypeSyntax, _ after: FieldTypeSyntax, labels: (before: FieldLabel?, after: FieldLabel?),
    of field: ComparedField
  ) {
    let beforeType = Self.type(before, of: field, in: field.scope.original, original)
    let afterType = Self.type(after, of: field, in: field.scope.update, update)
    switch (beforeType, afterType) {
    case (.scalar(let beforeGroup), .scalar(let afterGroup)):
      if beforeGroup != afterGroup {
        add(
          .fieldScalarKindChanged, at: field.path, field.subject, original: before.written, update: after.written)
      } else if let beforeLabel = labels.before, let afterLabel = labels.after, beforeLabel != afterLabel {
        // Only labels that are written count: a proto3 field without one that becomes repeated is no difference.
        add(
          beforeGroup == .text ? .fieldStringOrBytesLabelChanged : .fieldNumericLabelChanged, at: field.path,
          field.subject, original: beforeLabel.rawValue, update: afterLabel.rawValue)
      }
    case (.map(let beforeKey, let beforeValue), .map(let afterKey, let afterValue)):
      compareTypes(beforeKey, afterKey, labels: (nil, nil), of: field.part(.key))
      compareTypes(beforeValue, afterValue, labels: (nil, nil), of: field.part(.value))
    case (.message(let beforeName, let beforeMessage), .message(let afterName, let afterMessage)):
      compareMessages((beforeName, beforeMessage), (afterName, afterMessage), of: field)
    default:
      add(
        .fieldKindChanged, at: field.path, field.subject, original: "\(beforeType.name) (\(before.written))",
        update: "\(afterType.name) (\(after.written))")
    }
  }

  /// Types are the same if they are called the same within their packages. One of the file itself is compared where it
  /// is declared, and one of a reference that stays the same cannot have changed; all others are compared in depth.
  private mutating func compareMessages(
    _ before: (name: NameSyntax, type: DeclaredTypes.Declaration?),
    _ after: (name: NameSyntax, type: DeclaredTypes.Declaration?), of field: ComparedField
  ) {
    func changed() -> ProtobufDifference {
      ProtobufDifference(
        .fieldNamedTypeChanged, at: field.path, field.subject, original: before.name.text, update: after.name.text)
    }
    if let beforeType = before.type, let afterType = after.type {
      if beforeType.localName != afterType.localName {
        entries.append(.difference(changed()))
      } else if beforeType.origin != afterType.origin {
        use(beforeType, afterType, changed())
      }
    } else if before.name != after.name {
      entries.append(.difference(changed()))
    }
  }

  private static func type(
    _ type: FieldTypeSyntax, of field: ComparedField, in scope: String, _ types: DeclaredTypes
  ) -> ComparedType {
    switch type {
    case .scalar(let scalar): return .scalar(WireGroup(scalar))
    case .map(let key, let value): return .map(key: key, value: value)
    case .named(let name):
      let declaration = types.resolve(name.text, in: scope)
      switch declaration?.definition {
      case .enumeration: return .scalar(.integer)
      case .message(let message):
        guard field.mapPart == nil, declaration?.isMapEntry == true, let (key, value) = message.entryTypes else {
          return .message(name, declaration)
        }
        return .map(key: key, value: value)
      case nil: return .message(name, nil)
      }
    }
  }
}

extension MessageSyntax {
  /// The types of key and value of the message that a descriptor has for a map field.
  fileprivate var entryTypes: (key: FieldTypeSyntax, value: FieldTypeSyntax)? {
    func type(of name: String) -> FieldTypeSyntax? {
      for case .field(let field) in elements where field.name.text == name { return field.type }
      return nil
    }
    guard let key = type(of: "key"), let value = type(of: "value") else { return nil }
    return (key, value)
  }
}

extension FieldTypeSyntax {
  /// The type as it was written.
  var written: String {
    switch self {
    case .scalar(let scalar): scalar.rawValue
    case .named(let name): name.text
    case .map(let key, let value): "map<\(key.written), \(value.written)>"
    }
  }
}
