import ArgumentParser
import SchemaCore

/// How records are written as JSON.
struct JSONFormOptions: ParsableArguments {
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case avro
    case plain
  }

  @Option(
    name: .customLong("json"),
    help: ArgumentHelp(
      """
      The JSON of records: avro, with the type of a union's value as in {"string": "gift"}, or plain, without it and \
      with dates and decimals as text.
      """, valueName: "form"))
  var name: Name = .avro

  var form: JSONForm {
    switch name {
    case .avro: .specification
    case .plain: .plain
    }
  }
}
