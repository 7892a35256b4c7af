import SchemaCore

/// What is measured of a client, summed up over brokers, topics and partitions ("STATISTICS.md" of librdkafka).
struct ClientStatistics: Hashable, Sendable {
  /// The client's name and kind.
  var client = ""
  var kind = ""

  // Since the client was made
  var recordsSent: Int64 = 0
  var bytesSent: Int64 = 0
  var recordsReceived: Int64 = 0
  var bytesReceived: Int64 = 0
  var requests: Int64 = 0
  var failedRequests: Int64 = 0
  var rebalances: Int64 = 0

  // Now
  var queuedRecords: Int64 = 0
  var queuedBytes: Int64 = 0
  var connectedBrokers: Int64 = 0
  /// The slowest broker's 99th percentile, in microseconds.
  var roundTripTime: Int64 = 0
  /// Records that a consumer has yet to read, as far as it knows.
  var lag: Int64 = 0
  var assignedPartitions: Int64 = 0

  init(parsing text: [UInt8]) throws(JSONError) {
    guard let all = try JSONParser.parse(text).object else { return }
    client = all["client_id"]?.string ?? ""
    kind = all["type"]?.string ?? ""
    recordsSent = all.integer("txmsgs")
    bytesSent = all.integer("txmsg_bytes")
    recordsReceived = all.integer("rxmsgs")
    bytesReceived = all.integer("rxmsg_bytes")
    requests = all.integer("tx")
    queuedRecords = all.integer("msg_cnt")
    queuedBytes = all.integer("msg_size")
    if let group = all["cgrp"]?.object {
      rebalances = group.integer("rebalance_cnt")
      assignedPartitions = group.integer("assignment_size")
    }
    for broker in all.objects("brokers") {
      failedRequests += broker.integer("txerrs") + broker.integer("rxerrs") + broker.integer("req_timeouts")
      if broker["state"]?.string == "UP", broker.integer("nodeid") >= 0 { connectedBrokers += 1 }
      roundTripTime = max(roundTripTime, broker["rtt"]?.object?.integer("p99") ?? 0)
    }
    for topic in all.objects("topics") {
      // Partition -1 holds records that have no partition yet. A lag of -1 is not known.
      for partition in topic.objects("partitions") { lag += max(0, partition.integer("consumer_lag")) }
    }
  }
}

extension JSONObject {
  fileprivate func integer(_ name: String) -> Int64 { self[name]?.number?.int64 ?? 0 }

  /// The objects that an object has as members.
  fileprivate func objects(_ name: String) -> [JSONObject] {
    self[name]?.object?.members.compactMap(\.value.object) ?? []
  }
}
