import ReferenceCodecs

/// One thing that libprotobuf-c 1.4 does with a message, and that is wrong or not what is done here. Groups
/// that are known are missing from the list, because they cannot even be described to it.
///
/// Nothing is left out of a comparison with libprotobuf-c except by one of these.
struct LibprotobufFault: CustomStringConvertible, Sendable {
  var name: String
  /// What libprotobuf-c does.
  var fault: String
  /// The fields of the message `M`, which may use the messages `N { int32 a = 1; int32 b = 2; }`,
  /// `O { oneof o { int32 a = 1; int32 b = 2; } }` and `E`, the entry of a `map<int32, int32>`.
  var fields: [LibprotobufSchema.Field]
  /// The same as the text of a message in proto3.
  var text: String
  /// A message as hexadecimal digits.
  var message: String
  /// What libprotobuf-c writes after it has read the message; nil if it does not read it.
  var reencoded: String?
  /// What is right; nil for a message that must be refused.
  var correct: String?

  var description: String { name }

  static let submessage = LibprotobufSchema.Kind.message(1)
  static let submessageWithOneof = LibprotobufSchema.Kind.message(2)
  static let entry = LibprotobufSchema.Kind.message(3)

  /// What errors here say about messages that the library accepts by one of its faults.
  static let refusals = ["UTF-8", "at most 32 bits", "0 is not a field number", "].value"]

  var schema: LibprotobufSchema {
    typealias Message = LibprotobufSchema.Message
    return LibprotobufSchema(messages: [
      Message(fields: fields),
      Message(fields: [.init(1, .int32, .implicit), .init(2, .int32, .implicit)]),
      Message(fields: [.init(1, .int32, .explicit, oneof: 0), .init(2, .int32, .explicit, oneof: 0)]),
      Message(fields: [.init(1, .int32, .explicit), .init(2, .int32, .explicit)]),
    ])
  }

  static let all: [LibprotobufFault] = [
    LibprotobufFault(
      name: "text that is not UTF-8", fault: "it is not looked at", fields: [.init(1, .string, .implicit)],
      text: "string s = 1;", message: "0a02ff80", reencoded: "0a02ff80", correct: nil),
    LibprotobufFault(
      name: "U+0000 in a string", fault: "the string ends there", fields: [.init(1, .string, .implicit)],
      text: "string s = 1;", message: "0a03610062", reencoded: "0a0161", correct: "0a03610062"),
    LibprotobufFault(
      name: "an unknown group", fault: "the message is refused", fields: [.init(1, .int32, .implicit)],
      text: "int32 n = 1;", message: "0801 13 0801 14", reencoded: nil, correct: "0801 13 0801 14"),
    LibprotobufFault(
      name: "a submessage twice, with a oneof that is not set", fault: "the message is refused",
      fields: [.init(1, submessageWithOneof, .explicit)], text: "O m = 1;", message: "0a00 0a00", reencoded: nil,
      correct: "0a00"),
    LibprotobufFault(
      name: "a submessage twice in a oneof", fault: "the first one is lost",
      fields: [.init(1, submessage, .explicit, oneof: 0)], text: "oneof o { N m = 1; }",
      message: "0a020807 0a021009", reencoded: "0a021009", correct: "0a0408071009"),
    LibprotobufFault(
      name: "-0.0 in an implicit field", fault: "it is taken for zero and not written",
      fields: [.init(1, .double, .implicit)], text: "double d = 1;", message: "09 0000000000000080", reencoded: "",
      correct: "09 0000000000000080"),
    LibprotobufFault(
      name: "a field in another wire type", fault: "the message is refused", fields: [.init(1, .int32, .implicit)],
      text: "int32 n = 1;", message: "0d 01000000", reencoded: nil, correct: "0d 01000000"),
    LibprotobufFault(
      name: "the field number 0 in two bytes", fault: "it is an unknown field", fields: [.init(1, .int32, .implicit)],
      text: "int32 n = 1;", message: "800001", reencoded: "0001", correct: nil),
    LibprotobufFault(
      name: "a tag of more than 32 bits", fault: "it is an unknown field", fields: [.init(1, .int32, .implicit)],
      text: "int32 n = 1;", message: "88ffffff7f 01", reencoded: "88ffffff7f 01", correct: nil),
    LibprotobufFault(
      name: "a map entry without key", fault: "the entry stays without one",
      fields: [.init(1, entry, .repeated(packed: false))],
      text: "map<int32, int32> m = 1;", message: "0a021005", reencoded: "0a021005", correct: "0a0408001005"),
    LibprotobufFault(
      name: "a key twice", fault: "there are two entries", fields: [.init(1, entry, .repeated(packed: false))],
      text: "map<int32, int32> m = 1;", message: "0a0408011005 0a0408011006", reencoded: "0a0408011005 0a0408011006",
      correct: "0a0408011006"),
    LibprotobufFault(
      name: "a number of 64 bits that is not written", fault: "a boolean is false if its low 35 bits are",
      fields: [.init(1, .bool, .implicit)], text: "bool b = 1;", message: "08 8080808080808001", reencoded: "0801",
      correct: "0801"),
  ]
}

extension LibprotobufSchema.Field {
  init(
    _ number: UInt32, _ kind: LibprotobufSchema.Kind, _ presence: LibprotobufSchema.Presence, oneof: Int? = nil
  ) {
    self.init(number: number, kind: kind, presence: presence, oneof: oneof)
  }
}
