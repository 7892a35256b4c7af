import ArgumentParser
import RegistryClient

/// How a registry is reached, and who a command says to be there: for one registry, or for each of two.
///
/// Options take nothing that is secret from the command line, which everybody on the machine can read.
struct AccessOptions<Role: RegistryRole>: ParsableArguments {
  @Option(
    name: .customLong("\(Role.prefix)user-file"),
    help: ArgumentHelp(
      "A file with <name>:<password> for \(Role.name); else $\(Role.variablePrefix)USER holds that.", valueName: "file")
  )
  var userFile: String?

  @Option(
    name: .customLong("\(Role.prefix)token-file"),
    help: ArgumentHelp(
      "A file with a bearer token for \(Role.name); else $\(Role.variablePrefix)TOKEN holds one.", valueName: "file"))
  var tokenFile: String?

  @Option(
    name: .customLong("\(Role.prefix)ca-file"),
    help: ArgumentHelp(
      "The authorities that may vouch for \(Role.name), as PEM; else the system's.", valueName: "file"))
  var caFile: String?

  @Option(
    name: .customLong("\(Role.prefix)client-certificate"),
    help: ArgumentHelp("The certificate to show to \(Role.name), as PEM.", valueName: "file"))
  var clientCertificate: String?

  @Option(
    name: .customLong("\(Role.prefix)client-key"),
    help: ArgumentHelp("The private key of that certificate, as PEM.", valueName: "file"))
  var clientKey: String?

  @Option(
    name: .customLong("\(Role.prefix)proxy"),
    help: ArgumentHelp(
      """
      The HTTP proxy to \(Role.name), such as http://proxy.example:3128; else $\(Role.variablePrefix)PROXY, where \
      <name>:<password>@ may stand in front of the host.
      """, valueName: "url"))
  var proxy: String?

  func validate() throws {
    let option = "--\(Role.prefix)"
    if userFile != nil && tokenFile != nil {
      throw ValidationError(
        "\(option)user-file and \(option)token-file are two ways to say who you are: leave one out.")
    }
    if (clientCertificate == nil) != (clientKey == nil) {
      throw ValidationError("\(option)client-certificate and \(option)client-key are of use only together.")
    }
    if proxy?.contains("@") == true {
      throw ValidationError(
        "\(option)proxy: others can read a password there; put the address into $\(Role.variablePrefix)PROXY.")
    }
  }

  /// How the registry at addresses is reached. A name and a password in an address go before all others.
  func configuration(urls: [String]) throws(CommandFailure) -> ClientConfiguration {
    let credentials = try RegistrySecrets.credentials(
      userFile: userFile, tokenFile: tokenFile, variablePrefix: Role.variablePrefix)
    do {
      var configuration = try ClientConfiguration(urls: urls)
      configuration.credentials = credentials
      if caFile != nil || clientCertificate != nil {
        configuration.tls = try TLSSettings(
          authorities: caFile, certificate: clientCertificate, privateKey: clientKey)
      }
      if let proxy = proxy ?? Environment.value("\(Role.variablePrefix)PROXY") {
        configuration.proxy = try ProxySettings(proxy)
      }
      return configuration
    } catch {
      throw CommandFailure(error)
    }
  }
}
