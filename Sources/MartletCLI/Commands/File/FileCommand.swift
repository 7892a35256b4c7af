import ArgumentParser
import AvroContainer

/// `martlet file`: Avro's object container files.
struct FileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "file", abstract: "Look into Avro container files, read them and write them.",
    subcommands: [ShowFile.self, ReadFile.self, WriteFile.self])
}

/// Calls something that reads or writes a container file, and tells its errors as the command line does.
func usingFile<Result: ~Copyable>(_ body: () throws(AvroFileError) -> Result) throws(CommandFailure) -> Result {
  do throws(AvroFileError) {
    return try body()
  } catch {
    throw CommandFailure(error)
  }
}
