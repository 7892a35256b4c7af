/// A type whose values are the data of records in one way, so that to name the type says how they are coded.
///
/// Every type with an Avro schema of its own is such a type. Others say it in a line:
///
///     extension Order: PayloadRepresentable {
///       static let defaultPayload = MessagePayload(Order.self, schema: orders)
///     }
public protocol PayloadRepresentable {
  associatedtype DefaultPayload: PayloadCodec<Self>

  /// How values are coded where nothing else is said.
  static var defaultPayload: DefaultPayload { get }
}
