import CSV
import SchemaCore

/// Records of an input as JSON text, one at a time: its lines, or the rows of a CSV table as objects of texts.
struct RecordTextReader {
  /// A record and the line on which it begins.
  struct Record {
    var line: Int
    /// The record, or what is wrong with it; the next one may be fine.
    var text: Result<ArraySlice<UInt8>, CSVError>
  }

  private enum Source {
    case lines(LineReader)
    case table(TableReader)
    case none
  }

  private var source: Source
  /// The form of JSON in which the records are given.
  let form: JSONForm

  init(_ path: String, _ input: RecordInputOptions, json: JSONFormOptions) throws(CommandFailure) {
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
      return row.map { Self.record($0, reader.columns) }
    case .none: return nil
    }
  }

  private static func record(_ row: Result<CSVRow, CSVError>, _ columns: [String]) -> Record {
    switch row {
    case .failure(let error): return Record(line: error.line, text: .failure(error))
    case .success(let row):
      let members = zip(columns, row.cells).map { JSONObject.Member(key: $0, value: .string($1)) }
      return Record(line: row.line, text: .success(JSONWriter.bytes(.object(JSONObject(members)))[...]))
    }
  }
}
