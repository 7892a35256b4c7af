import SchemaCore

/// What linking finds wrong, with the places that the syntax knows; lines and columns are counted when all is done.
struct LinkProblems {
  private struct Problem {
    var kind: ProtoProblem.Kind
    var message: String
    var file: Int
    var place: SourcePlace
  }
  private var problems: [Problem] = []
  /// The files in which broken rules count.
  private(set) var strictFiles: Set<Int> = []

  var isEmpty: Bool { problems.isEmpty }

  mutating func holdStrictly(file: Int) { strictFiles.insert(file) }

  /// Notes a problem; a broken rule is passed over in files that are not held to the rules.
  mutating func add(
    _ kind: ProtoProblem.Kind, _ message: @autoclosure () -> String, at place: SourcePlace, in file: Int
  ) {
    guard problems.count < LinkRules.maximumProblems, kind != .rule || strictFiles.contains(file) else { return }
    problems.append(Problem(kind: kind, message: Self.clipped(message()), file: file, place: place))
  }

  /// Names in messages are as long as somebody made them.
  private static func clipped(_ message: String) -> String {
    message.utf8.count <= maximumLength ? message : message.prefix(maximumLength) + " …"
  }

  private static let maximumLength = 2_000

  /// All problems, by file and place.
  func all(in table: SymbolTable) -> [ProtoProblem] {
    var lines: [Int: TextLines] = [:]
    return problems.enumerated()
      .sorted {
        ($0.element.file, $0.element.place.offset, $0.offset) < ($1.element.file, $1.element.place.offset, $1.offset)
      }
      .map { _, problem in
        let source = table.files[problem.file].source
        let position: TextPosition?
        if source.text.isEmpty {
          position = nil
        } else {
          let known = lines[problem.file] ?? TextLines(source.text)
          lines[problem.file] = known
          position = known.position(at: problem.place.offset)
        }
        return ProtoProblem(problem.kind, problem.message, file: source.name, at: position)
      }
  }
}
