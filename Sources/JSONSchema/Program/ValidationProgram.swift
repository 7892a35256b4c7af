import SchemaCore

/// A schema and all that it refers to, compiled: tables that an evaluation runs over. Immutable.
final class ValidationProgram: Sendable {
  let schemas: FixedTable<CompiledSchema>
  let strings: FixedTable<StringChecks>
  let numbers: FixedTable<NumberChecks>
  let arrays: FixedTable<ArrayChecks>
  let objects: FixedTable<ObjectChecks>
  let values: FixedTable<AllowedValues>
  let applied: FixedTable<AppliedSchemas>
  let dynamic: FixedTable<DynamicReference>
  let expressions: FixedTable<RegularExpression>
  /// How each of them is searched for.
  let searches: FixedTable<RegularExpression.Search>
  /// The values of `enum` and `const`.
  let constants: ConstantTape
  /// Where each schema stands.
  let places: [SchemaPlace]
  /// True if it matters through which resources an evaluation came.
  let hasDynamicReferences: Bool

  /// The first schema of a program is its root.
  static let root: SchemaIndex = 0

  init(schemas: [CompiledSchema], places: [SchemaPlace], tables: ProgramTables, constants: ConstantTape) {
    self.schemas = FixedTable(schemas)
    strings = FixedTable(tables.strings)
    numbers = FixedTable(tables.numbers)
    arrays = FixedTable(tables.arrays)
    objects = FixedTable(tables.objects)
    values = FixedTable(tables.values)
    applied = FixedTable(tables.applied)
    dynamic = FixedTable(tables.dynamic)
    expressions = FixedTable(tables.expressions)
    searches = FixedTable(tables.expressions.map(\.search))
    self.constants = constants
    self.places = places
    hasDynamicReferences = !tables.dynamic.isEmpty
  }
}

/// The parts of compiled schemas, while they are compiled.
struct ProgramTables {
  var strings: [StringChecks] = []
  var numbers: [NumberChecks] = []
  var arrays: [ArrayChecks] = []
  var objects: [ObjectChecks] = []
  var values: [AllowedValues] = []
  var applied: [AppliedSchemas] = []
  var dynamic: [DynamicReference] = []
  var expressions: [RegularExpression] = []
}

/// JSON values of a schema in the form that instances have, so that the two can be compared.
final class ConstantTape: @unchecked Sendable {
  // Written by `init` only.
  private let tape: JSONTape
  /// Where each of the values is.
  let slots: [Int32]

  var view: JSONTapeView { tape.view }

  /// - Throws: `SchemaError` if a value is too large or too deep to be compared.
  init(_ values: [JSONValue]) throws(SchemaError) {
    var tape = JSONTape()
    let text = JSONWriter.bytes(.array(values))
    let result: Result<Void, JSONError> = text.withUnsafeBufferPointer { bytes in
      Result { () throws(JSONError) in
        try tape.read(bytes, options: JSONTape.Options(maximumDepth: 1_024))
      }
    }
    do {
      try result.get()
    } catch {
      throw SchemaError(.limit, "a value of enum or const: \(error.message)")
    }
    var slots: [Int32] = []
    var slot = 1
    for _ in values {
      slots.append(Int32(truncatingIfNeeded: slot))
      slot = tape.view.next(after: slot)
    }
    self.slots = slots
    self.tape = tape
  }
}
