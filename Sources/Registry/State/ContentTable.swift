import HashTreeCollections
import SchemaCore

/// The contents of a context by their IDs.
///
/// IDs follow each other, so contents stand in pages, and only pages in a tree: reading a log finds the way through the
/// tree once for many contents, and no room is kept for contents in the tree's nodes.
struct ContentTable: Sendable {
  private typealias Page = [StoredContent?]

  private var pages: TreeDictionary<Int32, Page> = [:]

  /// How many contents share a page. A state that is changed while somebody reads it copies a page.
  private static let pageSize: Int32 = 16

  /// True if no ID has a content.
  var isEmpty: Bool { pages.isEmpty }

  /// The content of an ID.
  subscript(id: SchemaID) -> StoredContent? { pages[Self.page(of: id)]?[Self.place(of: id)] }

  /// Gives an ID a content, changes it or takes it away, where it stands.
  mutating func update<Outcome>(_ id: SchemaID, _ change: (inout StoredContent?) -> Outcome) -> Outcome {
    let (page, place) = (Self.page(of: id), Self.place(of: id))
    let empty = { Page(repeating: nil, count: Int(Self.pageSize)) }
    let (outcome, isTaken) = pages.updateValue(forKey: page, default: empty()) { contents in
      let outcome = change(&contents[place])
      return (outcome, contents[place] != nil)
    }
    if !isTaken, pages[page]?.allSatisfy({ $0 == nil }) == true { pages[page] = nil }
    return outcome
  }

  private static func page(of id: SchemaID) -> Int32 { id.rawValue >> pageSize.trailingZeroBitCount }

  private static func place(of id: SchemaID) -> Int { Int(id.rawValue & (pageSize - 1)) }
}
