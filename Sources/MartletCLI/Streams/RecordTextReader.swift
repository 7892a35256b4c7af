import CSV
import SchemaCore

/// Records of an input of text, one at a time: its lines, or the rows of a CSV table as objects of texts.
struct RecordTextReader: Sendable {
  private enum Source {
    case lines(LineReader)
    case envelopes(LineReader)
    case table(TableReader)
    case none
  }

  private var source: Source
  private let keys: RecordKeyOptions.Place
  /// The form of JSON in which the records are given.
  let form: JSONForm

  /// A reader of a file.
  ///
  /// - Parameter keys: where the records' keys are.
  init(
    _ path: String, _ input: RecordInputOptions, json: JSONFormOptions, keys: RecordKeyOptions.Place = .nowhere
  ) throws(CommandFailure) {
    self.keys = keys
    let channel = try FileChannel.reading(path)
    form = input.kind(of: path) == .csv ? .cells : json.form
    switch input.kind(of: path) {
    case .json: source = .lines(LineReader(channel))
    case .envelope: source = .envelopes(LineReader(channel))
    case .csv: source = .table(TableReader(channel, separator: input.separator))
    }
  }

  /// The next record, or what is wrong with it; nil at the end.
  mutating func next() async throws(CommandFailure) -> Result<InputRecord, InputProblem>? {
    switch source {
    case .lines(var reader):
      source = .none  // so that the buffer has one owner, and is not copied
      let line = try await reader.next()
      source = .lines(reader)
      return line.map(record)
    case .envelopes(var reader):
      source = .none
      let line = try await reader.next()
      source = .envelopes(reader)
      return line.map(InputRecord.reading(envelope:))
    case .table(var reader):
      source = .none
      let row = try await reader.next()
      source = .table(reader)
      return try row.map { row throws(CommandFailure) in try record(row, reader.columns) }
    case .none: return nil
    }
  }

  private func record(_ line: LineReader.Line) -> Result<InputRecord, InputProblem> {
    switch keys {
    case .nowhere:
      return .success(InputRecord(line: line.number, value: line.bytes))
    case .before(let separator):
      guard let range = line.bytes.firstRange(of: separator) else {
        let separator = String(decoding: separator, as: UTF8.self)
        return .failure(
          InputProblem(line: line.number, message: "it has no key: there is no \"\(separator)\" in it"))
      }
      let key = Array(line.bytes[..<range.lowerBound])
      return .success(
        InputRecord(line: line.number, key: .text(key), value: line.bytes[range.upperBound...]))
    case .field(let name):
      do {
        let key = try JSONParser.parse(Array(line.bytes)).object?[name]
        return .success(InputRecord(line: line.number, key: Self.key(key), value: line.bytes))
      } catch {
        return .failure(InputProblem(line: line.number, message: "\(error)"))
      }
    }
  }

  private func record(
    _ row: Result<CSVRow, CSVError>, _ columns: [String]
  ) throws(CommandFailure) -> Result<InputRecord, InputProblem> {
    switch row {
    case .failure(let error): return .failure(InputProblem(line: error.line, message: error.message))
    case .success(let row):
      let record = JSONObject(zip(columns, row.cells).map { JSONObject.Member(key: $0, value: .string($1)) })
      return .success(
        InputRecord(line: row.line, key: try key(in: record), value: JSONWriter.bytes(.object(record))[...]))
    }
  }

  private func key(in record: JSONObject) throws(CommandFailure) -> InputRecord.Key? {
    guard case .field(let name) = keys else { return nil }
    guard let cell = record[name] else {
      throw CommandFailure(
        .usage, "the table has no column \"\(name)\"; its columns are \(record.keys.joined(separator: ", "))")
    }
    return cell == "" ? nil : .value(cell)
  }

  private static func key(_ value: JSONValue?) -> InputRecord.Key? {
    guard let value, value != .null else { return nil }
    return .value(value)
  }
}
