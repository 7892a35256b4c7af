extension JSONObject {
  /// The attribute that tags are written in, in formats that are JSON.
  private static let tagsKey = "confluent:tags"

  /// The tags that the object has as an attribute. Without any the attribute is left out.
  public var inlineTags: [ExactText] {
    get { (self[Self.tagsKey]?.array ?? []).compactMap { $0.string.map(ExactText.init(_:)) } }
    set { self[Self.tagsKey] = newValue.isEmpty ? nil : .array(newValue.map { .string($0.text) }) }
  }
}
