/// Reads comma-separated values (RFC 4180) from pieces of any size.
///
/// Lines may end in LF, CRLF or CR, a byte order mark at the beginning is passed over, and so are empty lines. Quotes
/// count only where they are first in a cell; inside them two stand for one, and separators and line ends are text.
public struct CSVReader: Sendable {
  /// What is accepted.
  public struct Limits: Hashable, Sendable {
    /// Bytes in a row.
    public var rowBytes: Int
    /// Cells in a row.
    public var cells: Int

    public init(rowBytes: Int = 16 << 20, cells: Int = 10_000) {
      self.rowBytes = rowBytes
      self.cells = cells
    }
  }

  private enum State {
    case cellStart, unquoted, quoted, quoteInQuoted
    /// In a row that is wrong, up to its end.
    case skipped
  }

  private let limits: Limits
  private let separator: UInt8
  private var state = State.cellStart
  private var cell: [UInt8] = []
  private var cells: [String] = []
  private var rowBytes = 0
  private var line = 1
  private var rowLine = 1
  private var error: CSVError?
  private var isAfterReturn = false
  /// How many bytes of the byte order mark may still come; it can be cut by the end of a piece.
  private var markPosition = 0

  /// Reads cells between which this character stands.
  public init(separator: UInt8 = UInt8(ascii: ","), limits: Limits = Limits()) {
    self.separator = separator
    self.limits = limits
  }

  /// The rows that end within the next piece of the text. One that is wrong does not keep the others from being read.
  ///
  /// - Throws: `CSVError` of kind `limit` for a row that is larger than what is accepted.
  public mutating func rows(in piece: some Sequence<UInt8>) throws(CSVError) -> [Result<CSVRow, CSVError>] {
    var rows: [Result<CSVRow, CSVError>] = []
    for byte in piece {
      if isMark(byte) { continue }
      rowBytes += 1
      if rowBytes > limits.rowBytes {
        throw CSVError(.limit, "the row has more than \(limits.rowBytes) bytes; is a quote not closed?", line: rowLine)
      }
      if byte == Self.newline && isAfterReturn {
        isAfterReturn = false
        if state == .quoted { cell.append(byte) } else { rowBytes = 0 }
        continue
      }
      isAfterReturn = byte == Self.carriageReturn
      try add(byte, to: &rows)
    }
    return rows
  }

  /// The last row, if the text does not end with a line's end.
  ///
  /// - Throws: as `rows(in:)`.
  public mutating func end() throws(CSVError) -> [Result<CSVRow, CSVError>] {
    var rows: [Result<CSVRow, CSVError>] = []
    if state == .quoted { error = CSVError(.quotes, "the quote of the last cell is not closed", line: rowLine) }
    try endRow(&rows)
    return rows
  }

  private mutating func add(_ byte: UInt8, to rows: inout [Result<CSVRow, CSVError>]) throws(CSVError) {
    let endsLine = byte == Self.newline || byte == Self.carriageReturn
    switch state {
    case .quoted:
      if endsLine { line += 1 }
      if byte == Self.quote { state = .quoteInQuoted } else { cell.append(byte) }
      return
    case .quoteInQuoted where byte == Self.quote:
      cell.append(byte)
      state = .quoted
      return
    default: break
    }
    if endsLine {
      line += 1
      try endRow(&rows)
      return
    }
    switch state {
    case .skipped: break
    case _ where byte == separator: try endCell()
    case .cellStart where byte == Self.quote: state = .quoted
    case .quoteInQuoted: fail(.quotes, "text follows the quote that closes cell \(cells.count + 1)")
    case .unquoted where byte == Self.quote:
      fail(.quotes, "a quote is inside cell \(cells.count + 1), which does not begin with one")
    default:
      cell.append(byte)
      state = .unquoted
    }
  }

  private mutating func endCell() throws(CSVError) {
    if let text = String(validating: cell, as: UTF8.self) {
      cells.append(text)
    } else {
      fail(.encoding, "cell \(cells.count + 1) is not UTF-8 text")
    }
    cell.removeAll(keepingCapacity: true)
    if state != .skipped { state = .cellStart }
    if cells.count > limits.cells {
      throw CSVError(.limit, "the row has more than \(limits.cells) cells", line: rowLine)
    }
  }

  private mutating func endRow(_ rows: inout [Result<CSVRow, CSVError>]) throws(CSVError) {
    let isEmpty = state == .cellStart && cells.isEmpty && error == nil
    if !isEmpty && error == nil { try endCell() }
    if let error {
      rows.append(.failure(error))
    } else if !isEmpty {
      rows.append(.success(CSVRow(line: rowLine, cells: cells)))
    }
    cells.removeAll(keepingCapacity: true)
    cell.removeAll(keepingCapacity: true)
    error = nil
    state = .cellStart
    rowBytes = 0
    rowLine = line
  }

  private mutating func fail(_ kind: CSVError.Kind, _ message: String) {
    error = CSVError(kind, message, line: rowLine)
    state = .skipped
  }

  /// True for the bytes of a byte order mark at the beginning of the text.
  private mutating func isMark(_ byte: UInt8) -> Bool {
    guard markPosition < Self.mark.count, byte == Self.mark[markPosition] else {
      markPosition = Self.mark.count
      return false
    }
    markPosition += 1
    return true
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}
