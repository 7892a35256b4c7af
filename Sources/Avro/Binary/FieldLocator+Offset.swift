extension FieldLocator {
  /// Where the value begins that a path leads to; nil if it leads nowhere.
  ///
  /// - Parameters:
  ///   - path: the names of fields, the places of items and the keys of maps. Unions take no step.
  ///   - record: the record's bytes, which have been decoded, with `RecordArena.padding` readable bytes behind them.
  static func offset(
    of path: [any CodingKey], in record: UnsafeRawBufferPointer, _ layout: AvroLayout
  ) -> Int? {
    var locator = FieldLocator(nodes: layout.nodes, bytes: record, target: record.count)
    return locator.offset(of: path)
  }

  private mutating func offset(of path: [any CodingKey]) -> Int? {
    var node = 0
    for step in path {
      guard let content = content(of: node), let part = part(of: content, step) else { return nil }
      node = part
    }
    return position
  }

  /// The type of the value itself, past the branches of unions.
  private mutating func content(of node: AvroLayout.Index) -> AvroLayout.Index? {
    var node = node
    while true {
      switch nodes[node] {
      case .union(let branches):
        guard let branch = number(), branches.indices.contains(Int(branch)) else { return nil }
        node = branches[Int(branch)].node
      case .shared(let record): node = record
      default: return node
      }
    }
  }

  /// Goes to a part of the value, and says which type it has; nil if there is no such part.
  private mutating func part(of node: AvroLayout.Index, _ step: any CodingKey) -> AvroLayout.Index? {
    switch nodes[node] {
    case .record(let type, let fields):
      guard let place = type.index(of: step.stringValue) else { return nil }
      for field in fields[..<place] where isFound(in: field, depth: 0) { return nil }
      return fields[place]
    case .array(let items):
      guard let index = step.intValue else { return nil }
      return goToItem(in: items, isMap: false) { place, _ in place == index } ? items : nil
    case .map(let values):
      return goToItem(in: values, isMap: true) { _, key in key == step.stringValue } ? values : nil
    default: return nil
    }
  }

  /// Goes to the first item of an array or value of a map that is the right one; false if there is none.
  private mutating func goToItem(
    in node: AvroLayout.Index, isMap: Bool, isRight: (_ place: Int, _ key: String) -> Bool
  ) -> Bool {
    var place = 0
    while let count = number(), count != 0 {
      // The size of the block's bytes, of which each item is looked at here.
      if count < 0, number() == nil { return false }
      for _ in 0..<count.magnitude {
        let start = position
        if isMap {
          guard let length = number(), !isFound(inNext: Int(length)) else { return false }
        }
        if isRight(place, isMap ? text(from: start, to: position) : "") { return true }
        if isFound(in: node, depth: 0) { return false }
        place &+= 1
      }
    }
    return false
  }
}
