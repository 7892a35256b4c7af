import SchemaCore

/// What was seen at one place of the records: kinds of values, and for each kind what tells its type.
struct ValueFacts {
  private(set) var count = 0
  private(set) var nulls = 0
  private(set) var booleans = 0
  private(set) var numbers = NumberFacts()
  private(set) var texts = TextFacts()
  private(set) var arrays = 0
  private(set) var objects = ObjectFacts()
  /// What the items of arrays are; one, or none before there was an item.
  private var itemFacts: [ValueFacts] = []

  var items: ValueFacts? { itemFacts.first }

  mutating func add(_ value: JSONValue, depth: Int, _ context: inout FactsContext) throws(InferenceError) {
    if depth > context.options.maximumDepth {
      throw InferenceError("the record is nested more than \(context.options.maximumDepth) deep")
    }
    count += 1
    switch value {
    case .null: nulls += 1
    case .bool: booleans += 1
    case .number(let number): numbers.add(number, line: context.line)
    case .string(let text): texts.add(text, context)
    case .object(let object): try objects.add(object, depth: depth, &context)
    case .array(let values):
      arrays += 1
      for value in values {
        if itemFacts.isEmpty {
          try context.takePath()
          itemFacts.append(ValueFacts())
        }
        try itemFacts[0].add(value, depth: depth + 1, &context)
      }
    }
  }

  /// A cell of a table: text that may stand for something else, or nothing.
  mutating func add(cell: String, _ context: FactsContext) {
    count += 1
    if cell.isEmpty { nulls += 1 } else { texts.add(cell, context) }
  }

  /// A row of a table.
  mutating func add(cells: [String], columns: [String], _ context: inout FactsContext) throws(InferenceError) {
    count += 1
    try objects.add(cells: cells, columns: columns, &context)
  }

  mutating func merge(_ other: ValueFacts) {
    count += other.count
    nulls += other.nulls
    booleans += other.booleans
    numbers.merge(other.numbers)
    texts.merge(other.texts)
    arrays += other.arrays
    objects.merge(other.objects)
    if itemFacts.isEmpty {
      itemFacts = other.itemFacts
    } else if let items = other.items {
      itemFacts[0].merge(items)
    }
  }
}
