public import SchemaCore

/// What was seen in records, from which a schema is made.
///
/// Records are looked at one by one and not kept. What is kept grows with the number of different fields only, and is
/// limited. The schema takes every record that was seen, in the plain form of JSON (`JSONForm.plain`) or, for the rows of
/// a table, as cells (`JSONForm.cells`); the report tells what they do not keep.
public struct DataSample {
  private var facts = ValueFacts()
  private var context: FactsContext
  private var isTable = false

  /// An empty sample.
  public init(_ options: InferenceOptions = InferenceOptions()) {
    context = FactsContext(options)
  }

  /// How many records were seen.
  public var count: Int { facts.count }

  /// Takes a record in.
  ///
  /// - Parameter line: where it stands in its input, for the report.
  /// - Throws: `InferenceError` for data that is no record: with too many different fields, or nested too deeply.
  public mutating func add(_ record: JSONValue, line: Int) throws(InferenceError) {
    context.line = line
    try facts.add(record, depth: 0, &context)
  }

  /// Takes a row of a table in.
  ///
  /// - Parameters:
  ///   - cells: the texts, one for each column.
  ///   - columns: the names, the same for every row.
  /// - Throws: `InferenceError` for more columns than are accepted.
  public mutating func add(cells: [String], columns: [String], line: Int) throws(InferenceError) {
    guard cells.count == columns.count else {
      throw InferenceError("a row has \(cells.count) cells for \(columns.count) columns")
    }
    isTable = true
    context.line = line
    try facts.add(cells: cells, columns: columns, &context)
  }

  /// The schema of what was seen.
  ///
  /// - Throws: `InferenceError` if nothing was seen, or the schema is larger than what parsers accept.
  public func inferredSchema() throws(InferenceError) -> InferredSchema {
    if count == 0 { throw InferenceError("there is no record to make a schema of") }
    var builder = SchemaBuilder(context.options, isTable: isTable)
    let schema = builder.root(facts)
    return try InferredSchema(schema: schema, report: builder.report(records: count))
  }
}
