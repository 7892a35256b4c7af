import ArgumentParser
import Registry
import RegistryClient
import SchemaCore
import ServerSettings

/// Where a registry is, or what it was kept in: an address, or a store.
enum RegistryPlace: CustomStringConvertible {
  /// A running registry; several addresses with commas for its nodes.
  case address(String)
  /// A store or a backup.
  case store(StoreLocation)

  /// Reads an argument.
  ///
  /// - Throws: `ValidationError`, which says what is wrong with it.
  static func argument(_ text: String) throws -> RegistryPlace {
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return .address(text) }
    return .store(try StoreLocation.argument(text))
  }

  /// The place as it may be shown: without passwords.
  var description: String {
    switch self {
    case .address(let text):
      text.split(separator: ",").map { address in
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count > 1, let scheme = address.firstRange(of: "://") else { return String(address) }
        return String(address[..<scheme.upperBound] + (parts.last ?? ""))
      }.joined(separator: ",")
    case .store(let location): location.description
    }
  }

  /// True for a running registry.
  var isAddress: Bool { if case .address = self { true } else { false } }

  /// What the registry holds.
  ///
  /// - Parameters:
  ///   - access: how it is reached; of no use for a store.
  ///   - scopes: whose settings are asked for besides, as no list of a running registry has them.
  func contents<Role>(
    _ access: AccessOptions<Role>, settingsOf scopes: Set<SubjectName> = []
  ) async throws(CommandFailure) -> RegistryContents {
    switch self {
    case .address(let text):
      return try await RegistryContents(of: try Self.client(of: text, access), settingsOf: scopes)
    case .store(let location):
      let store = try await location.opened(.reading)
      let result: Result<RegistryContents, CommandFailure>
      do throws(CommandFailure) {
        result = .success(try await RegistryContents(of: store))
      } catch {
        result = .failure(error)
      }
      await store.close()
      return try result.get()
    }
  }

  /// A client for the registry at an address.
  static func client<Role>(
    of addresses: String, _ access: AccessOptions<Role>
  ) throws(CommandFailure) -> SchemaRegistryClient {
    SchemaRegistryClient(
      configuration: try access.configuration(urls: addresses.split(separator: ",").map(String.init)))
  }
}
