/// How the fields of a message type are laid out in a row; see `MessageTable`.
struct MessageLayout {
  var name: String
  var fields: [MessageField] = []
  var oneofs: [MessageOneof] = []
  var isMapEntry: Bool
  var presenceWords: Int
  var clearedSlots: Int
  var unknownSlot: Int
  var slotCount: Int
  /// The places of the fields that must be set.
  var requiredFields: [Int] { fields.filter { $0.presence == .required && !$0.isRepeated }.map(\.index) }
  /// The places of the fields whose messages may lack fields that must be set, themselves or in messages in them.
  var requiringFields: [Int] = []

  /// A field before it has its place.
  struct Member {
    var descriptor: FieldDescriptor
    /// The name with the package, for extensions.
    var extensionName: String?
    var kind: MessageField.Kind
    var isMap: Bool
    var defaultValue: FieldDefault
  }

  init(_ name: String, _ message: MessageDescriptor, members: [Member]) {
    self.name = name
    isMapEntry = message.isMapEntry
    presenceWords = members.count / 64 + 1

    // The oneofs of the text come first among all of them.
    let synthetic = Set(members.filter(\.descriptor.isProto3Optional).compactMap(\.descriptor.oneofIndex))
    let realOneofs = message.oneofs.indices.filter { !synthetic.contains($0) }
    clearedSlots = presenceWords + realOneofs.count
    unknownSlot = clearedSlots
    slotCount = clearedSlots + 1

    var sharedSlots: [Int: Int] = [:]
    var oneofMembers: [[Int]] = Array(repeating: [], count: realOneofs.count)
    for (index, member) in members.enumerated() {
      let oneof =
        member.extensionName == nil ? member.descriptor.oneofIndex.flatMap { realOneofs.firstIndex(of: $0) } : nil
      if let oneof { oneofMembers[oneof].append(index) }
      let slot = oneof.flatMap { sharedSlots[$0] } ?? slotCount
      if slot == slotCount { slotCount += 1 }
      if let oneof { sharedSlots[oneof] = slot }
      fields.append(
        MessageField(member, index: index, slot: slot, oneof: oneof, oneofSlot: oneof.map { presenceWords + $0 } ?? 0))
    }
    oneofs = realOneofs.enumerated().map { place, oneof in
      MessageOneof(
        name: message.oneofs[oneof].name, fields: oneofMembers[place], slot: presenceWords + place)
    }
  }
}

extension MessageField {
  fileprivate init(_ member: MessageLayout.Member, index: Int, slot: Int, oneof: Int?, oneofSlot: Int) {
    let descriptor = member.descriptor
    name = member.extensionName.map { "[\($0)]" } ?? descriptor.name
    jsonName = member.extensionName.map { "[\($0)]" } ?? descriptor.jsonName
    number = descriptor.number
    self.index = index
    kind = member.kind
    isRepeated = descriptor.label == .repeated
    isMap = member.isMap
    isExtension = member.extensionName != nil
    presence = descriptor.features.presence
    isPacked = descriptor.features.isPacked
    validatesUTF8 = descriptor.features.validatesUTF8
    isClosedEnum = descriptor.features.isClosedEnum
    self.oneof = oneof
    defaultValue = member.defaultValue
    self.slot = slot
    self.oneofSlot = oneofSlot
  }
}

extension [MessageLayout] {
  /// Finds the fields that lead to fields which must be set.
  mutating func findRequiringFields() {
    var users: [[Int]] = Array<[Int]>(repeating: [], count: count)
    for (place, layout) in enumerated() {
      for inner in layout.fields.compactMap(\.messageType) { users[inner].append(place) }
    }
    var leads = map { !$0.requiredFields.isEmpty }
    var waiting = indices.filter { leads[$0] }
    while let place = waiting.popLast() {
      for user in users[place] where !leads[user] {
        leads[user] = true
        waiting.append(user)
      }
    }
    for place in indices {
      self[place].requiringFields = self[place].fields.filter { $0.messageType.map { leads[$0] } ?? false }.map(\.index)
    }
  }
}
