import HashTreeCollections
import SchemaCore

/// The IDs of a context's contents by their GUIDs, in the order in which they were given: contents of two formats may
/// share a GUID, and imports may give a content a second ID.
///
/// While a log is loaded, what happens is only noted, and sorted once in the end, which costs a fraction of what as many
/// insertions into a tree do. What happens later stands in a tree in front of that.
struct ContentIndex: Sendable {
  /// What was loaded, ascending by GUID, and then in the order in which it happened.
  private var loaded: [Change] = []
  /// What happens while a log is loaded; nil if none is.
  private var loading: [Change]?
  /// All IDs of each GUID of which something has changed since.
  private var recent: TreeDictionary<SchemaGUID, IDs> = [:]

  /// - Parameter isLoading: whether ``endLoading()`` will be called.
  init(isLoading: Bool) {
    if isLoading { loading = [] }
  }

  /// The IDs of the contents that have a GUID.
  func ids(of guid: SchemaGUID) -> [SchemaID] {
    if let loading { return Self.ids(loading.filter { $0.guid == guid }[...]) }
    if let ids = recent[guid] { return ids.all }
    var (low, high) = (loaded.startIndex, loaded.endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if Self.precedes(loaded[middle].guid, guid) { low = middle + 1 } else { high = middle }
    }
    return Self.ids(loaded[low...].prefix { $0.guid == guid })
  }

  /// Notes that an ID was given to a content.
  mutating func bind(_ id: SchemaID, to guid: SchemaGUID) {
    change(Change(guid: guid, id: id, number: loading?.count ?? 0, isRemoval: false))
  }

  /// Takes an ID from a GUID; the next one takes its place.
  mutating func unbind(_ id: SchemaID, from guid: SchemaGUID) {
    change(Change(guid: guid, id: id, number: loading?.count ?? 0, isRemoval: true))
  }

  /// Ends the loading of a log.
  mutating func endLoading() {
    guard var changes = loading else { return }
    loading = nil
    changes.sort { left, right in
      left.guid == right.guid ? left.step < right.step : Self.precedes(left.guid, right.guid)
    }
    loaded = changes.contains(where: \.isRemoval) ? Self.withoutRemovals(changes) : changes
  }

  /// What is left of changes that are sorted.
  private static func withoutRemovals(_ changes: [Change]) -> [Change] {
    var left: [Change] = []
    var start = changes.startIndex
    while start < changes.endIndex {
      let guid = changes[start].guid
      let end = changes[start...].firstIndex { $0.guid != guid } ?? changes.endIndex
      for id in ids(changes[start..<end]) { left.append(Change(guid: guid, id: id, number: 0, isRemoval: false)) }
      start = end
    }
    return left
  }

  private mutating func change(_ change: Change) {
    if loading != nil {
      loading?.append(change)
      return
    }
    var ids = ids(of: change.guid)
    if change.isRemoval { ids.removeAll { $0 == change.id } } else { ids.append(change.id) }
    recent[change.guid] = IDs(ids)
  }

  /// What is left of the changes of one GUID.
  private static func ids(_ changes: ArraySlice<Change>) -> [SchemaID] {
    var ids: [SchemaID] = []
    for change in changes {
      if change.isRemoval { ids.removeAll { $0 == change.id } } else { ids.append(change.id) }
    }
    return ids
  }

  private static func precedes(_ left: SchemaGUID, _ right: SchemaGUID) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  /// An ID that was given or taken away. There may be millions, so it takes as little room as can be.
  private struct Change: Sendable {
    let guid: SchemaGUID
    let id: SchemaID
    /// Twice its number in the log, and one more if it takes the ID away.
    let step: UInt32

    init(guid: SchemaGUID, id: SchemaID, number: Int, isRemoval: Bool) {
      (self.guid, self.id) = (guid, id)
      step = UInt32(truncatingIfNeeded: number) << 1 | (isRemoval ? 1 : 0)
    }

    var isRemoval: Bool { step & 1 == 1 }
  }

  /// IDs, of which there mostly is one.
  private struct IDs: Sendable {
    private let first: SchemaID?
    private let others: [SchemaID]

    init(_ ids: [SchemaID]) {
      first = ids.first
      others = Array(ids.dropFirst())
    }

    var all: [SchemaID] { first.map { [$0] + others } ?? [] }
  }
}
