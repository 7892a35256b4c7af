import ArgumentParser
import SchemaCore

/// How records are written as JSON.
struct JSONFormOptions: ParsableArguments {
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case standard
    case plain
  }

  @Option(
    name: .customLong("json"),
    help: ArgumentHelp(
      """
      The JSON of records: standard, as the format's specification has it (in Avro with the type of a union's value, as \
      in {"string": "gift"}; in Protobuf ProtoJSON), or plain, in Avro without such types and with dates and decimals as \
      text, in Protobuf with the names of the fields as the file has them and with defaults written.
      """, valueName: "form"))
  var name: Name = .standard

  var form: JSONForm {
    switch name {
    case .standard: .specification
    case .plain: .plain
    }
  }
}
