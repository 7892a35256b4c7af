/// What libavro, the C implementation of Avro, does in another way than the specification says. Whatever is built on it,
/// such as bindings for other languages, extensions of databases and stream processors, does the same.
///
/// The rules were found by trying them with libavro 1.11, and the tests hold each of them against the library.
public enum PortabilityRule: String, Hashable, Sendable, CaseIterable {
  case emptyEnum = "EMPTY_ENUM"
  case emptyUnion = "EMPTY_UNION"
  case errorType = "ERROR_TYPE"
  case typeFromReference = "TYPE_FROM_REFERENCE"
  case typeOutsideNamespace = "TYPE_OUTSIDE_NAMESPACE"
  case typeNamedLikeKeyword = "TYPE_NAMED_LIKE_KEYWORD"
  case invalidName = "INVALID_NAME"
  case endlessRecord = "ENDLESS_RECORD"
  case itemsWithoutFields = "ITEMS_WITHOUT_FIELDS"
  case fixedWithoutBytes = "FIXED_WITHOUT_BYTES"
  case nullCharacter = "NULL_CHARACTER"
  case numberTooLarge = "NUMBER_TOO_LARGE"
  case branchesOfOneName = "BRANCHES_OF_ONE_NAME"
  case logicalTypeIgnored = "LOGICAL_TYPE_IGNORED"
  case defaultIgnored = "DEFAULT_IGNORED"
  case aliasIgnored = "ALIAS_IGNORED"
  case enumDefaultIgnored = "ENUM_DEFAULT_IGNORED"

  case defaultNeeded = "DEFAULT_NEEDED"
  case aliasNeeded = "ALIAS_NEEDED"
  case fixedMoved = "FIXED_MOVED"
  case bytesAsString = "BYTES_AS_STRING"
  case symbolsMoved = "SYMBOLS_MOVED"
  case branchByOrder = "BRANCH_BY_ORDER"
  case emptyBranchValue = "EMPTY_BRANCH_VALUE"

  /// What it does to a consumer, at least.
  public var effect: PortabilityFinding.Effect {
    switch self {
    case .emptyEnum, .emptyUnion, .errorType, .typeFromReference, .typeOutsideNamespace, .typeNamedLikeKeyword,
      .invalidName, .itemsWithoutFields, .fixedWithoutBytes, .nullCharacter, .numberTooLarge, .defaultNeeded,
      .aliasNeeded, .fixedMoved, .bytesAsString, .emptyBranchValue:
      .refused
    case .endlessRecord: .crash
    case .branchesOfOneName, .symbolsMoved, .branchByOrder: .misread
    case .logicalTypeIgnored, .defaultIgnored, .aliasIgnored, .enumDefaultIgnored: .ignored
    }
  }

  /// A sentence that says what libavro does.
  public var explanation: String {
    switch self {
    case .emptyEnum: "libavro refuses a schema with an enum that has no symbols"
    case .emptyUnion: "libavro refuses a schema with a union that has no branches"
    case .errorType: "libavro does not know the type \"error\" and refuses the schema"
    case .typeFromReference: "libavro knows no references: a type that another schema defines is unknown to it"
    case .typeOutsideNamespace:
      "libavro looks for a name without a dot in the enclosing namespace only, and does not find a type that has none"
    case .typeNamedLikeKeyword: "libavro takes the name for the keyword that it is, and refuses the schema"
    case .invalidName: "libavro refuses names of other characters than A-Z, a-z, 0-9 and _"
    case .endlessRecord: "a record that always holds itself ends the process of a consumer that makes a value of it"
    case .itemsWithoutFields: "libavro cannot read arrays of records without fields, unless they are empty"
    case .fixedWithoutBytes: "libavro cannot read values of a fixed of no bytes"
    case .nullCharacter: "libavro refuses a schema whose text holds the character U+0000"
    case .numberTooLarge: "libavro refuses a schema with a number that neither 64 bits nor a double can hold"
    case .branchesOfOneName:
      "libavro drops namespaces where it names the branches of a union, so that these branches look the same"
    case .logicalTypeIgnored: "libavro knows no logical types and reads the plain type"
    case .defaultIgnored: "libavro drops defaults: it cannot read records that lack the field"
    case .aliasIgnored: "libavro drops aliases: it cannot read what was written under another name"
    case .enumDefaultIgnored: "libavro drops the default symbol: it does not replace unknown symbols"
    case .defaultNeeded: "libavro knows no defaults and refuses to read records that lack the field"
    case .aliasNeeded: "libavro knows no aliases and refuses to read what was written under another name"
    case .fixedMoved: "libavro refuses to read a fixed that was written in another namespace"
    case .bytesAsString: "libavro refuses to read bytes as string and string as bytes"
    case .symbolsMoved: "libavro reads a symbol by its place and not by its name, so that it gives another symbol"
    case .branchByOrder: "libavro takes the first branch that can be read at all and not the one of the same type"
    case .emptyBranchValue:
      "libavro chooses the branch of a union with the first item that it stores, and fails where there is none"
    }
  }

  /// What the author of the schema can do; nil if nothing has to be done.
  public var remedy: String? {
    switch self {
    case .emptyEnum: "give the enum a symbol"
    case .emptyUnion: "give the union a branch"
    case .errorType: "declare it as \"record\""
    case .typeFromReference: "give such consumers the schema with its references written in"
    case .typeOutsideNamespace: "give the type a namespace"
    case .typeNamedLikeKeyword: "rename the type or give it a namespace"
    case .invalidName: "rename it"
    case .endlessRecord: "put a union with null, an array or a map in between"
    case .itemsWithoutFields: "give the record a field"
    case .fixedWithoutBytes: "make it null"
    case .nullCharacter: "remove the character"
    case .numberTooLarge: "take a smaller number"
    case .branchesOfOneName: "rename one of the types"
    case .logicalTypeIgnored, .defaultIgnored, .aliasIgnored, .enumDefaultIgnored: nil
    case .defaultNeeded: "keep the field in what producers write"
    case .aliasNeeded: "keep the name"
    case .fixedMoved: "keep the namespace"
    case .bytesAsString: "keep the type"
    case .symbolsMoved: "keep the order of the symbols, add new ones at the end, and upgrade consumers first"
    case .branchByOrder: "put the branch of the same type in front"
    case .emptyBranchValue: "wrap the type in a record with one field"
    }
  }
}
