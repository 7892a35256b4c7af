extension EvolutionWalk {
  mutating func compare(_ old: EnumDescriptor, _ new: EnumDescriptor, _ scope: String) {
    if let before = old.values.first, let after = new.values.first, before.number != after.number {
      add(
        .enumDefaultChanged, scope,
        "the first value of enum \(scope) was \(before.name) (\(before.number)) and is \(after.name) (\(after.number))")
    }
    if old.isClosed != new.isClosed {
      add(
        .enumOpennessChanged, scope,
        "enum \(scope) was \(old.isClosed ? "closed" : "open") and is \(new.isClosed ? "closed" : "open")")
    }
    let numbers = Dictionary(new.values.map { ($0.name, $0.number) }, uniquingKeysWith: { first, _ in first })
    let names = Dictionary(new.values.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
    for value in old.values {
      let name = FullName.join(scope, value.name)
      if let number = numbers[value.name] {
        if number != value.number {
          add(.enumNumberChanged, name, "value \(name) had the number \(value.number) and has \(number)")
        }
      } else if let now = names[value.number] {
        add(.enumValueRenamed, FullName.join(scope, now), "value \(name) (\(value.number)) is called \(now)")
      } else {
        add(.enumValueRemoved, name, "value \(name) (\(value.number)) is gone")
      }
    }
    compareReservations(Reservations(old), Reservations(new), scope)
  }
}
