import SchemaCore

/// The named types met so far, in the references and then in the text itself.
struct NameTable {
  /// Every type whose definition is complete.
  private(set) var definitions: [AvroName: AvroSchema] = [:]
  /// Types that are being defined around the place that is being read; they may be used there, which is recursion.
  private var open: Set<AvroName> = []
  /// Types that are defined further on, in a language that lets them be used before.
  private let declared: Set<AvroName>
  private let limit: Int

  init(limit: Int, declared: Set<AvroName> = []) {
    self.limit = limit
    self.declared = declared
  }

  /// True if the name may be used here.
  func contains(_ name: AvroName) -> Bool {
    isDefined(name) || declared.contains(name)
  }

  private func isDefined(_ name: AvroName) -> Bool {
    definitions[name] != nil || open.contains(name)
  }

  /// The type that a text means within a namespace; nil if there is none.
  ///
  /// What is not found within the namespace is looked for outside of all, as the Java implementation does; a type
  /// without a namespace could not be used from within one otherwise.
  func resolve(_ text: String, within namespace: String) -> AvroName? {
    let name = AvroName(text, within: namespace)
    if contains(name) { return name }
    let global = AvroName(text)
    return contains(global) ? global : nil
  }

  /// Begins a definition; a sentence saying why not, if that cannot be.
  mutating func begin(_ name: AvroName) -> (kind: SchemaError.Kind, message: String)? {
    if isDefined(name) {
      return (.invalid, "\(name) is defined twice: use its name alone where it is used again")
    }
    if definitions.count + open.count == limit {
      return (.limit, "The schema and its references have more than \(limit) named types")
    }
    open.insert(name)
    return nil
  }

  /// Completes a definition.
  mutating func finish(_ name: AvroName, as schema: AvroSchema) {
    open.remove(name)
    definitions[name] = schema
  }
}
