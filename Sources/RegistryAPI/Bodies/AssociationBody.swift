public import SchemaCore

/// A subject's association with a resource, such as the values of a topic.
public struct AssociationBody: JSONBody, Hashable {
  /// The qualified subject.
  public var subject: String
  /// The name of the resource, such as a topic's; not told where it is known.
  public var resourceName: String?
  /// What the resource's name belongs to, such as the ID of a cluster.
  public var resourceNamespace: String?
  /// The resource's own ID.
  public var resourceID: String?
  /// What sort of resource it is; `topic` unless told otherwise.
  public var resourceType: String?
  /// Which part of the resource: `key` or `value`.
  public var associationType: String?
  /// `STRONG` if the subject belongs to the resource and goes with it, else `WEAK`.
  public var lifecycle: String?
  /// True if the association cannot be changed.
  public var isFrozen: Bool?

  public init(
    subject: String, resourceName: String? = nil, resourceNamespace: String? = nil, resourceID: String? = nil,
    resourceType: String? = nil, associationType: String? = nil, lifecycle: String? = nil, isFrozen: Bool? = nil
  ) {
    self.subject = subject
    self.resourceName = resourceName
    self.resourceNamespace = resourceNamespace
    self.resourceID = resourceID
    self.resourceType = resourceType
    self.associationType = associationType
    self.lifecycle = lifecycle
    self.isFrozen = isFrozen
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      subject: try reader.required("subject", try reader.string("subject")),
      resourceName: try reader.string("resourceName"), resourceNamespace: try reader.string("resourceNamespace"),
      resourceID: try reader.string("resourceId"), resourceType: try reader.string("resourceType"),
      associationType: try reader.string("associationType"), lifecycle: try reader.string("lifecycle"),
      isFrozen: try reader.bool("frozen"))
  }

  public var json: JSONValue {
    var members = JSONObject()
    members.set("subject", subject)
    members.set("resourceName", resourceName)
    members.set("resourceNamespace", resourceNamespace)
    members.set("resourceId", resourceID)
    members.set("resourceType", resourceType)
    members.set("associationType", associationType)
    members.set("lifecycle", lifecycle)
    members["frozen"] = isFrozen.map(JSONValue.bool)
    return .object(members)
  }
}
