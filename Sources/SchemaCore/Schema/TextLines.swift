/// Where the lines of a text begin, to turn byte offsets into lines and columns.
package struct TextLines: Sendable {
  private let text: String
  /// The offset of the first byte of each line.
  private let starts: [Int]

  package init(_ text: String) {
    var text = text
    self.starts = text.withUTF8 { bytes in
      [0] + bytes.indices.lazy.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }
    self.text = text
  }

  /// The line and column of the byte at `offset`; an offset past the end is the end.
  package func position(at offset: Int) -> TextPosition {
    let end = min(max(offset, 0), text.utf8.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if starts[middle] <= end { low = middle } else { high = middle }
    }
    let first = text.utf8.index(text.utf8.startIndex, offsetBy: starts[low])
    let column = text.utf8[first...].prefix(end - starts[low]).reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return TextPosition(line: low + 1, column: column)
  }
}
