import Avro
import FoundationEssentials
import Glibc
import SchemaCore

/// Avro IDL files on the command line. Their imports are found relative to the files that import them.
enum IDLFiles {
  /// The largest imported file that is read; all of them together may be as large.
  private static let maximumBytes = AvroLimits().bytes

  /// True for the name of an Avro IDL file.
  static func isIDL(_ path: String) -> Bool { path.hasSuffix(".avdl") }

  /// Reads an IDL file.
  ///
  /// - Parameters:
  ///   - text: what stands in the file.
  ///   - path: the file, from which its imports are found.
  static func read(_ text: String, at path: String) throws(CommandFailure) -> AvroIDL {
    do {
      return try AvroIDL(AvroIDL.File(name: FilePath.plain(path), text: text), loader: load)
    } catch {
      throw CommandFailure(error, in: path)
    }
  }

  /// The schema that an IDL file stands for.
  static func document(_ text: String, at path: String) throws(CommandFailure) -> AvroDocument {
    let idl = try read(text, at: path)
    do {
      return try idl.document()
    } catch {
      throw CommandFailure(error, in: path)
    }
  }

  /// The text in JSON of the schema that an IDL file stands for.
  static func schema(_ text: String, at path: String) throws(CommandFailure) -> String {
    try document(text, at: path).canonicalText
  }

  private static func load(_ path: String, _ importer: String) throws(SchemaError) -> AvroIDL.File {
    let folder = importer.lastIndex(of: "/").map { importer[...$0] } ?? ""
    let file = FilePath.plain(folder + path)
    // What has no end, or none to be waited for, is no schema.
    var status = stat()
    guard stat(file, &status) == 0 else { throw unreadable(file) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SchemaError(.unsupported, "\(file) is not a file: name one after import")
    }
    guard status.st_size <= maximumBytes else {
      throw SchemaError(.limit, "\(file) has more than \(maximumBytes) bytes")
    }
    guard let bytes = FileManager.default.contents(atPath: file) else { throw unreadable(file) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SchemaError(.syntax, "\(file) is not UTF-8 text")
    }
    return AvroIDL.File(name: file, text: text)
  }

  private static func unreadable(_ file: String) -> SchemaError {
    SchemaError(.unsupported, "\(file) cannot be read: \(String(cString: strerror(errno)))")
  }
}
