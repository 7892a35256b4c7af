/// Finds the way from a record's root to a value. It is sought when an error or a coding path is asked for, so that
/// reading need not keep it.
struct SlotPath {
  private let target: SlotDecoder.Place
  private var steps: [CodingStep] = []
  private var current: SlotDecoder

  static func steps(to target: SlotDecoder.Place, from root: SlotDecoder) -> [CodingStep] {
    var path = SlotPath(target: target, current: root)
    path.walk()
    return path.steps
  }

  private init(target: SlotDecoder.Place, current: SlotDecoder) {
    self.target = target
    self.current = current
  }

  private mutating func walk() {
    while current.place.slot != target.slot || current.place.node != target.node {
      let place = current.place
      let node = current.node(place.node)
      switch node.pointee.kind {
      case .nullable, .union:
        let branch = Int32(truncatingIfNeeded: current.slot(place.slot).bits)
        current = current.part(place.slot + 1, current.child(branch, of: node))
      case .shared: current = current.part(place.slot + 1, node.pointee.first)
      case .record: if !enterField(of: node) { return }
      case .array, .map: if !enterItem(of: node) { return }
      default: return
      }
    }
  }

  /// Goes on in the field that the target is in or is.
  private mutating func enterField(of node: UnsafePointer<CodableNode>) -> Bool {
    var slot = current.place.slot
    var hollow: (field: Int32, slot: Int32)?
    for field in 0..<node.pointee.count {
      let child = current.child(field, of: node)
      let end = current.end(of: SlotDecoder.Place(slot: slot, node: child))
      if slot <= target.slot && target.slot < end, !isHollow { return enter(field, child, slot) }
      // What takes no slot stands at the same slot as what follows: the numbers of the nodes tell them apart, as those
      // of the parts come between the numbers of a field and the next.
      let next = field + 1 < node.pointee.count ? current.child(field + 1, of: node) : Int32.max
      if isHollow, child <= target.node, target.node < next, slot <= target.slot, target.slot <= end {
        return enter(field, child, slot)
      }
      if slot <= target.slot && target.slot < end, hollow == nil { hollow = (field, slot) }
      slot = end
    }
    guard let hollow else { return false }
    return enter(hollow.field, current.child(hollow.field, of: node), hollow.slot)
  }

  /// True if the target takes no slots.
  private var isHollow: Bool { current.node(target.node).pointee.slotCount == 0 }

  private mutating func enter(_ field: Int32, _ child: Int32, _ slot: Int32) -> Bool {
    let type = current.session.layout.recordType(of: current.place.node)
    steps.append(.field(type?.fields[Int(field)].name ?? ""))
    current = current.part(slot, child)
    return true
  }

  /// Goes on in the item that the target is in or is.
  private mutating func enterItem(of node: UnsafePointer<CodableNode>) -> Bool {
    let isMap = node.pointee.kind == .map
    let count = Int32(truncatingIfNeeded: current.slot(current.place.slot).bits)
    var slot = current.place.slot + 1
    for index in 0..<count {
      let begin = isMap ? slot + 1 : slot
      let end = current.end(of: SlotDecoder.Place(slot: begin, node: node.pointee.first))
      if target.slot < end || (target.slot == end && isHollow) {
        steps.append(isMap ? .key(current.text(of: current.slot(slot))) : .index(Int(index)))
        current = current.part(begin, node.pointee.first)
        return true
      }
      slot = end
    }
    return false
  }
}
