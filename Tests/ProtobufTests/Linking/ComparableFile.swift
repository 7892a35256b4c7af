import SchemaCore

@testable import Protobuf

/// Brings linked files into a form in which equal options have equal bytes: the fields of messages are sorted, and the
/// pieces of a message are put together.
struct ComparableFile {
  private let types: FileSet
  private var extensions: [String: [FieldDescriptor]] = [:]

  /// - Parameter types: The files that the options are defined in.
  init(types: FileSet) {
    self.types = types
    for file in types.files {
      for field in file.extensions { extensions[field.extendee ?? "", default: []].append(field) }
      for message in file.messages { note(message) }
    }
  }

  private mutating func note(_ message: MessageDescriptor) {
    for field in message.extensions { extensions[field.extendee ?? "", default: []].append(field) }
    for inner in message.messages { note(inner) }
  }

  func callAsFunction(_ file: FileDescriptor) throws -> FileDescriptor {
    var file = file
    file.options = try options(file.options, "FileOptions")
    file.messages = try file.messages.map(message)
    file.enums = try file.enums.map(enumeration)
    file.extensions = try file.extensions.map(field)
    for index in file.services.indices {
      file.services[index].options = try options(file.services[index].options, "ServiceOptions")
      for method in file.services[index].methods.indices {
        file.services[index].methods[method].options = try options(
          file.services[index].methods[method].options, "MethodOptions")
      }
    }
    return file
  }

  private func message(_ message: MessageDescriptor) throws -> MessageDescriptor {
    var message = message
    message.options = try options(message.options, "MessageOptions")
    message.fields = try message.fields.map(field)
    message.extensions = try message.extensions.map(field)
    message.messages = try message.messages.map(self.message)
    message.enums = try message.enums.map(enumeration)
    for index in message.oneofs.indices {
      message.oneofs[index].options = try options(message.oneofs[index].options, "OneofOptions")
    }
    for index in message.extensionRanges.indices {
      message.extensionRanges[index].options = try options(
        message.extensionRanges[index].options, "ExtensionRangeOptions")
    }
    return message
  }

  private func enumeration(_ enumeration: EnumDescriptor) throws -> EnumDescriptor {
    var enumeration = enumeration
    enumeration.options = try options(enumeration.options, "EnumOptions")
    for index in enumeration.values.indices {
      enumeration.values[index].options = try options(enumeration.values[index].options, "EnumValueOptions")
    }
    return enumeration
  }

  private func field(_ field: FieldDescriptor) throws -> FieldDescriptor {
    var field = field
    field.options = try options(field.options, "FieldOptions")
    return field
  }

  /// An empty options message and none are the same here: the syntax does not tell `{}` from `;`.
  private func options(_ options: OptionsDescriptor, _ type: String) throws -> OptionsDescriptor {
    OptionsDescriptor(bytes: try sorted(options.bytes, type: "google.protobuf." + type))
  }

  private func sorted(_ bytes: [UInt8], type: String) throws -> [UInt8] {
    let fields = (types.message(named: type)?.fields ?? []) + (extensions[type] ?? [])
    var pieces: [Int32: [WireField]] = [:]
    var reader = WireReader(bytes)
    while let piece = try reader.next() { pieces[piece.number, default: []].append(piece) }
    var writer = WireWriter()
    for (number, pieces) in pieces.sorted(by: { $0.key < $1.key }) {
      if let field = fields.first(where: { $0.number == number }), field.label == .repeated, field.type.isPackable {
        writer.write(packed(pieces), as: number)
        continue
      }
      guard let field = fields.first(where: { $0.number == number }), let inner = field.type.name, field.type.isMessage
      else {
        for piece in pieces { writer.write(fields: piece.bytes) }
        continue
      }
      let contents = try pieces.map { Array(try $0.contents()) }
      for message in field.label == .repeated ? contents : [contents.flatMap(\.self)] {
        if case .group = field.type {
          writer.write(group: try sorted(message, type: inner), as: number)
        } else {
          writer.write(try sorted(message, type: inner), as: number)
        }
      }
    }
    return writer.bytes
  }

  /// Values are the same packed and one by one.
  private func packed(_ pieces: [WireField]) -> [UInt8] {
    var writer = WireWriter()
    for piece in pieces {
      switch piece.value {
      case .varint(let value): writer.write(varint: value)
      case .lengthDelimited(let bytes): writer.write(fields: bytes)
      case .fixed32, .fixed64, .group: writer.write(fields: piece.bytes)
      }
    }
    return writer.bytes
  }
}
