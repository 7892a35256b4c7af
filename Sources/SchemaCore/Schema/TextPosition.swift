/// A place in a text as an editor shows it.
public struct TextPosition: Hashable, Sendable, CustomStringConvertible {
  /// Line, from 1.
  public var line: Int
  /// Column, from 1, in Unicode scalars.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place of the byte at `offset` in UTF-8 text; an offset past the end is the end.
  public init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {  // a continuation byte starts no scalar
        column += 1
      }
    }
    self.init(line: line, column: column)
  }

  public var description: String { "\(line):\(column)" }
}
