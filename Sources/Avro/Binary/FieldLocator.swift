import SchemaCore

/// Finds the field that a byte of a record belongs to, and the byte where a field begins, by walking over the record once
/// more; only errors need it.
///
/// Up to the byte the record was decoded, so that the walk has nothing to check for the caller; it only takes care not to
/// get lost itself.
struct FieldLocator {
  /// Deeper than this a path helps nobody; the walk is recursive and must end.
  private static let maximumDepth = 512
  /// How many values are walked over before the search is given up.
  private static let maximumSteps = 1 << 22

  let nodes: [AvroLayout.Node]
  private let bytes: UnsafeRawBufferPointer
  private let target: Int
  private(set) var position = 0
  private var stepsLeft = maximumSteps
  /// The steps to the value, last first.
  private var steps: [String] = []

  /// The path of the field whose value begins at `offset` or goes on there, such as `lines[2].price`; empty for the root.
  ///
  /// - Parameter record: the record's bytes from its first on, with `RecordArena.padding` readable bytes behind them.
  static func path(to offset: Int, in record: UnsafeRawBufferPointer, _ layout: AvroLayout) -> String {
    FieldLocator(nodes: layout.nodes, bytes: record, target: offset).path()
  }

  init(nodes: [AvroLayout.Node], bytes: UnsafeRawBufferPointer, target: Int) {
    self.nodes = nodes
    self.bytes = bytes
    self.target = target
  }

  private consuming func path() -> String {
    guard isFound(in: 0, depth: 0), stepsLeft > 0 else { return "" }
    let path = steps.reversed().joined()
    return path.hasPrefix(".") ? String(path.dropFirst()) : path
  }

  /// Walks over one value; true if the target is in it.
  mutating func isFound(in node: AvroLayout.Index, depth: Int) -> Bool {
    stepsLeft -= 1
    if depth > Self.maximumDepth || stepsLeft <= 0 { return true }
    switch nodes[node] {
    case .null: return false
    case .boolean: return isFound(inNext: 1)
    case .float: return isFound(inNext: 4)
    case .double: return isFound(inNext: 8)
    case .fixed(let type): return type.size > 0 && isFound(inNext: type.size)
    case .int, .long, .enumeration: return number() == nil
    case .bytes, .string:
      guard let count = number() else { return true }
      return count > 0 && isFound(inNext: Int(count))
    case .array(let items): return isFound(inItems: items, isMap: false, depth: depth)
    case .map(let values): return isFound(inItems: values, isMap: true, depth: depth)
    case .union(let branches):
      guard let branch = number(), branches.indices.contains(Int(branch)) else { return true }
      return isFound(in: branches[Int(branch)].node, depth: depth + 1)
    case .record(let type, let fields):
      for (place, field) in fields.enumerated() where isFound(in: field, depth: depth + 1) {
        steps.append(".\(type.fields[place].name)")
        return true
      }
      return false
    case .shared(let record): return isFound(in: record, depth: depth + 1)
    }
  }

  private mutating func isFound(inItems node: AvroLayout.Index, isMap: Bool, depth: Int) -> Bool {
    var place = 0
    while true {
      guard let count = number() else { return true }
      if count == 0 { return false }
      if count < 0 {
        guard let size = number() else { return true }
        // A block that lies in front of the target as a whole may have been stepped over without a look at its items.
        if size >= 0, size <= target - position {
          position += Int(size)
          place &-= Int(count)
          continue
        }
      }
      for _ in 0..<count.magnitude {
        let key = position
        if isMap {
          guard let length = number(), length >= 0, length == 0 || !isFound(inNext: Int(length)) else { return true }
        }
        let keyEnd = position
        if isFound(in: node, depth: depth + 1) {
          steps.append(isMap ? CodecError.step(to: text(from: key, to: keyEnd)) : "[\(place)]")
          return true
        }
        place &+= 1
      }
    }
  }

  /// Goes behind the number at the position; nil if the target is in it.
  mutating func number() -> Int64? {
    guard position < target, position < bytes.count, let base = bytes.baseAddress else { return nil }
    let (value, length) = ZigzagVarint.read(base + position)
    guard length > 0, position + length <= target else { return nil }
    position += length
    return value
  }

  /// Goes behind so many bytes; true if the target is in them.
  mutating func isFound(inNext count: Int) -> Bool {
    guard count >= 0, count <= target - position else { return true }
    position += count
    return false
  }

  /// A key, which begins with its length.
  func text(from key: Int, to end: Int) -> String {
    guard let base = bytes.baseAddress else { return "" }
    return String(decoding: bytes[key + ZigzagVarint.read(base + key).length..<end], as: UTF8.self)
  }
}
