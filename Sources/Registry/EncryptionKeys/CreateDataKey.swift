import SchemaCore

/// A data encryption key is stored; the registry makes it if it may use the key that wraps it.
///
/// Wrapping takes a key management service, and time. So the decision has two steps: what is to be done with keys is
/// planned against the state, and what came of it is recorded only if the plan still is the one that the state asks
/// for.
enum CreateDataKey {
  /// What is to be done with keys before one can be stored.
  struct Plan: Hashable, Sendable {
    enum Work: Hashable, Sendable {
      /// Nothing: the client has wrapped the key, and nobody here can or should look into it.
      case store(String)
      /// Unwrap what the client has wrapped, as proof that it can be.
      case verify(String)
      /// Make a key and wrap it.
      case generate
      /// Unwrap the key that is stored, and wrap it again.
      case rewrap(String)
    }

    /// The key that wraps.
    var key: KeyEncryptionKey
    var work: Work
    /// What the new key takes the place of.
    var old: DataEncryptionKey?
    /// True if the client gets the key in clear.
    var opens: Bool
  }

  /// - Throws: `notFound` for the key encryption key, `invalidField`, `exists`, `tooMany`.
  static func plan(
    _ request: DataKeyRequest, in state: RegistryState, _ options: RegistryOptions
  ) throws(RegistryError) -> Plan {
    let key = try state.key(request.id.series.keyName, includesDeleted: request.isDeleted).key
    let old = state.encryptionKeys.version(.number(request.id.version), of: request.id.series, .all)?.key
    if old == nil { try state.checkReadable(.dataKey(request.id)) }
    if let material = request.encryptedKeyMaterial, material.utf8.count > options.maximumKeyBytes {
      throw .encryptionKey(.invalidField("encryptedKeyMaterial"))
    }
    if let old {
      if !request.rewraps && !isUndeletion(request, of: old) || key.isShared && request.encryptedKeyMaterial != nil {
        throw .encryptionKey(.exists(request.id.series.subject.description))
      }
    } else if state.encryptionKeys.dataKeyCount >= options.maximumKeys {
      throw .encryptionKey(.tooMany(limit: options.maximumKeys))
    }
    let isImported = state.mode(for: request.id.series.subject) == .import
    let work: Plan.Work
    if let material = request.encryptedKeyMaterial {
      work = key.isShared && !isImported ? .verify(material) : .store(material)
    } else if key.isShared {
      work = old.map { .rewrap($0.encryptedKeyMaterial) } ?? .generate
    } else {
      throw .encryptionKey(.invalidField("encryptedKeyMaterial"))
    }
    return Plan(key: key, work: work, old: old, opens: key.isShared && !isImported)
  }

  /// The key that is stored, or nil if the plan has been overtaken by other changes.
  ///
  /// - Parameter encryptedKeyMaterial: what came of the plan's work.
  /// - Throws: as `plan`.
  static func decide(
    _ request: DataKeyRequest, _ plan: Plan, encryptedKeyMaterial: String, in state: RegistryState,
    _ options: RegistryOptions
  ) throws(RegistryError) -> Decision<DataEncryptionKey?> {
    if try self.plan(request, in: state, options) != plan { return Decision(nil) }
    let key = DataEncryptionKey(
      id: request.id, encryptedKeyMaterial: encryptedKeyMaterial, isDeleted: request.isDeleted)
    return Decision(key, records: [.encryptionKey(.dataKey(key))])
  }

  /// True if the request differs from the stored key in nothing but the mark of deletion.
  private static func isUndeletion(_ request: DataKeyRequest, of old: DataEncryptionKey) -> Bool {
    old.isDeleted != request.isDeleted && old.encryptedKeyMaterial == request.encryptedKeyMaterial
  }
}

/// A data encryption key as a client asks for it.
public struct DataKeyRequest: Hashable, Sendable {
  public var id: DataKeyID
  /// The key, wrapped by the client, in base64; nil if the registry is to make it.
  public var encryptedKeyMaterial: String?
  /// True if the key is to be stored as a deleted one, as replication does.
  public var isDeleted: Bool
  /// True if a stored key is to be wrapped again, because the key that wraps it was exchanged in its service.
  public var rewraps: Bool

  public init(
    id: DataKeyID, encryptedKeyMaterial: String? = nil, isDeleted: Bool = false, rewraps: Bool = false
  ) {
    self.id = id
    self.encryptedKeyMaterial = encryptedKeyMaterial
    self.isDeleted = isDeleted
    self.rewraps = rewraps
  }
}
