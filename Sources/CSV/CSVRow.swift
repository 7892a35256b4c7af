/// One record of a CSV text.
public struct CSVRow: Hashable, Sendable {
  /// The line on which it begins, from 1.
  public var line: Int
  /// Its cells in order, without their quotes.
  public var cells: [String]

  public init(line: Int, cells: [String]) {
    self.line = line
    self.cells = cells
  }
}
