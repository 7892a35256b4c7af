import Protobuf
import SchemaCore

/// Reads a serialized file descriptor, and writes it again.
enum DescriptorTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let file = try? DescriptorReader.file(Array(bytes)) else { return }
    do throws(CodecError) {
      let again = try DescriptorReader.file(DescriptorWriter.bytes(of: file))
      precondition(again == file, "a file comes back from its descriptor as another")
    } catch {
      preconditionFailure("what was written is refused: \(error)")
    }
  }
}
