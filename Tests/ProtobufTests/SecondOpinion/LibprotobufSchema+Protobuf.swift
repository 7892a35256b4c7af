import Protobuf
import ReferenceCodecs

extension LibprotobufSchema {
  /// The description of a message and all that it uses; nil if there is a group, which the library does not know.
  init?(_ catalog: MessageCatalog, root: String) {
    let names = catalog.messages(from: root)
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var messages: [Message] = []
    for name in names {
      var fields: [Field] = []
      for field in catalog.fields(of: name) {
        guard let kind = Kind(field.type, places) else { return nil }
        fields.append(
          Field(
            number: UInt32(field.number), kind: kind,
            presence: Presence(field, isMapEntry: catalog.isMapEntry(name)), oneof: field.oneofIndex))
      }
      messages.append(Message(fields: fields))
    }
    self.init(messages: messages)
  }
}

extension LibprotobufSchema.Kind {
  fileprivate init?(_ type: FieldType, _ places: [String: Int]) {
    switch type {
    case .group: return nil
    case .enumeration: self = .enumeration
    case .message(let name):
      guard let place = places[name] else { return nil }
      self = .message(place)
    case .scalar(let scalar):
      self =
        switch scalar {
        case .double: .double
        case .float: .float
        case .int64: .int64
        case .uint64: .uint64
        case .int32: .int32
        case .fixed64: .fixed64
        case .fixed32: .fixed32
        case .bool: .bool
        case .string: .string
        case .bytes: .bytes
        case .uint32: .uint32
        case .sfixed32: .sfixed32
        case .sfixed64: .sfixed64
        case .sint32: .sint32
        case .sint64: .sint64
        }
    }
  }
}

extension LibprotobufSchema.Presence {
  /// An entry's key and value are written even if they are zero, so that they must be counted.
  fileprivate init(_ field: FieldDescriptor, isMapEntry: Bool) {
    if field.label == .repeated {
      self = .repeated(packed: field.features.isPacked)
    } else if isMapEntry {
      self = .explicit
    } else {
      self =
        switch field.features.presence {
        case .required: .required
        case .explicit: .explicit
        case .implicit: .implicit
        }
    }
  }
}
