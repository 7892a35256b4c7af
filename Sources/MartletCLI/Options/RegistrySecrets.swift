import FoundationEssentials
import Glibc
import RegistryClient

/// Names, passwords and tokens for the registry: from files that were named, else from the environment.
enum RegistrySecrets {
  /// Who the client says to be; nil if nobody said.
  ///
  /// - Parameter variablePrefix: how the variables begin that are about the registry: what is meant for one must not get
  ///   to another.
  /// - Throws: `CommandFailure` if a file cannot be read, or if what it holds is of no use.
  static func credentials(
    userFile: String?, tokenFile: String?, variablePrefix: String
  ) throws(CommandFailure) -> Credentials? {
    do {
      if let userFile { return try basic(try text(of: userFile), from: userFile) }
      if let tokenFile { return try Credentials.bearer(try text(of: tokenFile)) }
      if let token = Environment.value("\(variablePrefix)TOKEN") { return try Credentials.bearer(token) }
      // Confluent's tools know one registry.
      let others = variablePrefix == OnlyRegistry.variablePrefix ? ["SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO"] : []
      for name in ["\(variablePrefix)USER"] + others {
        if let user = Environment.value(name) { return try basic(user, from: "$\(name)") }
      }
      return nil
    } catch let error as ClientError {
      throw CommandFailure(error)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
  }

  private static func basic(_ text: String, from place: String) throws -> Credentials {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw CommandFailure(.usage, "\(place) does not hold <name>:<password>") }
    return try Credentials.basic(user: String(parts[0]), password: String(parts[1]))
  }

  /// What a file holds, without the line end that editors put behind it.
  private static func text(of path: String) throws -> String {
    do {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      return text.last?.isNewline == true ? String(text.dropLast()) : text
    } catch {
      throw CommandFailure(.usage, "\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
  }
}

/// The environment of the process.
enum Environment {
  /// The value of a variable; nil if it is not set, or empty.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
