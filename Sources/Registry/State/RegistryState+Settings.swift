import HashTreeCollections
public import SchemaCore

extension RegistryState {
  /// The settings stored for a subject or context itself.
  public func ownConfig(of scope: SubjectName) -> SubjectConfig? { configs[scope] }

  /// The settings in force for a subject or context, with a level in any case.
  ///
  /// The first stored of subject, context and all contexts counts whole. What a subject's own settings leave open is
  /// taken from the default context's, but a level that is missing is the registry's default, as in the reference, unless
  /// the registry inherits levels.
  public func config(for scope: SubjectName) -> SubjectConfig {
    var config = SubjectConfig()
    if let own = configs[scope] {
      let global = scope.isContext ? nil : configs[Self.globalScope]
      config = own
      config.policy = own.policy ?? global?.policy
      config.group = own.group ?? global?.group
      config.normalizes = own.normalizes ?? global?.normalizes
      config.validatesFields = own.validatesFields ?? global?.validatesFields
      config.validatesNewSchemas = own.validatesNewSchemas ?? global?.validatesNewSchemas
      config.validatesRules = own.validatesRules ?? global?.validatesRules
    } else if let inherited = configs[scope.contextSubject] ?? configs[Self.everyContextScope] {
      config = inherited
    }
    config.level = level(for: scope)
    return config
  }

  /// The settings that a question about a scope is answered with: what is in force, or what is set right there.
  ///
  /// - Throws: `configNotFound` if nothing is set there; the default context and the scope of all contexts always have
  ///   settings.
  public func config(of scope: SubjectName, effective: Bool) throws(RegistryError) -> SubjectConfig {
    if effective { return config(for: scope) }
    guard var own = ownConfig(of: scope) ?? (Self.hasDefaults(scope) ? SubjectConfig() : nil) else {
      throw .configNotFound(scope)
    }
    own.level = own.level ?? level(for: scope)
    return own
  }

  /// The mode that a question about a scope is answered with: what is in force, or what is set right there.
  ///
  /// - Throws: `modeNotFound` if nothing is set there; the default context and the scope of all contexts always have
  ///   one.
  public func mode(of scope: SubjectName, effective: Bool) throws(RegistryError) -> RegistryMode {
    if effective { return mode(for: scope) }
    if let own = ownMode(of: scope) { return own }
    guard Self.hasDefaults(scope) else { throw .modeNotFound(scope) }
    return .readWrite
  }

  /// The mode stored for a subject or context itself.
  public func ownMode(of scope: SubjectName) -> RegistryMode? { modes[scope] }

  /// The mode in force for a subject or context.
  public func mode(for scope: SubjectName) -> RegistryMode {
    modes[scope] ?? modes[scope.contextSubject] ?? modes[Self.everyContextScope] ?? .readWrite
  }

  private static func hasDefaults(_ scope: SubjectName) -> Bool {
    scope == globalScope || scope == everyContextScope
  }

  /// The scope of `/config` and `/mode`: the default context.
  public static let globalScope = SubjectName(name: "")
  /// The scope that reaches into every context.
  public static let everyContextScope = SubjectName(context: .global, name: "")
}
