import SchemaCore

/// Something that writes JSON without white space, piece by piece.
protocol CompactJSONPrinter {
  /// What has been written.
  var output: [UInt8] { get set }
}

extension CompactJSONPrinter {
  /// An array whose elements `write` writes.
  mutating func list<Element>(_ elements: [Element], _ write: (inout Self, Element) -> Void) {
    output += "[".utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { output += ",".utf8 }
      write(&self, element)
    }
    output += "]".utf8
  }

  mutating func string(_ text: String) {
    JSONWriter.appendString(text, to: &output)
  }
}
