public import AsyncHTTPClient
import RegistryAPI
import SchemaCore

/// A schema registry, seen from a program: one method for each of its endpoints.
///
/// Requests go to the node that answered last; another one is asked, and later the same again, where none answers. What
/// must not happen twice is not sent twice. Nothing is cached here; ``CachingSchemaLookup`` does that for codecs.
public struct SchemaRegistryClient: Sendable {
  let transport: Transport

  /// A client; nothing is sent before a method is called.
  ///
  /// - Parameter httpClient: what sends requests; nil for one that all clients of the process share. One that is handed
  ///   in is not shut down here, follows redirects as it was told to, and has its own proxy.
  public init(configuration: ClientConfiguration, httpClient: HTTPClient? = nil) {
    self.init(configuration: configuration, httpClient: httpClient, clock: .system)
  }

  package init(configuration: ClientConfiguration, httpClient: HTTPClient? = nil, clock: ClientClock) {
    let exchange = HTTPClientExchange(
      client: httpClient ?? SharedHTTPClients.client(through: configuration.proxy), tls: configuration.tls,
      maximumAnswerBytes: configuration.maximumAnswerBytes, clock: clock)
    self.init(configuration: configuration, exchange: exchange, clock: clock)
  }

  package init(configuration: ClientConfiguration, exchange: any HTTPExchange, clock: ClientClock) {
    transport = Transport(configuration: configuration, exchange: exchange, clock: clock)
  }

  /// The registry's first address, without what is secret.
  public var url: String { transport.configuration.addresses[0].description }
}

/// A part of a list.
public struct ListPage: Hashable, Sendable {
  /// How many entries are left out in front.
  public var offset: Int
  /// How many entries are wanted; nil for as many as the registry gives.
  public var limit: Int?

  public init(offset: Int = 0, limit: Int? = nil) {
    self.offset = offset
    self.limit = limit
  }

  /// The whole list, or its beginning where a registry limits lists.
  public static let whole = ListPage()
}

/// What a list tells of entries that are marked as deleted.
public enum DeletedEntries: Hashable, Sendable {
  /// They are left out.
  case hidden
  /// They stand among the others.
  case included
  /// Nothing else is listed.
  case only
}

extension QueryItems {
  /// A parameter that is true; false is what a registry takes for granted.
  mutating func set(_ name: String, _ flag: Bool) {
    if flag { self[name] = "true" }
  }

  mutating func set(_ page: ListPage) {
    if page.offset > 0 { self["offset"] = String(page.offset) }
    self["limit"] = page.limit.map(String.init)
  }

  mutating func set(_ deleted: DeletedEntries) {
    set("deleted", deleted == .included)
    set("deletedOnly", deleted == .only)
  }

  /// Several parameters of one name.
  mutating func append(_ name: String, _ values: [String]) {
    for value in values { append(name, value) }
  }
}
