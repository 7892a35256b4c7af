/// Where and how a registry is served.
public struct ServerConfiguration: Sendable {
  /// The name or address to listen on.
  public var host: String
  /// The port to listen on; 0 for a free one.
  public var port: Int
  /// The largest request body that is read, in bytes, as it is sent and after it was unpacked.
  public var maximumBodyBytes: Int
  /// How many connections may be open at a time; more have to wait.
  public var maximumConnections: Int
  /// How long a connection may be silent, between requests or within one, before it is closed.
  public var idleTimeout: Duration
  /// How long a request that changes or compares something may take before it is answered with an error, and how long
  /// a client may take to send a request, or to take some of an answer, before it is cut off.
  public var requestTimeout: Duration
  /// True if larger answers are packed for clients that take gzip.
  public var compressesAnswers: Bool
  /// Which web pages may use the registry; nil for none but its own.
  public var crossOrigin: CrossOriginPolicy?
  /// True if each request is logged at level info; otherwise at debug.
  public var logsRequests: Bool
  /// True if answers are those of older registries: schemas without GUID, time and mark of deletion, and 409 as the
  /// code of a schema that is not compatible.
  public var sendsLegacyAnswers: Bool
  /// What `/v1/metadata/version` tells: the version, and the revision that it was built from.
  public var version: String, commit: String?
  /// The name that `/v1/metadata/id` tells for this group of servers.
  public var registryCluster: String
  /// The ID of the Kafka cluster that `/v1/metadata/id` tells; empty if the registry belongs to none.
  public var kafkaCluster: String

  public init(
    host: String = "127.0.0.1", port: Int = 8081, maximumBodyBytes: Int = 10 << 20, maximumConnections: Int = 8192,
    idleTimeout: Duration = .seconds(60), requestTimeout: Duration = .seconds(60), compressesAnswers: Bool = true,
    crossOrigin: CrossOriginPolicy? = nil, logsRequests: Bool = false, sendsLegacyAnswers: Bool = false,
    version: String = "0.1.0",
    commit: String? = nil, registryCluster: String = "schema-registry", kafkaCluster: String = ""
  ) {
    self.host = host
    self.port = port
    self.maximumBodyBytes = maximumBodyBytes
    self.maximumConnections = maximumConnections
    self.idleTimeout = idleTimeout
    self.requestTimeout = requestTimeout
    self.compressesAnswers = compressesAnswers
    self.crossOrigin = crossOrigin
    self.logsRequests = logsRequests
    self.sendsLegacyAnswers = sendsLegacyAnswers
    self.version = version
    self.commit = commit
    self.registryCluster = registryCluster
    self.kafkaCluster = kafkaCluster
  }
}
