/// What a message or enum keeps its fields or values from being called and numbered, and how they are.
struct Reservations {
  var numbers: [ClosedRange<Int64>]
  var names: [String]
  /// Names and numbers of the fields or values that there are.
  var used: [(name: String, number: Int32)]
  /// `field` or `value`, for messages.
  var noun: String

  init(_ message: MessageDescriptor) {
    numbers = message.reservedRanges.map { NumberRanges.numbers($0) }
    names = message.reservedNames
    used = message.fields.map { ($0.name, $0.number) }
    noun = "field"
  }

  init(_ enumeration: EnumDescriptor) {
    numbers = enumeration.reservedRanges.map { NumberRanges.numbers($0) }
    names = enumeration.reservedNames
    used = enumeration.values.map { ($0.name, $0.number) }
    noun = "value"
  }
}

extension EvolutionWalk {
  /// What is gone is to be reserved, and what is reserved is not to be used again.
  mutating func compareReservations(_ old: Reservations, _ new: Reservations, _ scope: String) {
    let newNumbers = NumberRanges(new.numbers)
    let newNames = Set(new.names)
    let usedNumbers = Set(new.used.map(\.number))
    let usedNames = Set(new.used.map(\.name))
    var gone: Set<Int32> = []
    for (name, number) in old.used {
      let path = FullName.join(scope, name)
      if !usedNumbers.contains(number), !newNumbers.contains(number), gone.insert(number).inserted {
        add(.numberNotReserved, path, "\(old.noun) \(path) is gone, and its number \(number) is not reserved")
      }
      if !usedNames.contains(name), !usedNumbers.contains(number), !newNames.contains(name) {
        add(.nameNotReserved, path, "\(old.noun) \(path) is gone, and its name is not reserved")
      }
    }
    let oldNumbers = NumberRanges(old.numbers)
    let oldNames = Set(old.names)
    for (name, number) in new.used {
      let path = FullName.join(scope, name)
      if oldNumbers.contains(number) {
        add(.reservedNumberUsed, path, "\(new.noun) \(path) has the number \(number), which was reserved")
      }
      if oldNames.contains(name) { add(.reservedNameUsed, path, "\(new.noun) \(path) has a name that was reserved") }
    }
    let kept = NumberRanges(new.numbers + usedNumbers.map { Int64($0)...Int64($0) })
    for range in old.numbers where !kept.cover(range) {
      add(.reservationRemoved, scope, "\(scope) does not reserve \(NumberRanges.text(range)) any more")
    }
    for name in old.names where !newNames.contains(name) && !usedNames.contains(name) {
      add(.reservationRemoved, scope, "\(scope) does not reserve the name \"\(name)\" any more")
    }
  }
}
