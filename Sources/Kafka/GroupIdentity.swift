import CKafka

/// What a group knows a member by: the group, the member and the generation of the assignment.
///
/// Unchecked, because a pointer is not `Sendable`. The invariant: nobody changes what it points at, and it is freed
/// with this object.
final class GroupIdentity: @unchecked Sendable {
  let pointer: OpaquePointer

  /// - Throws: when the consumer is not a member of a group.
  init(of client: ClientHandle) throws(KafkaError) {
    guard let pointer = rd_kafka_consumer_group_metadata(client.pointer) else {
      throw KafkaError(code: .wrongState, message: "The consumer is not a member of a group")
    }
    self.pointer = pointer
  }

  deinit { rd_kafka_consumer_group_metadata_destroy(pointer) }
}
