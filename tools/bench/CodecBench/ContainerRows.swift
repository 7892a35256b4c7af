import Avro
import AvroContainer
import BenchHarness
import Glibc

/// Writing container files of records that are in memory, and reading them into an arena. The files are beside the
/// records.
enum ContainerRows {
  static func rows(_ workload: Workload) throws -> [Row] {
    try [AvroFileCodec.null, .snappy].flatMap { codec in
      let path = "\(workload.folder)/\(workload.name).martlet.\(codec.rawValue).avro"
      let kept = try KeptRecords(workload)
      let write = Row(name: "\(workload.name)/write-\(codec.rawValue)", recordCount: workload.records.count) {
        // A new file as with the others: one that is emptied is flushed by some file systems when it is closed.
        unlink(path)
        var file = try AvroFileWriter(creating: path, program: kept.program, AvroFileOptions(codec: codec))
        for place in workload.records.indices { try file.append(&kept.arenas[place]) }
        try file.close()
      }
      try write.pass()
      let read = Row(name: "\(workload.name)/read-\(codec.rawValue)", recordCount: workload.records.count) {
        var file = try AvroFileReader(path: path)
        while try file.next() {}
        guard file.recordCount == workload.records.count else {
          throw BenchFailure("\(path) is read otherwise")
        }
      }
      return [write, read]
    }
  }
}
