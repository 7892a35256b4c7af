public import Registry
import SchemaCore

/// A registry in one file: its records, one a line, as JSON objects with `key` and `value` in the form in which other
/// registries keep them.
public enum Snapshot {
  /// The records of a snapshot.
  ///
  /// - Parameter file: what it is called in errors.
  /// - Throws: `SetError` of kind `unreadable` naming the line.
  public static func records(in text: String, file: String) throws(SetError) -> [RegistryRecord] {
    var records: [RegistryRecord] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy(\.isWhitespace) { continue }
      let position = TextPosition(line: index + 1, column: 1)
      do {
        let object = try JSONObjectReader(try JSONParser.parse(String(line)))
        let key = try object.required("key", try object.string("key"))
        records.append(try StoredRecord(key: key, value: try object.string("value")).record())
      } catch {
        throw SetError(.unreadable, "this is no record of a registry: \(error)", file: file, at: position)
      }
    }
    return records
  }

  /// The snapshot of records, which ends with a line break unless there are none.
  public static func text(of records: [RegistryRecord]) -> String {
    var text = ""
    for record in records {
      let stored = StoredRecord(record)
      let line: JSONValue = ["key": .string(stored.key), "value": stored.value.map(JSONValue.string) ?? .null]
      text += JSONWriter.text(line) + "\n"
    }
    return text
  }
}
