import FoundationEssentials
import Protobuf
import SchemaCore

/// Protobuf files on the command line, whose imports are files, too.
struct ProtoFiles {
  /// Where imports are looked for, besides the folder of the file that is read.
  var folders: [String]

  /// True for the name of a Protobuf file.
  static func isProto(_ path: String) -> Bool { path.hasSuffix(".proto") }

  /// How much may be imported.
  private static let maximumFiles = 1000

  /// What a file imports, directly and not, each after what it imports itself. Built-in files need not be there; one that
  /// is there is taken. What cannot be found is left for the parser to name.
  func imports(of text: String, at path: String) async throws(CommandFailure) -> [ResolvedReference] {
    let own = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var search = ImportSearch(folders: [own] + folders.map { $0.hasSuffix("/") ? $0 : $0 + "/" })
    var waiting = [ImportSearch.Entry(name: "", text: text, isOpened: false)]
    // A stack of its own: files may import each other in long chains, and in circles.
    while let entry = waiting.popLast() {
      if entry.isOpened {
        search.close(entry)
        continue
      }
      guard search.open(entry) else { continue }
      if search.count > Self.maximumFiles {
        throw CommandFailure(.usage, "\(path) imports more than \(Self.maximumFiles) files")
      }
      waiting.append(.init(name: entry.name, text: entry.text, isOpened: true))
      for name in ProtobufFormat.imports(in: entry.text).reversed() where !search.knows(name) {
        guard let file = search.path(of: name) else { continue }
        waiting.append(.init(name: name, text: try await SchemaFiles.text(of: file), isOpened: false))
      }
    }
    return search.found
  }
}

/// The state of a walk through the imports of a file.
private struct ImportSearch {
  struct Entry {
    var name: String
    var text: String
    /// True once its imports are in the list.
    var isOpened: Bool
  }

  let folders: [String]
  private(set) var found: [ResolvedReference] = []
  private var opened: Set<String> = []

  init(folders: [String]) {
    self.folders = folders
  }

  var count: Int { opened.count }

  func knows(_ name: String) -> Bool { opened.contains(name) }

  /// False if it was opened before, because several files import it.
  mutating func open(_ entry: Entry) -> Bool { opened.insert(entry.name).inserted }

  func path(of name: String) -> String? {
    folders.map { $0 + name }.first { FileManager.default.fileExists(atPath: $0) }
  }

  mutating func close(_ entry: Entry) {
    if entry.name.isEmpty { return }
    let reference = SchemaReference(name: entry.name, subject: entry.name, version: 1)
    found.append(ResolvedReference(reference, text: entry.text))
  }
}
