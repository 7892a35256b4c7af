public import SchemaCore

/// Which registry a server serves, as clients with role-based access use it to name the scope of their rights.
public struct ServerIdentityBody: JSONBody, Hashable {
  /// The name of the registry's group of servers.
  public var registryCluster: String
  /// The ID of the Kafka cluster that the registry belongs to; empty if it belongs to none.
  public var kafkaCluster: String

  public init(registryCluster: String, kafkaCluster: String) {
    self.registryCluster = registryCluster
    self.kafkaCluster = kafkaCluster
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    let scope = try BodyReader(try reader.required("scope", reader.value("scope")), at: JSONPointer(["scope"]))
    let clusters = try BodyReader(
      try scope.required("clusters", scope.value("clusters")), at: JSONPointer(["scope", "clusters"]))
    registryCluster = try clusters.string("schema-registry-cluster") ?? ""
    kafkaCluster = try clusters.string("kafka-cluster") ?? ""
  }

  public var json: JSONValue {
    let clusters: JSONValue = [
      "kafka-cluster": kafkaCluster.json, "schema-registry-cluster": registryCluster.json,
    ]
    return ["scope": ["path": [], "clusters": clusters]]
  }
}
