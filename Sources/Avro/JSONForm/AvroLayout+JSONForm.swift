import SchemaCore

extension AvroLayout {
  /// What a value of the type looks like in JSON, for messages.
  func expectation(of index: Index) -> String {
    switch nodes[index] {
    case .null: "null"
    case .boolean: "true or false"
    case .int, .long: "\(typeName(of: index)) (a whole number)"
    case .float, .double: JSONFormScalar.expectation(typeName(of: index))
    case .string: "a string"
    case .bytes: "bytes (a string of characters from U+0000 to U+00FF)"
    case .fixed(let type): "\(type.name) (a string of \(type.size) characters from U+0000 to U+00FF)"
    case .enumeration(let type): "a symbol of \(type.name) (a string)"
    case .array: "an array"
    case .map: "a map (an object)"
    case .union(let branches): spellings(of: branches)
    case .record(let type, _): "\(type.name) (an object)"
    case .shared(let record): expectation(of: record)
    }
  }

  /// How the values of a union are written, such as `null or {"string": …}`.
  func spellings(of branches: [Branch]) -> String {
    let spellings = branches.map { branch in
      if case .null = nodes[branch.node] { "null" } else { "{\"\(branch.name)\": …}" }
    }
    guard let last = spellings.last, spellings.count > 1 else { return spellings.first ?? "nothing (an empty union)" }
    return spellings.dropLast().joined(separator: ", ") + " or " + last
  }

  /// True if the value, as a default is written, looks like one of this type. What is inside an array, a map or a
  /// record's field is not looked at: trying out all ways to read a nested value could take for ever.
  func takes(_ json: JSONValue, asDefaultOf index: Index) -> Bool {
    switch (nodes[index], json) {
    case (.null, .null), (.boolean, .bool), (.string, .string), (.array, .array), (.map, .object): true
    case (.int, .number(let number)): (try? JSONFormScalar.integer(number, as: Int32.self)) != nil
    case (.long, .number(let number)): number.int64 != nil
    case (.float, _): (try? JSONFormScalar.float(json)) != nil
    case (.double, _): (try? JSONFormScalar.double(json)) != nil
    case (.bytes, .string(let text)): (try? JSONFormScalar.bytes(text)) != nil
    case (.fixed(let type), .string(let text)): (try? JSONFormScalar.bytes(text, of: type)) != nil
    case (.enumeration(let type), .string(let text)): type.index(of: text) != nil
    case (.record(let type, _), .object(let object)):
      type.fields.allSatisfy { $0.defaultValue != nil || object[$0.name] != nil }
        && object.allSatisfy { type.index(of: $0.key) != nil }
    case (.shared(let record), _): takes(json, asDefaultOf: record)
    default: false
    }
  }
}

extension CodecError {
  /// A value that is not what the schema asks for, with the right spelling if there is one.
  static func expected(
    _ expectation: String, found json: JSONValue, hint: String? = nil, kind: Kind = .mismatch
  ) -> CodecError {
    CodecError(kind, "expected \(expectation), found \(text(of: json))" + (hint.map { "; write \($0)" } ?? ""))
  }

  /// A value as it is shown in a message, cut off where it is long.
  static func text(of json: JSONValue) -> String {
    switch json {
    case .array: return "an array"
    case .object(let object):
      return object.isEmpty
        ? "{}" : "an object with \(object.keys.prefix(3).map { "\"\($0)\"" }.joined(separator: ", "))"
    default:
      let text = JSONWriter.text(json)
      return text.count > 60 ? text.prefix(60) + "…" : text
    }
  }
}
