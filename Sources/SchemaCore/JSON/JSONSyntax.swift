/// A JSON text as its author wrote it: where each value and each name stands.
package struct JSONSyntax: Sendable {
  /// A value, with the name that it has in an object.
  struct Node {
    /// From its first byte to the one behind its last.
    var range: Range<Int>
    var name: String?
    var nameRange: Range<Int>?
    var kind: JSONContainerKind?
    var children: [Int] = []

    /// The whole member, or the value where there is no name.
    var whole: Range<Int> { (nameRange?.lowerBound ?? range.lowerBound)..<range.upperBound }
  }

  /// The root is the first.
  private let nodes: [Node]
  private let bytes: [UInt8]
  private let lines: TextLines

  /// Reads a text, in which comments count as white space; nil if it is no JSON.
  package init?(_ text: String) {
    var reader = Reader()
    bytes = Array(text.utf8)
    lines = TextLines(text)
    let isRead = bytes.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(bytes: bytes, options: JSONParser.Options(allowsComments: true))
      return (try? parser.walk(&reader)) != nil
    }
    guard isRead, !reader.nodes.isEmpty else { return nil }
    nodes = reader.nodes
  }

  /// Where the value that a pointer leads to begins, or its name; nil if it leads nowhere.
  package func position(of pointer: JSONPointer) -> TextPosition? {
    guard let node = node(at: pointer) else { return nil }
    return lines.position(at: node.whole.lowerBound)
  }

  /// The place of a value, without its name; nil if the pointer leads nowhere.
  package func range(of pointer: JSONPointer) -> Range<Int>? { node(at: pointer)?.range }

  /// The text of a place.
  package func text(in range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The change that takes out a member or an element with its comma; nil if there is none, or if a comment would go with it.
  package func removal(of pointer: JSONPointer) -> TextEdit? {
    guard let last = pointer.tokens.last, let parent = node(at: JSONPointer(pointer.tokens.dropLast())),
      let place = place(of: last, in: parent)
    else { return nil }
    let whole = nodes[parent.children[place]].whole
    var removed = whole
    if place + 1 < parent.children.count {
      removed = whole.lowerBound..<nodes[parent.children[place + 1]].whole.lowerBound
    } else if place > 0 {
      removed = nodes[parent.children[place - 1]].whole.upperBound..<whole.upperBound
    }
    let isPlain =
      bytes[removed.lowerBound..<whole.lowerBound].allSatisfy(Self.isSpaceOrComma)
      && bytes[whole.upperBound..<removed.upperBound].allSatisfy(Self.isSpaceOrComma)
    return isPlain ? TextEdit(removed, "") : nil
  }

  private static func isSpaceOrComma(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: ",") }

  private func node(at pointer: JSONPointer) -> Node? {
    var node = nodes[0]
    for token in pointer.tokens {
      guard let place = place(of: token, in: node) else { return nil }
      node = nodes[node.children[place]]
    }
    return node
  }

  /// Of several members with one name the last counts.
  private func place(of token: String, in node: Node) -> Int? {
    switch node.kind {
    case .array: return Int(token).flatMap { node.children.indices.contains($0) ? $0 : nil }
    case .object:
      let name = ExactText(token)
      return node.children.lastIndex { nodes[$0].name.map { ExactText($0) == name } ?? false }
    case nil: return nil
    }
  }
}

extension JSONSyntax {
  private struct Reader: JSONVisitor {
    var nodes: [Node] = []
    private var open: [Int] = []
    private var name: (text: String, range: Range<Int>)?

    mutating func open(_ kind: JSONContainerKind, at offset: Int) {
      add(offset..<offset, kind)
      open.append(nodes.count - 1)
    }

    mutating func name(_ name: String, in range: Range<Int>) { self.name = (name, range) }

    mutating func scalar(_ value: JSONValue, in range: Range<Int>) { add(range, nil) }

    mutating func close(at offset: Int) {
      guard let index = open.popLast() else { return }
      nodes[index].range = nodes[index].range.lowerBound..<offset
    }

    private mutating func add(_ range: Range<Int>, _ kind: JSONContainerKind?) {
      if let parent = open.last { nodes[parent].children.append(nodes.count) }
      nodes.append(Node(range: range, name: name?.text, nameRange: name?.range, kind: kind))
      name = nil
    }
  }
}
