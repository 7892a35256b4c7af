/// The fields of a message as they are compared: by number, whether they stand in a oneof or not. Groups are left out.
struct MessageFields {
  struct Field {
    var syntax: FieldSyntax
    /// The name of the oneof that it is a member of.
    var oneof: String?

    var name: String { syntax.name.text }
  }

  /// Of two fields with one number the last counts, members of oneofs after all others.
  private(set) var byNumber: [Int64: Field] = [:]
  /// The numbers of the members, by the oneof's name.
  private(set) var oneofs = NamedList<[Int64]>()

  init(_ message: MessageSyntax) {
    for case .field(let field) in message.elements { byNumber[field.number.value] = Field(syntax: field) }
    for case .oneof(let oneof) in message.elements {
      let name = oneof.name.text
      var numbers: [Int64] = []
      for case .field(let field) in oneof.elements {
        numbers.append(field.number.value)
        byNumber[field.number.value] = Field(syntax: field, oneof: name)
      }
      oneofs.set(numbers, named: name)
    }
  }

  /// The oneofs that are gone in the update together with all their members: whoever drops a whole oneof means it.
  func droppedOneofs(in update: MessageFields) -> Set<String> {
    Set(
      oneofs.names.filter { name in
        update.oneofs[name] == nil && (oneofs[name] ?? []).allSatisfy { update.byNumber[$0] == nil }
      })
  }
}
