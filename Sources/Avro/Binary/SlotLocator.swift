/// Finds the field that a slot belongs to, by walking over the slots in front of it.
struct SlotLocator {
  /// Deeper than this a path helps nobody; the walk is recursive and must end.
  private static let maximumDepth = 512

  private let slots: UnsafeBufferPointer<RecordSlot>
  private let nodes: [AvroLayout.Node]
  private let target: Int
  private let text: (RecordSlot) -> String
  private var slot = 0
  /// The steps to the slot, last first.
  private var steps: [String] = []

  /// The path of the field whose value stands in `slot`, or would have been put there next, such as
  /// `lines[2].price`; empty for the root.
  static func path(to slot: Int, in arena: borrowing RecordArena, _ layout: AvroLayout) -> String {
    let bytes = UnsafeRawBufferPointer(start: arena.bytes, count: arena.byteCount)
    let locator = SlotLocator(slots: arena.values, nodes: layout.nodes, target: slot) { slot in
      String(decoding: bytes[slot.index..<slot.index + Int(slot.extent)], as: UTF8.self)
    }
    return locator.path()
  }

  private init(
    slots: UnsafeBufferPointer<RecordSlot>, nodes: [AvroLayout.Node], target: Int,
    text: @escaping (RecordSlot) -> String
  ) {
    self.slots = slots
    self.nodes = nodes
    self.target = target
    self.text = text
  }

  private consuming func path() -> String {
    guard isFound(in: 0, depth: 0) else { return "" }
    let path = steps.reversed().joined()
    return path.hasPrefix(".") ? String(path.dropFirst()) : path
  }

  /// Walks over one value; true if the target is in it or is it.
  private mutating func isFound(in node: AvroLayout.Index, depth: Int) -> Bool {
    if depth > Self.maximumDepth { return true }
    if case .null = nodes[node] { return false }
    if case .record(let type, let fields) = nodes[node] {
      for (place, field) in fields.enumerated() where isFound(in: field, depth: depth + 1) {
        steps.append(".\(type.fields[place].name)")
        return true
      }
      return false
    }
    if slot >= target || slot >= slots.count { return true }
    let value = slots[slot]
    slot += 1
    switch nodes[node] {
    case .array(let items): return isFound(inItems: items, of: value, isMap: false, depth: depth)
    case .map(let values): return isFound(inItems: values, of: value, isMap: true, depth: depth)
    case .union(let branches): return isFound(in: branches[value.index].node, depth: depth + 1)
    case .shared(let record): return isFound(in: record, depth: depth + 1)
    default: return false
    }
  }

  private mutating func isFound(
    inItems node: AvroLayout.Index, of array: RecordSlot, isMap: Bool, depth: Int
  ) -> Bool {
    let end = Int(array.extent)
    if end != 0 && end <= target {
      slot = end
      return false
    }
    for place in 0..<array.index {
      var step = "[\(place)]"
      if isMap {
        if slot >= target || slot >= slots.count { return true }
        step = "[\"\(text(slots[slot]))\"]"
        slot += 1
      }
      if isFound(in: node, depth: depth + 1) {
        steps.append(step)
        return true
      }
    }
    return false
  }
}
