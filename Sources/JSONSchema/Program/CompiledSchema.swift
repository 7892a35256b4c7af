import SchemaCore

/// A schema's number in its program.
typealias SchemaIndex = Int32

/// One schema, compiled: what an instance must be. Where there is nothing to check, a part is missing.
struct CompiledSchema: Sendable {
  /// The kinds of values that it allows whatever they are; what it refers to is followed. Empty if more is to be checked.
  var plainKinds: JSONKindSet = []
  /// The kinds of values that it allows; empty for the schema `false`.
  var kinds = JSONKindSet.all
  /// True for the schema `false`, and not only for one that allows no kind.
  var isFalse = false
  /// True if there is nothing but `reference`.
  var isOnlyReference = false
  /// Numbers of its parts in the program's tables; -1 without.
  var strings: Int32 = -1
  var numbers: Int32 = -1
  var arrays: Int32 = -1
  var objects: Int32 = -1
  var applied: Int32 = -1
  /// Numbers of lists of values, each of which it must be in.
  var values: Range<Int32> = 0..<0
  /// Where `$ref` leads; -1 without.
  var reference: SchemaIndex = -1
  /// Where one comes to by following references as long as there is nothing else; the schema itself without.
  var target: SchemaIndex = -1
  /// The resource that it is in, for dynamic references.
  var resource: Int32 = 0
  /// What is checked when all else was (2020-12, core 11); -1 without.
  var unevaluatedItems: SchemaIndex = -1
  var unevaluatedProperties: SchemaIndex = -1

  var hasUnevaluated: Bool { unevaluatedItems >= 0 || unevaluatedProperties >= 0 }

  /// True if nothing but kinds and `reference` is to be checked.
  var hasNoParts: Bool {
    strings < 0 && numbers < 0 && arrays < 0 && objects < 0 && values.isEmpty && applied < 0 && !hasUnevaluated
  }
}

struct StringChecks: Sendable {
  /// In characters.
  var minimum = 0
  var maximum = Int.max
  var pattern: Int32 = -1
  var format: StringFormat?

  var isEmpty: Bool { minimum == 0 && maximum == .max && pattern < 0 && format == nil }
}

struct NumberChecks: Sendable {
  struct Limit: Sendable {
    var keyword: SchemaKeyword
    var value: ExactNumber
    /// The value, if it is one.
    var integer: Int64?
  }

  var limits: [Limit] = []
  /// The same for whole numbers, where all limits are whole.
  var lowest = Int64.min
  var highest = Int64.max
  var isWhole = true
  var multiple: Limit?

  var isEmpty: Bool { limits.isEmpty && multiple == nil }
}

struct ArrayChecks: Sendable {
  var minimum = 0
  var maximum = Int.max
  var isUnique = false
  /// The first items, one by one, and the keyword that says so.
  var first: [SchemaIndex] = []
  var firstKeyword = SchemaKeyword.prefixItems
  /// All further items; -1 without.
  var rest: SchemaIndex = -1
  var restKeyword = SchemaKeyword.items
  var contained: SchemaIndex = -1
  var minimumContained = 1
  var maximumContained = Int.max
  /// True if what matches `contains` counts as evaluated (from 2020-12 on).
  var evaluatesContained = false

  var isEmpty: Bool {
    minimum == 0 && maximum == .max && !isUnique && first.isEmpty && rest < 0 && contained < 0
  }
}

struct ObjectChecks: Sendable {
  struct Pattern: Sendable {
    var expression: Int32
    var schema: SchemaIndex
  }

  struct Dependency: Sendable {
    var name: Int32
    /// Indexes of names that must be there, too.
    var names: [Int32] = []
    var schema: SchemaIndex = -1
    var keyword = SchemaKeyword.dependencies
  }

  var minimum = 0
  var maximum = Int.max
  /// All names that the schema knows, and for each its schema in `properties`; -1 without.
  let names: NameTable
  /// The same, for hot loops.
  let search: NameIndex
  /// The names that must be there.
  var required: [Int32] = []
  /// The same, a bit for each, where there are few names.
  var requiredBits: UInt64 = 0
  var patterns: [Pattern] = []
  var additional: SchemaIndex = -1
  var propertyNames: SchemaIndex = -1
  var dependencies: [Dependency] = []

  init(names: NameTable) {
    self.names = names
    search = names.search
  }

  /// True if it is to be noted which names there are.
  var notesNames: Bool { !required.isEmpty || !dependencies.isEmpty }

  var isEmpty: Bool {
    minimum == 0 && maximum == .max && names.count == 0 && patterns.isEmpty && additional < 0 && propertyNames < 0
  }
}

/// Schemas that apply to the same instance.
struct AppliedSchemas: Sendable {
  var all: [SchemaIndex] = []
  var any: [SchemaIndex] = []
  var one: [SchemaIndex] = []
  var not: SchemaIndex = -1
  var condition: SchemaIndex = -1
  var consequence: SchemaIndex = -1
  var alternative: SchemaIndex = -1
  /// Number of a `DynamicReference`; -1 without.
  var dynamic: Int32 = -1

  var isEmpty: Bool {
    all.isEmpty && any.isEmpty && one.isEmpty && not < 0 && condition < 0 && dynamic < 0
  }
}

/// The values of `enum` or `const`, on the tape of the program.
struct AllowedValues: Sendable {
  var keyword: SchemaKeyword
  /// Those that are strings.
  private var strings: NameTable?
  /// The same, for hot loops.
  private(set) var search: NameIndex?
  /// The others by their hash.
  var others: [UInt64: [Int32]] = [:]

  init(keyword: SchemaKeyword) { self.keyword = keyword }

  mutating func fill(from tape: ConstantTape, slots: ArraySlice<Int32>) {
    var names = NameCollector()
    for slot in slots {
      let value = tape.view[Int(slot)]
      if value.tag == .string {
        names.add(tape.view.string(of: value))
      } else {
        others[ValueComparison.hash(of: Int(slot), in: tape.view), default: []].append(slot)
      }
    }
    if names.list.isEmpty { return }
    let table = NameTable(names.list)
    strings = table
    search = table.search
  }
}

/// A reference whose target depends on where validation came from.
struct DynamicReference: Sendable {
  var keyword: SchemaKeyword
  /// Where it leads if nothing further out has the anchor.
  var target: SchemaIndex
  /// By resource, where it leads if that is the outermost which has it.
  var byResource: [Int32: SchemaIndex] = [:]
}
