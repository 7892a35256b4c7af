import SchemaCore

@testable import Protobuf

/// Calls `body` with a scanner over a copy of the text, and words what it throws.
func withScanner<Result>(
  over text: String, _ body: (inout JSONScanner) throws(JSONFailure) -> Result
) throws(JSONError) -> Result {
  let original = Array(text.utf8)
  var copy = original + [UInt8](repeating: 0, count: JSONScanner.padding)
  let result = copy.withUnsafeMutableBufferPointer { buffer -> Swift.Result<Result, JSONFailure> in
    var scanner = JSONScanner(text: buffer.baseAddress!)
    return Swift.Result { () throws(JSONFailure) in try body(&scanner) }
  }
  switch result {
  case .success(let value): return value
  case .failure(let failure): throw original.withUnsafeBufferPointer { failure.error(in: $0) }
  }
}
