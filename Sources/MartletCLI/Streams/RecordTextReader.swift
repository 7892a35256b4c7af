import CSV
import SchemaCore

/// Records of an input as JSON text, one at a time: its lines, or the rows of a CSV table as objects of texts.
struct RecordTextReader {
  /// A record and the line on which it begins.
  struct Record {
    var line: Int
    /// The text of the column that holds the keys; nil if there is none or the cell is empty.
    var key: String?
    /// The record, or what is wrong with it; the next one may be fine.
    var text: Result<ArraySlice<UInt8>, CSVError>
  }

  private enum Source {
    case lines(LineReader)
    case table(TableReader)
    case none
  }

  private var source: Source
  private let keyColumn: String?
  /// The form of JSON in which the records are given.
  let form: JSONForm

  /// A reader of a file.
  ///
  /// - Parameter keyColumn: the column of a table whose cells are the records' keys as well.
  init(
    _ path: String, _ input: RecordInputOptions, json: JSONFormOptions, keyColumn: String? = nil
  ) throws(CommandFailure) {
    self.keyColumn = keyColumn
    let channel = try FileChannel.reading(path)
    switch input.kind(of: path) {
    case .json:
      source = .lines(LineReader(channel))
      form = json.form
    case .csv:
      source = .table(TableReader(channel, separator: input.separator))
      form = .cells
    }
  }

  /// The next record; nil at the end.
  mutating func next() async throws(CommandFailure) -> Record? {
    switch source {
    case .lines(var reader):
      source = .none  // so that the buffer has one owner, and is not copied
      let line = try await reader.next()
      source = .lines(reader)
      return line.map { Record(line: $0.number, text: .success($0.bytes)) }
    case .table(var reader):
      source = .none
      let row = try await reader.next()
      source = .table(reader)
      guard let row else { return nil }
      return try record(row, reader.columns)
    case .none: return nil
    }
  }

  private func record(
    _ row: Result<CSVRow, CSVError>, _ columns: [String]
  ) throws(CommandFailure) -> Record {
    switch row {
    case .failure(let error): return Record(line: error.line, text: .failure(error))
    case .success(let row):
      let record = JSONObject(zip(columns, row.cells).map { JSONObject.Member(key: $0, value: .string($1)) })
      return Record(line: row.line, key: try key(in: record), text: .success(JSONWriter.bytes(.object(record))[...]))
    }
  }

  private func key(in record: JSONObject) throws(CommandFailure) -> String? {
    guard let keyColumn else { return nil }
    guard let key = record[keyColumn]?.string else {
      throw CommandFailure(
        .usage, "the table has no column \"\(keyColumn)\"; its columns are \(record.keys.joined(separator: ", "))")
    }
    return key.isEmpty ? nil : key
  }
}
