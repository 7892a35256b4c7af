/// Turns files as they were written into files whose names are resolved and whose options are interpreted.
///
/// Source of the rules: the protobuf.dev language specifications of proto2, proto3 and editions, and what protoc refuses.
struct Linker {
  var rules: LinkRules

  /// Links files and all that they import.
  ///
  /// - Parameters:
  ///   - files: The files to link; they may import each other. They are held to the rules strictly if `rules` say so.
  ///   - references: Files that are known to be in order, such as schemas of a registry: they are not held to the rules
  ///     strictly.
  ///   - find: The file that is imported by a path and is none of those; nil if there is none. Such files are treated as
  ///     `references` are. A built-in file need not be found, and one that is found takes its place.
  /// - Returns: All files, each after those that it imports, with the built-in ones that they use.
  /// - Throws: `ProtoProblems`: everything that is wrong, also with the texts.
  func link(
    _ files: [ParsedFile], references: [ParsedFile] = [], find: @escaping (String) -> ParsedFile? = { _ in nil }
  ) throws(ProtoProblems) -> FileSet {
    let graph = ImportGraph(files + references, find: find)
    let strict = rules.isStrict ? Set(files.map(\.name)) : []
    try refuseProblems(of: graph, strict: strict)

    var declarer = FileDeclarer(table: BuiltInTypes.table, problems: LinkProblems())
    let builtInCount = BuiltInTypes.files.count
    for node in graph.nodes {
      let imports: [Int?] = node.targets.map { target in
        switch target {
        case .file(let index): builtInCount + index
        case .builtIn(let index): index
        case .missing, .cycle, .tooDeep: nil
        }
      }
      let file = declarer.declare(node.file, imports: imports, isStrict: strict.contains(node.file.name))
      reportImports(of: node, file: file, to: &declarer.problems)
    }

    let session = LinkSession(
      table: declarer.table, optionTypes: BuiltInTypes.optionTypes, visibility: rules.visibility,
      replaced: Set(graph.nodes.compactMap { BuiltInTypes.indexes[$0.file.name] }), problems: declarer.problems)
    let linked = session.table.files.ownIndexes.map(session.link(file:))
    guard session.problems.isEmpty else { throw ProtoProblems(session.problems.all(in: session.table)) }
    return FileSet(session.usedBuiltIns.map { BuiltInTypes.files[$0] } + linked)
  }

  /// What is wrong with the texts comes first: what follows from it would only distract.
  private func refuseProblems(of graph: ImportGraph, strict: Set<String>) throws(ProtoProblems) {
    let problems = graph.nodes.flatMap { node in
      node.file.problems.filter { $0.kind != .rule || strict.contains(node.file.name) }
    }
    if problems.contains(where: { $0.kind != .rule }) { throw ProtoProblems(problems) }
  }

  private func reportImports(of node: ImportGraph.Node, file: Int, to problems: inout LinkProblems) {
    var seen: Set<String> = []
    for (item, target) in zip(node.file.syntax.imports, node.targets) {
      if !seen.insert(item.path).inserted {
        problems.add(.rule, "'\(item.path)' is imported twice; remove one import", at: item.place, in: file)
      }
      switch target {
      case .file, .builtIn: break
      case .missing:
        problems.add(
          rules.visibility == .imports ? .unknownName : .rule,
          "the import '\(item.path)' is not there; imports are found by this path, beside each other or as references",
          at: item.place, in: file)
      case .cycle(let names):
        problems.add(
          .unknownName, "the file imports itself: \(names.joined(separator: " imports "))", at: item.place, in: file)
      case .tooDeep:
        problems.add(
          .limit,
          "imports lead over \(LinkRules.maximumImportDepth) files deep, or to over \(LinkRules.maximumFiles) files",
          at: item.place, in: file)
      }
    }
  }
}

/// Everything that is wrong with files that were to be linked; at least one problem.
public struct ProtoProblems: Error, Hashable, Sendable, CustomStringConvertible {
  public let problems: [ProtoProblem]

  init(_ problems: [ProtoProblem]) {
    self.problems = problems
  }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
