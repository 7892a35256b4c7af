@testable import Protobuf

/// Message types for tests, made by hand so that they need neither parser nor linker.
enum TestSchema {
  /// `test.All` and `test.Node` by the rules of proto3, `test.Old` by those of proto2.
  static let files = FileSet([file])

  static func program(_ name: String = "test.All", limits: MessageLimits = MessageLimits()) throws -> ProtobufProgram {
    try ProtobufProgram(files, message: name, limits: limits)
  }

  private static var file: FileDescriptor {
    var file = FileDescriptor(name: "test.proto", package: "test", edition: .proto3)
    file.messages = [all, node, old]
    var color = EnumDescriptor(name: "Color", isClosed: false)
    color.values = [("RED", 0), ("GREEN", 1), ("BLUE", -1)].map { EnumValueDescriptor(name: $0, number: $1) }
    var closed = EnumDescriptor(name: "Closed", isClosed: true)
    closed.values = [("ONE", 1), ("TWO", 2), ("FAR", 1000)].map { EnumValueDescriptor(name: $0, number: $1) }
    file.enums = [color, closed]
    var extended = field("ext", 150, .scalar(.int32), edition: .proto2)
    extended.extendee = "test.Old"
    var hidden = field("items", 151, .message("test.Node"), .repeated, edition: .proto2)
    hidden.extendee = "test.Old"
    file.extensions = [extended, hidden]
    return file
  }

  /// Every type once, from number 1 on in the order of `ScalarType`, and repeated from number 31 on.
  private static var all: MessageDescriptor {
    var message = MessageDescriptor(name: "All")
    for (place, type) in ScalarType.allCases.enumerated() {
      message.fields.append(field("\(type)_", Int32(place + 1), .scalar(type)))
      message.fields.append(field("\(type)s", Int32(place + 31), .scalar(type), .repeated))
    }
    message.fields += [
      field("color", 16, .enumeration("test.Color")),
      field("colors", 46, .enumeration("test.Color"), .repeated),
      field("node", 17, .message("test.Node")),
      field("nodes", 47, .message("test.Node"), .repeated),
      field("labels", 48, .message("test.All.LabelsEntry"), .repeated),
      field("by_id", 49, .message("test.All.ByIdEntry"), .repeated),
      field("far", 5000, .scalar(.string)),
      field("farthest", 536_870_911, .scalar(.int32)),
    ]
    var maybe = field("maybe", 18, .scalar(.int32))
    maybe.isProto3Optional = true
    maybe.oneofIndex = 1
    maybe.features.presence = .explicit
    let members = [
      field("number", 19, .scalar(.int32)), field("text", 20, .scalar(.string)),
      field("choice", 21, .message("test.Node")),
    ].map { member in
      var member = member
      member.oneofIndex = 0
      member.features.presence = .explicit
      return member
    }
    message.fields += [maybe] + members
    message.oneofs = [OneofDescriptor(name: "one"), OneofDescriptor(name: "_maybe")]
    message.messages = [
      entry("LabelsEntry", key: .string, value: .scalar(.string)),
      entry("ByIdEntry", key: .int32, value: .message("test.Node")),
    ]
    return message
  }

  private static var node: MessageDescriptor {
    var message = MessageDescriptor(name: "Node")
    message.fields = [
      field("value", 1, .scalar(.int32)), field("next", 2, .message("test.Node")),
      field("kids", 3, .message("test.Node"), .repeated), field("names", 4, .scalar(.string), .repeated),
    ]
    return message
  }

  /// What only proto2 and editions have.
  private static var old: MessageDescriptor {
    var message = MessageDescriptor(name: "Old")
    message.fields = [
      field("needed", 1, .scalar(.int32), .required, edition: .proto2),
      field("group", 2, .group("test.Old.Group"), edition: .proto2),
      field("groups", 3, .group("test.Old.Group"), .repeated, edition: .proto2),
      field("raw", 4, .scalar(.string), edition: .proto2),
      field("closed", 5, .enumeration("test.Closed"), edition: .proto2, isClosedEnum: true),
      field("several", 6, .enumeration("test.Closed"), .repeated, edition: .proto2, isClosedEnum: true),
      field("by_name", 7, .message("test.Old.ByNameEntry"), .repeated, edition: .proto2),
      field("unpacked", 8, .scalar(.sint32), .repeated, edition: .proto2),
      field("with_default", 9, .scalar(.int32), edition: .proto2, defaultValue: "-7"),
      field("bytes_default", 10, .scalar(.bytes), edition: .proto2, defaultValue: #"a\001\xFFb\\"#),
    ]
    var group = MessageDescriptor(name: "Group")
    group.fields = [
      field("inner", 1, .scalar(.int32), edition: .proto2),
      field("group", 2, .group("test.Old.Group"), edition: .proto2),
      field("must", 3, .scalar(.bool), .required, edition: .proto2),
    ]
    var byName = entry("ByNameEntry", key: .string, value: .enumeration("test.Closed"), edition: .proto2)
    byName.fields[1].features.isClosedEnum = true
    message.messages = [group, byName]
    message.extensionRanges = [ExtensionRange(100..<200)]
    return message
  }

  private static func entry(
    _ name: String, key: ScalarType, value: FieldType, edition: Edition = .proto3
  ) -> MessageDescriptor {
    var message = MessageDescriptor(name: name)
    message.fields = [field("key", 1, .scalar(key), edition: edition), field("value", 2, value, edition: edition)]
    message.isMapEntry = true
    return message
  }

  static func field(
    _ name: String, _ number: Int32, _ type: FieldType, _ label: FieldLabel = .optional, edition: Edition = .proto3,
    isClosedEnum: Bool = false, defaultValue: String? = nil
  ) -> FieldDescriptor {
    let features = FieldFeatures(
      FeatureSet(edition: edition), label: label, type: type, isExtension: false, isOneofMember: false,
      packedOption: nil, isClosedEnum: isClosedEnum)
    var field = FieldDescriptor(name: name, number: number, label: label, type: type, features: features)
    field.jsonName = name
    field.defaultValue = defaultValue
    return field
  }
}
