public import SchemaCore
import Yams

/// A YAML text as JSON, with the places of its parts.
///
/// Plain words are read as in JSON: `true`, `null` and numbers are what they look like, everything else is a text
/// (YAML 1.2, JSON Schema).
public struct YAMLDocument: Sendable {
  /// The value; null for an empty text.
  public let json: JSONValue
  private let places: [JSONPointer: TextPosition]

  /// The largest text that is read, in bytes.
  static let maximumBytes = 32 << 20
  private static let maximumValues = 2_000_000
  private static let maximumDepth = 64

  /// - Parameter file: what the text is called in errors.
  /// - Throws: `SetError` of kind `configuration` naming the place.
  public init(_ text: String, file: String) throws(SetError) {
    if text.utf8.count > Self.maximumBytes {
      throw SetError(.limit, "the file has more than \(Self.maximumBytes) bytes", file: file)
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw Self.malformed(error, file)
    }
    var conversion = Conversion(file: file)
    json = try node.map { (node) throws(SetError) in try conversion.value(node, at: .root, depth: 0) } ?? .null
    places = conversion.places
  }

  /// Where a value stands; of one that is not there, what encloses it. Members are where their names are.
  public func position(of path: JSONPointer) -> TextPosition? {
    var path = path
    while true {
      if let place = places[path] { return place }
      if path.isRoot { return nil }
      path.tokens.removeLast()
    }
  }

  private static func malformed(_ error: any Error, _ file: String) -> SetError {
    let (problem, mark): (String, Mark?) =
      switch error {
      case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
        YamlError.composer(_, let problem, let mark, _):
        (problem, mark)
      case YamlError.duplicatedKeysInMapping(let duplicates, _):
        ("\(duplicates.map { "\($0)" }.joined(separator: ", ")) occurs more than once", nil)
      case YamlError.reader(let problem, _, _, _): (problem, nil)
      default: ("\(error)", nil)
      }
    let position = mark.map { TextPosition(line: $0.line, column: $0.column) }
    return SetError(.configuration, "this is not YAML: \(problem)", file: file, at: position)
  }

  /// A walk through the nodes. Aliases are followed, so that what they multiply is counted.
  private struct Conversion {
    let file: String
    var places: [JSONPointer: TextPosition] = [:]
    private var count = 0

    init(file: String) {
      self.file = file
    }

    mutating func value(_ node: Node, at path: JSONPointer, depth: Int) throws(SetError) -> JSONValue {
      count += 1
      let position = node.mark.map { TextPosition(line: $0.line, column: $0.column) }
      if places[path] == nil { places[path] = position }
      if count > YAMLDocument.maximumValues || depth > YAMLDocument.maximumDepth {
        throw SetError(.limit, "there is more in this file than can be meant", file: file, at: position)
      }
      switch node {
      case .scalar(let scalar): return Self.value(scalar)
      case .sequence(let sequence):
        var elements: [JSONValue] = []
        for (index, element) in sequence.enumerated() {
          elements.append(try value(element, at: path.appending(index), depth: depth + 1))
        }
        return .array(elements)
      case .mapping(let mapping): return try object(mapping, at: path, depth: depth)
      case .alias: throw SetError(.configuration, "an alias leads nowhere", file: file, at: position)
      }
    }

    private mutating func object(
      _ mapping: Node.Mapping, at path: JSONPointer, depth: Int
    ) throws(SetError) -> JSONValue {
      var members: [JSONObject.Member] = []
      for (key, value) in mapping {
        let place = key.mark.map { TextPosition(line: $0.line, column: $0.column) }
        guard let name = key.scalar?.string else {
          throw SetError(.configuration, "a name is expected here", file: file, at: place)
        }
        let inner = path.appending(name)
        places[inner] = place
        members.append(.init(key: name, value: try self.value(value, at: inner, depth: depth + 1)))
      }
      return .object(JSONObject(members))
    }

    private static func value(_ scalar: Node.Scalar) -> JSONValue {
      let text = scalar.string
      guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
      switch text {
      case "", "~", "null": return .null
      case "true": return true
      case "false": return false
      default: return JSONNumber(text).map(JSONValue.number) ?? .string(text)
      }
    }
  }
}
