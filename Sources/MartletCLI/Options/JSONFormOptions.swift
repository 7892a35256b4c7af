public import ArgumentParser
public import SchemaCore

/// How records are written as JSON.
struct JSONFormOptions: ParsableArguments {
  @Option(
    name: .customLong("json"),
    help: ArgumentHelp(
      "The JSON of records: avro, with the type of a union's value as in {\"string\": \"gift\"}, or plain, without it.",
      valueName: "form"))
  var form: JSONForm = .specification
}

extension JSONForm: ExpressibleByArgument {
  public init?(argument: String) {
    switch argument {
    case "avro": self = .specification
    case "plain": self = .plain
    default: return nil
    }
  }

  public var defaultValueDescription: String {
    switch self {
    case .specification: "avro"
    case .plain: "plain"
    case .cells: "cells"
    }
  }

  public static var allValueStrings: [String] { ["avro", "plain"] }
}
