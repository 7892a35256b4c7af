public import SchemaCore

/// The pages about rules, by name.
public struct RuleCatalog: Hashable, Sendable {
  /// All pages, in the order in which they were given.
  public let pages: [RulePage]
  private let places: [String: [Int]]

  public init(_ pages: [RulePage] = []) {
    self.pages = pages
    places = Dictionary(grouping: pages.indices) { pages[$0].rule }
  }

  /// The pages about a rule, in upper or lower case: several formats may have rules of one name.
  public func pages(about rule: String) -> [RulePage] {
    (places[rule] ?? places[rule.uppercased()] ?? places[rule.lowercased()] ?? []).map { pages[$0] }
  }

  /// The names of all rules, sorted, each once.
  public var names: [String] { places.keys.sorted() }
}

extension RulePage {
  /// The page as text for a terminal.
  public var text: String {
    var sections = ["\(rule) (\(topic))", Self.sentence(summary)]
    if let example {
      if let before = example.before { sections.append("Before:\n" + Self.indented(before)) }
      sections.append((example.before == nil ? "Example:\n" : "After:\n") + Self.indented(example.after))
    }
    sections.append("Why it matters: " + Self.sentence(reason))
    sections.append("What to do: " + Self.sentence(advice))
    return sections.joined(separator: "\n\n")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
  }

  private static func sentence(_ text: String) -> String {
    guard let first = text.first, let last = text.last else { return text }
    return first.uppercased() + text.dropFirst() + (".!?`".contains(last) ? "" : ".")
  }
}
