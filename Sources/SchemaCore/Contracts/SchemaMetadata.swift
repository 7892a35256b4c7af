/// What a data contract says of a schema besides its types. Part of the content's identity.
///
/// Metadata without anything in it is not the same as none: it keeps a version from inheriting its predecessor's.
public struct SchemaMetadata: Hashable, Sendable {
  /// Tags by the path of what they mark; paths may have the wildcards `*` and `**`.
  public var tags: TextMap<TextSet>
  /// Free properties, some of which have a meaning to the registry.
  public var properties: TextMap<ExactText>
  /// The names of the properties that are not for everybody's eyes.
  public var sensitive: TextSet

  public init(tags: TextMap<TextSet> = [:], properties: TextMap<ExactText> = [:], sensitive: TextSet = []) {
    self.tags = tags
    self.properties = properties
    self.sensitive = sensitive
  }

  /// The property in which the registry notes the number of a version.
  public static let versionProperty = "confluent:version"
  /// The property that lists top-level fields which no schema of the subject may have, separated by commas.
  public static let reservedProperty = "confluent:reserved"

  /// The number that the registry noted, as a text: nobody keeps clients from sending something else.
  public var version: String? {
    get { properties[Self.versionProperty]?.text }
    set { properties[Self.versionProperty] = newValue.map(ExactText.init(_:)) }
  }

  /// The top-level fields that are reserved.
  public var reservedFields: TextSet {
    let names = properties[Self.reservedProperty]?.text.split(separator: ",") ?? []
    return TextSet(names.map(\.trimmed).filter { !$0.isEmpty })
  }

  /// This metadata with the other's on top: tags and properties of one key are replaced as a whole, names of sensitive
  /// properties are added.
  public func merging(_ other: SchemaMetadata) -> SchemaMetadata {
    SchemaMetadata(
      tags: tags.merging(other.tags), properties: properties.merging(other.properties),
      sensitive: sensitive.union(other.sensitive))
  }
}

extension Substring {
  /// Without control characters and spaces at its ends.
  fileprivate var trimmed: String {
    let start = unicodeScalars.drop { $0.value <= 0x20 }
    return start.lastIndex { $0.value > 0x20 }.map { String(start[...$0]) } ?? ""
  }
}
