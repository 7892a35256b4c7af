/// A message type as programs refer to it: its fields, and how a message of it is laid out in a `MessageArena`.
public final class MessageType: Sendable {
  /// The full name.
  public let name: String
  /// The place among `ProtobufProgram.types`.
  public let index: Int
  /// All fields and known extensions, sorted by number.
  public let fields: [MessageField]
  /// In the order of declaration, without those made for proto3 `optional` fields.
  public let oneofs: [MessageOneof]
  /// True for the entries of maps.
  public let isMapEntry: Bool
  /// How many slots a row of it begins with that are zero when nothing is set.
  let clearedSlots: Int
  /// How many slots a row of it takes.
  let slotCount: Int
  /// Where a row has its list of unknown fields; the bit behind those of all fields says that there is one.
  let unknownSlot: Int
  /// The places of the fields that must be set.
  let requiredFields: [Int]
  /// The places of the fields whose messages may lack fields that must be set, themselves or in messages in them.
  let requiringFields: [Int]
  private let indexesByNumber: [Int32: Int]
  private let indexesByName: [String: Int]
  private let indexesByJSONName: [String: Int]

  init(_ layout: MessageLayout, index: Int) {
    self.index = index
    name = layout.name
    fields = layout.fields
    oneofs = layout.oneofs
    isMapEntry = layout.isMapEntry
    clearedSlots = layout.clearedSlots
    slotCount = layout.slotCount
    unknownSlot = layout.unknownSlot
    requiredFields = layout.requiredFields
    requiringFields = layout.requiringFields
    let first: (Int, Int) -> Int = { first, _ in first }
    indexesByNumber = Dictionary(fields.map { ($0.number, $0.index) }, uniquingKeysWith: first)
    indexesByName = Dictionary(fields.map { ($0.name, $0.index) }, uniquingKeysWith: first)
    indexesByJSONName = Dictionary(fields.map { ($0.jsonName, $0.index) }, uniquingKeysWith: first)
  }

  /// The field with this number; nil if there is none.
  public func field(number: Int32) -> MessageField? { indexesByNumber[number].map { fields[$0] } }

  /// The field with this name, or the extension with this full name in brackets; nil if there is none.
  public func field(named name: String) -> MessageField? { indexesByName[name].map { fields[$0] } }

  /// The field with this name in JSON; nil if there is none.
  public func field(jsonName name: String) -> MessageField? { indexesByJSONName[name].map { fields[$0] } }
}
