/// Files in an order in which each comes after those that it imports.
struct ImportGraph {
  /// What an import leads to.
  enum Target: Hashable {
    /// An index among the files of the graph.
    case file(Int)
    case builtIn(Int)
    case missing
    /// The file imports itself, by way of others.
    case cycle([String])
    case tooDeep
  }

  struct Node {
    let file: ParsedFile
    var targets: [Target] = []
  }

  private(set) var nodes: [Node] = []
  private var indexes: [String: Int] = [:]
  /// The names of the files whose imports are being followed.
  private var path: [String] = []
  private let given: [String: ParsedFile]
  private let find: (String) -> ParsedFile?

  /// - Parameters:
  ///   - files: What is linked in any case. Of two files with one name the first counts.
  ///   - find: The file that is imported by a path, if there is one; asked before the built-in files.
  init(_ files: [ParsedFile], find: @escaping (String) -> ParsedFile?) {
    self.given = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.find = find
    for file in files where indexes[file.name] == nil { _ = add(file) }
  }

  private mutating func add(_ file: ParsedFile) -> Int {
    path.append(file.name)
    var node = Node(file: file)
    for item in file.syntax.imports { node.targets.append(follow(item.path)) }
    path.removeLast()
    indexes[file.name] = nodes.count
    nodes.append(node)
    return nodes.count - 1
  }

  private mutating func follow(_ name: String) -> Target {
    if let index = indexes[name] { return .file(index) }
    if let start = path.firstIndex(of: name) { return .cycle(path[start...] + [name]) }
    guard path.count < LinkRules.maximumImportDepth, nodes.count < LinkRules.maximumFiles else { return .tooDeep }
    if let file = given[name] ?? find(name) { return .file(add(file)) }
    if let builtIn = BuiltInTypes.indexes[name] { return .builtIn(builtIn) }
    return .missing
  }
}
