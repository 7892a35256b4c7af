import CSV

/// Rows of a CSV input, one at a time.
struct TableReader {
  private let channel: FileChannel
  private var table: CSVTable
  private var rows: ArraySlice<Result<CSVRow, CSVError>> = []
  private var hasEnded = false

  init(_ channel: FileChannel, separator: CSVSeparator?) {
    self.channel = channel
    table = CSVTable(separator: separator?.byte)
  }

  /// The names of the columns; empty before the first row was read.
  var columns: [String] { table.columns }

  /// The next row, or what is wrong with it; nil at the end.
  ///
  /// - Throws: `CommandFailure` for an input that cannot be read on.
  mutating func next() async throws(CommandFailure) -> Result<CSVRow, CSVError>? {
    while rows.isEmpty && !hasEnded {
      let piece = try await channel.read()
      do throws(CSVError) {
        hasEnded = piece.isEmpty
        rows = try (hasEnded ? table.end() : table.rows(in: piece))[...]
      } catch {
        throw CommandFailure(.usage, error.description)
      }
    }
    return rows.popFirst()
  }
}
