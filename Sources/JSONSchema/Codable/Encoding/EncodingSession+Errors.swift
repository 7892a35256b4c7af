import SchemaCore

extension EncodingSession {
  /// How the end of the text is reached from the root.
  var path: [any CodingKey] { path(upTo: text.count) }

  private func path(upTo count: Int) -> [any CodingKey] {
    let outer = around.map { $0.session.path(upTo: $0.place) } ?? []
    return outer + PartialText.path(toEndOf: UnsafeBufferPointer(rebasing: text[..<count]))
  }

  /// The refusal of a value at the place that is being encoded.
  @inline(never) func invalid(_ value: Any, _ message: String) -> EncodingError {
    .invalidValue(value, EncodingError.Context(codingPath: path, debugDescription: message))
  }

  @inline(never) func invalid(_ value: Any, _ error: CodecError) -> EncodingError {
    .invalidValue(
      value,
      EncodingError.Context(codingPath: path, debugDescription: error.message, underlyingError: error))
  }

  /// The error for what was thrown while a value encoded itself.
  func error(_ error: any Error) -> CodecError {
    guard case EncodingError.invalidValue(_, let context) = error else { return CodecError(.mismatch, "\(error)") }
    let kind = (context.underlyingError as? CodecError)?.kind ?? .mismatch
    return context.codingPath.reversed().reduce(CodecError(kind, context.debugDescription)) { error, key in
      key.intValue.map { error.within(index: $0) } ?? error.within(field: key.stringValue)
    }
  }
}

/// Looks at JSON text that is right as far as it goes.
enum PartialText {
  /// The names and indexes of the containers that are still open at the end of the text.
  static func path(toEndOf text: UnsafeBufferPointer<UInt8>) -> [TapeKey] {
    var path: [TapeKey?] = []
    walk(text, from: 0) { event in
      switch event {
      case .open(let isObject): path.append(isObject ? nil : TapeKey(intValue: 0))
      case .close: path.removeLast()
      case .name(let name): path[path.count - 1] = TapeKey(stringValue: name)
      case .comma: if let index = path[path.count - 1]?.intValue { path[path.count - 1] = TapeKey(intValue: index + 1) }
      }
    }
    return path.compactMap { $0 }
  }

  /// The names in the object that begins at a place.
  static func names(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> [String] {
    var names: [String] = []
    var depth = 0
    walk(text, from: start) { event in
      switch event {
      case .open: depth += 1
      case .close: depth -= 1
      case .name(let name): if depth == 1 { names.append(name) }
      case .comma: break
      }
    }
    return names
  }

  private enum Event {
    case open(isObject: Bool)
    case close
    case name(String)
    case comma
  }

  private static func walk(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ visit: (Event) -> Void) {
    var place = start
    // Where a string is a name: at the beginning of an object and behind its commas.
    var objects: [Bool] = []
    var isName = false
    while place < text.count {
      let byte = text[place]
      place += 1
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        isName = byte == UInt8(ascii: "{")
        objects.append(isName)
        visit(.open(isObject: isName))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        objects.removeLast()
        visit(.close)
      case UInt8(ascii: ","):
        isName = objects.last ?? false
        visit(.comma)
      case UInt8(ascii: "\""):
        let first = place
        while place < text.count, text[place] != UInt8(ascii: "\"") {
          place += text[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        if isName { visit(.name(string(text, first - 1, place))) }
        isName = false
        place += 1
      default: break
      }
    }
  }

  /// What the string between two quotes says.
  private static func string(_ text: UnsafeBufferPointer<UInt8>, _ first: Int, _ last: Int) -> String {
    let literal = String(decoding: text[first...min(last, text.count - 1)], as: UTF8.self)
    guard case .string(let name)? = try? JSONParser.parse(literal) else { return literal }
    return name
  }
}
