import SchemaCore

/// A schema's text, asked for what stands at the places that findings name. JSON is parsed once.
struct SchemaExcerpt {
  let schema: any ParsedSchema
  let text: String
  private let json: JSONValue?

  /// How long an excerpt may be, in characters.
  private static let maximumLength = 160

  init(_ schema: any ParsedSchema, text: String) {
    self.schema = schema
    self.text = text
    json = schema.format == .protobuf ? nil : try? JSONParser.parse(text)
  }

  /// What stands at a path, in one line; nil if nothing does.
  func text(at path: String) -> String? {
    if let json {
      guard let value = json.value(at: path) else { return nil }
      return Self.shortened(JSONWriter.text(value))
    }
    guard let position = schema.position(of: path, in: text) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard position.line <= lines.count else { return nil }
    let line = lines[position.line - 1].drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    return line.isEmpty ? nil : Self.shortened(String(line.filter { $0 != "\r" }))
  }

  /// The path that means the same here as a path does in another schema, as far as there is one: fields by their names,
  /// not by their places.
  func counterpart(of path: String, in other: SchemaExcerpt) -> (path: String, isExact: Bool) {
    guard let mine = json, let theirs = other.json else { return (path, true) }
    var tokens: [String] = []
    var (here, there): (JSONValue, JSONValue) = (mine, theirs)
    for token in JSONPointer(text: path).tokens {
      guard let inner = there.child(token) else { return (JSONPointer(tokens).description, false) }
      let own = Index.matching(token, inner, in: here)
      guard let next = here.child(own) else { return (JSONPointer(tokens).description, false) }
      tokens.append(own)
      (here, there) = (next, inner)
    }
    return (JSONPointer(tokens).description, true)
  }

  private static func shortened(_ text: String) -> String {
    text.count <= maximumLength ? text : text.prefix(maximumLength - 1) + "…"
  }

  private enum Index {
    /// The place in a list of what has the same name, or is the same name.
    static func matching(_ token: String, _ value: JSONValue, in list: JSONValue) -> String {
      guard let elements = list.array else { return token }
      if let name = value.object?["name"]?.string,
        let place = elements.firstIndex(where: { $0.object?["name"]?.string == name })
      {
        return String(place)
      }
      if value.object?["name"] != nil { return "-" }
      if value.string != nil, let place = elements.firstIndex(of: value) { return String(place) }
      return token
    }
  }
}

extension JSONValue {
  /// What is below a place by a key or an index.
  fileprivate func child(_ token: String) -> JSONValue? {
    switch self {
    case .object(let object): object[token]
    case .array(let elements): Int(token).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    default: nil
    }
  }

  /// The value at a path; for a plain type or number, the object that it is said of, which says more.
  fileprivate func value(at path: String) -> JSONValue? {
    var value = self
    var enclosing: JSONValue?
    for token in JSONPointer(text: path).tokens {
      guard let next = value.child(token) else { return nil }
      enclosing = value
      value = next
    }
    switch value {
    case .object, .array: return value
    default: return enclosing?.object == nil ? value : enclosing
    }
  }
}
