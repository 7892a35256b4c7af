import SchemaCore

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
    let textProblems = graph.nodes.flatMap { node in
      node.file.problems.filter { $0.kind != .rule || strict.contains(node.file.name) }
    }
    // What follows from a text that is not understood would only distract.
    if textProblems.contains(where: { $0.kind != .rule }) { throw ProtoProblems(textProblems) }

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
    let problems = session.problems.all(in: session.table)
    guard textProblems.isEmpty, problems.isEmpty else { throw ProtoProblems(textProblems, problems) }
    return FileSet(session.usedBuiltIns.map { BuiltInTypes.files[$0] } + linked)
  }

  private func reportImports(of node: ImportGraph.Node, file: Int, to problems: inout LinkProblems) {
    var seen: Set<String> = []
    for (item, target) in zip(node.file.syntax.imports, node.targets) {
      if !seen.insert(item.path).inserted {
        problems.add(.rule, "The file '\(item.path)' is imported twice: remove one import", at: item.place, in: file)
      }
      switch target {
      case .file, .builtIn: break
      case .missing:
        problems.add(
          rules.visibility == .imports ? .unknownName : .rule,
          "There is no file '\(item.path)': give it by this path, or as a reference of this name",
          at: item.place, in: file)
      case .cycle(let names):
        problems.add(
          .unknownName, "The file imports itself: \(names.joined(separator: " imports "))", at: item.place, in: file)
      case .tooDeep:
        problems.add(
          .limit,
          "Imports lead over \(LinkRules.maximumImportDepth) files deep, or to over \(LinkRules.maximumFiles) files",
          at: item.place, in: file)
      }
    }
  }
}

/// Everything that is wrong with files that were to be linked; at least one problem.
public struct ProtoProblems: Error, Hashable, Sendable, CustomStringConvertible {
  /// By file, and by place within each.
  public let problems: [ProtoProblem]

  init(_ problems: [ProtoProblem]) {
    self.problems = problems
  }

  /// What was found in texts goes before what was found at the same places later.
  fileprivate init(_ inTexts: [ProtoProblem], _ later: [ProtoProblem]) {
    struct Place: Hashable {
      var file: String
      var position: TextPosition?
    }
    let places = Set(inTexts.map { Place(file: $0.file, position: $0.position) })
    let others = later.filter { !places.contains(Place(file: $0.file, position: $0.position)) }
    self.problems = (inTexts + others).enumerated().sorted { left, right in
      let (first, second) = (left.element, right.element)
      return (first.file, first.position?.line ?? 0, first.position?.column ?? 0, left.offset)
        < (second.file, second.position?.line ?? 0, second.position?.column ?? 0, right.offset)
    }.map(\.element)
  }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
