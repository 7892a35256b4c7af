/// How much of a `.proto` file is accepted. What is over a limit is a problem that names it.
struct ProtoLimits: Hashable, Sendable {
  /// Bytes of text.
  var textSize = 10 << 20
  /// Messages, groups and values of options within each other. protoc takes messages 32 deep.
  var nesting = 64
  /// Bytes of the package, and as many of a name with the names of the messages around it. Every mention of a type is
  /// looked up and written with its full name, so that long names would make small texts large.
  var nameLength = FullName.maximumLength / 2
  /// Problems that are reported; the text after the last of them is not read.
  var problems = 100
}
