import BenchHarness
import Protobuf

/// The messages of one workload and their type.
struct Workload {
  var name: String
  var files: FileSet
  /// The full name of the type.
  var message: String
  /// Each in memory of its own, which lives as long as the process.
  var records: [UnsafeRawBufferPointer]
  /// The same messages as ProtoJSON.
  var texts: [UnsafeRawBufferPointer]

  /// Reads NAME.records and what stands beside it; nil if the folder does not have them.
  init?(_ name: String, in folder: String) throws {
    let path = "\(folder)/\(name)"
    guard let records = try RecordFile.records(at: path + ".records"),
      let texts = try RecordFile.records(at: path + ".json.records"),
      let descriptors = RecordFile.content(of: path + ".descriptors"),
      let message = RecordFile.text(at: path + ".message")
    else { return nil }
    self.name = name
    self.records = records
    self.texts = texts
    self.message = message
    files = FileSet(try DescriptorReader.fileSet(Array(descriptors)))
  }
}
