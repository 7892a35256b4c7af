/// What a registry is to a command: how the options and variables that are about it begin.
///
/// Groups of options have no prefixes; a group that is generic over the role is written once for all of them.
protocol RegistryRole: Sendable {
  /// What stands in front of the names of options, such as `from-`.
  static var prefix: String { get }
  /// What stands in front of the names of environment variables, such as `MARTLET_FROM_`.
  static var variablePrefix: String { get }
  /// What the registry is called in help.
  static var name: String { get }
}

/// The registry of a command that talks to one.
enum OnlyRegistry: RegistryRole {
  static let prefix = ""
  static let variablePrefix = "MARTLET_REGISTRY_"
  static let name = "the registry"
}

/// The registry that something is taken from.
enum SourceRegistry: RegistryRole {
  static let prefix = "from-"
  static let variablePrefix = "MARTLET_FROM_"
  static let name = "the source"
}

/// The registry that something is brought to.
enum TargetRegistry: RegistryRole {
  static let prefix = "to-"
  static let variablePrefix = "MARTLET_TO_"
  static let name = "the target"
}

/// The one side of a comparison.
enum LeftRegistry: RegistryRole {
  static let prefix = "left-"
  static let variablePrefix = "MARTLET_LEFT_"
  static let name = "the left registry"
}

/// The other side of a comparison.
enum RightRegistry: RegistryRole {
  static let prefix = "right-"
  static let variablePrefix = "MARTLET_RIGHT_"
  static let name = "the right registry"
}
