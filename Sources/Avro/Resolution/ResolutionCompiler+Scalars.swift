extension ResolutionCompiler {
  /// Compiles the types that have no parts, with the promotions between them.
  ///
  /// A string that is read as bytes is still checked to be one, and bytes that are read as a string become one.
  mutating func emitScalar(_ written: AvroLayout.Index, _ read: AvroLayout.Index) throws(AvroResolutionError) {
    switch (writer.nodes[written], reader.nodes[read]) {
    case (.null, .null): break
    case (.boolean, .boolean): append(.boolean)
    case (.int, .int), (.int, .long): append(.int)
    case (.long, .long): append(.long)
    case (.float, .float): append(.float)
    case (.double, .double): append(.double)
    case (.bytes, .bytes): append(.bytes)
    case (.string, .string), (.string, .bytes), (.bytes, .string): append(.string)
    case (.int, .float): append(.int, then: .integerToFloat)
    case (.int, .double): append(.int, then: .integerToDouble)
    case (.long, .float): append(.long, then: .integerToFloat)
    case (.long, .double): append(.long, then: .integerToDouble)
    case (.float, .double): append(.float, then: .floatToDouble)
    case (.fixed(let type), .fixed(let readType)): emit(type.definition, as: readType.definition)
    case (.enumeration(let type), .enumeration(let readType)): try emit(type, as: readType)
    default: refuseType(written, read)
    }
  }

  private mutating func append(_ code: Instruction.Code, then conversion: Instruction.Code) {
    append(code)
    append(conversion)
  }

  private mutating func emit(_ fixed: AvroFixed, as readFixed: AvroFixed) {
    guard fixed.name.rank(as: readFixed.name, aliases: readFixed.aliases) != nil else {
      return refuse(.nameMismatch(reader: readFixed.name, writer: fixed.name, keyword: "fixed"), in: "name")
    }
    guard fixed.size == readFixed.size else {
      return refuse(
        .fixedSizeMismatch(name: readFixed.name, reader: readFixed.size, writer: fixed.size), in: "size")
    }
    append(.fixed, operand: fixed.size)
  }

  /// A symbol that the reader does not have is its default symbol; without one, only records with that symbol are
  /// refused.
  private mutating func emit(_ type: AvroEnumType, as readType: AvroEnumType) throws(AvroResolutionError) {
    guard type.name.rank(as: readType.name, aliases: readType.definition.aliases) != nil else {
      return refuse(.nameMismatch(reader: readType.name, writer: type.name, keyword: "enum"), in: "name")
    }
    try spend(type.symbols.count / 16)
    let standIn = readType.definition.defaultSymbol.flatMap { readType.index(of: $0) }
    let places = type.symbols.map { readType.index(of: $0) ?? standIn }
    guard places != Array(0..<places.count) else {
      return append(.enumeration, operand: places.count)
    }
    let table = parts.decoding.jumps.count
    parts.decoding.jumps.append(UInt32(places.count))
    for (index, place) in places.enumerated() {
      parts.decoding.jumps.append(
        place.map { UInt32($0) } ?? Resolution.failureMark | UInt32(failure(of: type.symbols[index], readType)))
    }
    append(.symbol, operand: table)
  }

  private mutating func failure(of symbol: String, _ type: AvroEnumType) -> Int {
    failure(
      of: AvroProblem(kind: .missingEnumSymbols([symbol], name: type.name), place: place))
  }
}
