import SchemaCore

/// A place in a reader's schema, as a path through the schema's text and as people name it.
struct AvroPlace {
  enum Step {
    case field(index: Int, name: String)
    case items
    case values
    case branch(Int)
    /// The attribute that the problem lies in.
    case attribute(String)
  }

  private var steps: [Step] = []
  /// False where the place is a field and not the field's type.
  var isType = true
  /// Steps before this one are left out of the path: the reference implementation begins anew in unions.
  private var pathStart = 0

  mutating func push(_ step: Step) { steps.append(step) }
  mutating func pop() { steps.removeLast() }

  /// This place as the beginning of the paths below it.
  func asRoot() -> AvroPlace {
    var place = self
    place.pathStart = steps.count
    return place
  }

  func appending(_ step: Step) -> AvroPlace {
    var place = self
    place.push(step)
    return place
  }

  /// True if the place is a branch of a union itself.
  var isBranch: Bool {
    if case .branch? = steps.last { true } else { false }
  }

  /// True for the root type, its attributes and its branches.
  var isRoot: Bool {
    steps.allSatisfy { step in
      switch step {
      case .branch, .attribute: true
      case .field, .items, .values: false
      }
    }
  }

  /// The path through the reader's schema; a field's type is the attribute `type` below it.
  var path: JSONPointer {
    var tokens: [String] = []
    for (offset, step) in steps[pathStart...].enumerated() {
      switch step {
      case .field(let index, _):
        tokens += ["fields", String(index)]
        // The field itself is the place when nothing follows.
        if pathStart + offset + 1 < steps.count || isType { tokens.append("type") }
      case .items: tokens.append("items")
      case .values: tokens.append("values")
      case .branch(let index): tokens.append(String(index))
      case .attribute(let name): tokens.append(name)
      }
    }
    return JSONPointer(tokens)
  }

  /// The field as a dotted name, `[]` for the elements of an array and `{}` for the values of a map; nil outside of records.
  var field: String? {
    var text = ""
    var isField = false
    for step in steps {
      switch step {
      case .field(_, let name):
        text += text.isEmpty ? name : ".\(name)"
        isField = true
      case .items: text += "[]"
      case .values: text += "{}"
      case .branch, .attribute: break
      }
    }
    return isField ? text : nil
  }
}
