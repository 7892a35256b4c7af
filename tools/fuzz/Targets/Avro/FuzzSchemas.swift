import Avro
import SchemaCore

/// The schemas whose records are read, compiled once, with limits that a short input reaches.
enum FuzzSchemas {
  static let limits = RecordLimits(maximumDepth: 24, maximumSlots: 4096, maximumEmptyItems: 256)

  private static let order = #"""
    {"type":"record","name":"Order","namespace":"shop","fields":[
      {"name":"id","type":"long"},{"name":"customer","type":["null","string"],"default":null},
      {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
        {"name":"sku","type":"string"},{"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
        {"name":"count","type":"int","default":1}]}}},
      {"name":"labels","type":{"type":"map","values":["null","boolean",{"type":"array","items":"float"}]}},
      {"name":"state","type":{"type":"enum","name":"State","symbols":["NEW","PAID","SENT"],"default":"NEW"}},
      {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}
    """#

  /// The same some versions later.
  private static let laterOrder = #"""
    {"type":"record","name":"Order","namespace":"shop","fields":[
      {"name":"state","type":{"type":"enum","name":"State","symbols":["PAID","NEW"],"default":"NEW"}},
      {"name":"number","type":["null","double"],"aliases":["id"],"default":null},
      {"name":"note","type":"string","default":"none at all, which is long enough"},
      {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
        {"name":"count","type":"long","default":1},{"name":"sku","type":["bytes","string"]},
        {"name":"parts","type":{"type":"map","values":"Line"},"default":{}}]}}},
      {"name":"labels","type":{"type":"map","values":["null","string","boolean",{"type":"array","items":"double"}]}}]}
    """#

  private static let tree = #"""
    {"type":"record","name":"Tree","fields":[{"name":"name","type":"string"},
      {"name":"branches","type":{"type":"array","items":"Tree"}},{"name":"next","type":["null","Tree"],"default":null},
      {"name":"fixed","type":{"type":"fixed","name":"F","size":3}},{"name":"leaf","type":["int","F","Tree"]}]}
    """#

  private static let laterTree = #"""
    {"type":"record","name":"Tree","fields":[{"name":"next","type":["null","Tree"],"default":null},
      {"name":"leaf","type":["long","Tree",{"type":"fixed","name":"F","size":3}]},
      {"name":"branches","type":{"type":"array","items":"Tree"}},{"name":"name","type":"bytes"},
      {"name":"more","type":{"type":"array","items":"int"},"default":[1,2,3]}]}
    """#

  /// Records that take no bytes, and many types in a row.
  private static let odd = #"""
    [{"type":"array","items":"null"},{"type":"record","name":"E","fields":[]},"boolean","int","long","float","double",
      "bytes","string",{"type":"fixed","name":"Z","size":0},{"type":"enum","name":"S","symbols":["A"]},
      {"type":"map","values":{"type":"array","items":{"type":"array","items":"E"}}},
      {"type":"record","name":"T","fields":[{"name":"d","type":{"type":"fixed","name":"D","size":12,"logicalType":"duration"}},
        {"name":"u","type":{"type":"string","logicalType":"uuid"}},{"name":"x","type":{"type":"bytes","logicalType":"big-decimal"}},
        {"name":"m","type":{"type":"array","items":"double"}},{"name":"n","type":{"type":"array","items":"long"}},
        {"name":"t","type":{"type":"int","logicalType":"time-millis"}},{"name":"y","type":{"type":"int","logicalType":"date"}}]}]
    """#

  static let plain: [AvroProgram] = [order, tree, odd, laterOrder, laterTree].map { text in
    compiled { try AvroProgram(AvroFormat().parse(text), limits: limits) }
  }

  /// Each with the program of its reader's schema.
  static let resolving: [(reading: AvroProgram, plain: AvroProgram)] = [
    (order, laterOrder), (tree, laterTree), (laterTree, laterTree), (odd, odd),
  ].map { writer, reader in
    let reader = compiled { try AvroFormat().parse(reader) }
    return compiled {
      (
        try AvroProgram(writer: AvroFormat().parse(writer), reader: reader, limits: limits),
        try AvroProgram(reader, limits: limits)
      )
    }
  }

  private static func compiled<Result>(_ make: () throws -> Result) -> Result {
    do { return try make() } catch { fatalError("a schema of the fuzzer is wrong: \(error)") }
  }
}
