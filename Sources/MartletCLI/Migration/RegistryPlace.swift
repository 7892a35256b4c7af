import ArgumentParser
import Registry
import RegistryClient
import ServerSettings

/// Where a registry is, or what it was kept in: an address, or a store.
enum RegistryPlace: ExpressibleByArgument, CustomStringConvertible {
  /// A running registry; several addresses with commas for its nodes.
  case address(String)
  /// A store or a backup.
  case store(StoreLocation)

  init?(argument: String) {
    if argument.hasPrefix("http://") || argument.hasPrefix("https://") {
      self = .address(argument)
    } else if let location = StoreLocation(argument) {
      self = .store(location)
    } else {
      return nil
    }
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

  /// What the registry holds.
  ///
  /// - Parameter secrets: who to say to be; of no use for a store.
  func contents(_ secrets: PeerSecrets) async throws(CommandFailure) -> RegistryContents {
    switch self {
    case .address(let text):
      return try await RegistryContents(of: try secrets.client(of: text))
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
}

/// Who a command that talks to two registries says to be to one of them. The environment says nothing here: what is
/// meant for the one must not get to the other.
struct PeerSecrets {
  var userFile: String?
  var tokenFile: String?
  var caFile: String?

  /// A client for the registry at an address.
  func client(of addresses: String) throws(CommandFailure) -> SchemaRegistryClient {
    do {
      var configuration = try ClientConfiguration(urls: addresses.split(separator: ",").map(String.init))
      if userFile != nil || tokenFile != nil {
        configuration.credentials = try RegistrySecrets.credentials(
          userFile: userFile, tokenFile: tokenFile, usesEnvironment: false)
      }
      if let caFile { configuration.tls = try TLSSettings(authorities: caFile, certificate: nil, privateKey: nil) }
      return SchemaRegistryClient(configuration: configuration)
    } catch let error as ClientError {
      throw CommandFailure(error)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
  }
}
