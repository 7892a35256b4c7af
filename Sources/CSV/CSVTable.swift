/// A CSV text whose first row names the columns.
///
/// A column without a name is called `column` and its number. Without a separator given, the one of comma, semicolon, tab
/// and vertical bar counts that the header has most of.
public struct CSVTable: Sendable {
  /// The names of the columns; empty until the header was read.
  public private(set) var columns: [String] = []

  private let limits: CSVReader.Limits
  private var reader: CSVReader?
  /// What was read before the separator was known.
  private var beginning: [UInt8] = []

  /// A table of cells between which this character stands; nil if the header is to tell.
  public init(separator: UInt8? = nil, limits: CSVReader.Limits = CSVReader.Limits()) {
    self.limits = limits
    reader = separator.map { CSVReader(separator: $0, limits: limits) }
  }

  /// The rows after the header that end within the next piece of the text.
  ///
  /// - Returns: rows with as many cells as there are columns, and errors for rows that are wrong.
  /// - Throws: `CSVError` for what makes the rest unreadable: a wrong header, a row that is too large.
  public mutating func rows(in piece: [UInt8]) throws(CSVError) -> [Result<CSVRow, CSVError>] {
    guard reader == nil else { return try checked(reader?.rows(in: piece)) }
    beginning += piece
    guard beginning.count > min(limits.rowBytes, Self.headerBytes) || Self.headerEnd(of: beginning) != nil else {
      return []
    }
    return try checked(startReader())
  }

  /// The rows that are left at the end of the text.
  ///
  /// - Throws: `CSVError` also for a text without a header.
  public mutating func end() throws(CSVError) -> [Result<CSVRow, CSVError>] {
    var rows: [Result<CSVRow, CSVError>] = []
    if reader == nil { rows += try checked(startReader()) }
    rows += try checked(reader?.end())
    if columns.isEmpty { throw CSVError(.header, "the text is empty; its first row must name the columns", line: 1) }
    return rows
  }

  private mutating func startReader() throws(CSVError) -> [Result<CSVRow, CSVError>] {
    let header = beginning.prefix(Self.headerEnd(of: beginning) ?? beginning.count)
    reader = CSVReader(separator: Self.separator(of: header), limits: limits)
    defer { beginning = [] }
    return try reader?.rows(in: beginning) ?? []
  }

  private mutating func checked(_ rows: [Result<CSVRow, CSVError>]?) throws(CSVError) -> [Result<CSVRow, CSVError>] {
    var rows = (rows ?? [])[...]
    if columns.isEmpty, let header = rows.popFirst() {
      columns = try Self.names(of: header.get())
    }
    return rows.map { row in
      guard case .success(let row) = row, row.cells.count != columns.count else { return row }
      return .failure(
        CSVError(.ragged, "the row has \(row.cells.count) cells, the header has \(columns.count)", line: row.line))
    }
  }

  private static func names(of header: CSVRow) throws(CSVError) -> [String] {
    var names: [String] = []
    var seen: Set<[UInt8]> = []
    for (place, cell) in header.cells.enumerated() {
      let name = cell.isEmpty ? "column\(place + 1)" : cell
      guard seen.insert(Array(name.utf8)).inserted else {
        throw CSVError(.header, "two columns are called \"\(name)\"", line: header.line)
      }
      names.append(name)
    }
    return names
  }

  /// Where the first line that is not empty ends.
  private static func headerEnd(of bytes: [UInt8]) -> Int? {
    var isQuoted = false
    var hasText = false
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      let endsLine = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      if endsLine && hasText && !isQuoted { return place }
      if !endsLine { hasText = true }
    }
    return nil
  }

  private static func separator(of header: ArraySlice<UInt8>) -> UInt8 {
    var isQuoted = false
    var counts = [Int](repeating: 0, count: separators.count)
    for byte in header {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let place = separators.firstIndex(of: byte) { counts[place] += 1 }
    }
    let most = counts.max() ?? 0
    return separators[counts.firstIndex(of: most) ?? 0]
  }

  /// In so many bytes the end of the header is looked for to find the separator.
  private static let headerBytes = 1 << 20
  private static let separators = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
}
