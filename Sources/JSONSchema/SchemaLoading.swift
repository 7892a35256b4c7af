import SchemaCore
import Synchronization

/// Reads a schema's parts, and makes its model, when somebody needs them, once: most schemas that a registry holds are
/// only handed out.
final class SchemaLoading: Sendable {
  private let value: JSONValue
  private let references: [SchemaResources.Reference]
  private let loadedResources = Mutex<Result<SchemaResources, SchemaError>?>(nil)
  private let loadedModel = Mutex<Result<SchemaModel, SchemaError>?>(nil)

  init(_ value: JSONValue, references: [SchemaResources.Reference]) {
    self.value = value
    self.references = references
  }

  func resources() throws(SchemaError) -> SchemaResources {
    if let resources = loadedResources.withLock(\.self) { return try resources.get() }
    let result = Result { () throws(SchemaError) in try SchemaResources(value, references: references) }
    loadedResources.withLock { $0 = result }
    return try result.get()
  }

  func model() throws(SchemaError) -> SchemaModel {
    if let model = loadedModel.withLock(\.self) { return try model.get() }
    let result = Result { () throws(SchemaError) in try ModelLoader.load(try resources()) }
    loadedModel.withLock { $0 = result }
    return try result.get()
  }
}
