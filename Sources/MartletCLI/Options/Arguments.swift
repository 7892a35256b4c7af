public import ArgumentParser
public import Avro
public import AvroContainer
public import Logging
public import RecordCodec
public import SchemaCore

extension SubjectName: ExpressibleByArgument {
  public init?(argument: String) {
    // A shell variable that is not set must not become a request about something else.
    if argument.isEmpty { return nil }
    self.init(qualified: argument)
  }
}

extension VersionSelector: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public var defaultValueDescription: String { description }
}

extension SchemaID: ExpressibleByArgument {
  public init?(argument: String) {
    guard let number = Int32(argument), number > 0 else { return nil }
    self.init(rawValue: number)
  }
}

extension CompatibilityLevel: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }

  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension CompatibilityPolicy: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }

  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension AvroFileCodec: ExpressibleByArgument {}

extension AvroTextStyle: ExpressibleByArgument {}

extension WireFormat: ExpressibleByArgument {}

extension RulesPolicy: ExpressibleByArgument {}

extension Logger.Level: @retroactive ExpressibleByArgument {}

extension LintSeverity: ExpressibleByArgument {}
