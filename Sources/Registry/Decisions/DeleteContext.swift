import HashTreeCollections
import SchemaCore

/// A context that holds nothing is forgotten.
enum DeleteContext {
  /// - Throws: `contextNotEmpty`.
  static func decide(_ name: ContextName, in state: RegistryState) throws(RegistryError) -> Decision<Void> {
    if state.contexts[name]?.contents.isEmpty == false { throw .contextNotEmpty(name) }
    return Decision((), records: state.contexts[name]?.isAnnounced == true ? [.contextRemoved(name)] : [])
  }
}
