import Kafka
import SchemaCore

extension InputRecord {
  /// A record with all that Kafka keeps beside it, as `RecordEnvelope` writes it. Topic, partition, offset and schema are
  /// passed over: they are facts about the record that was read, and not wishes for the one that is written.
  static func reading(envelope line: LineReader.Line) -> Result<InputRecord, InputProblem> {
    func problem(_ message: String) -> Result<InputRecord, InputProblem> {
      .failure(InputProblem(line: line.number, message: message))
    }
    let members: JSONObject
    do {
      guard let object = try JSONParser.parse(Array(line.bytes)).object else {
        return problem("an envelope is an object with a member \"value\"")
      }
      members = object
    } catch {
      return problem("\(error)")
    }
    guard let value = members["value"] else { return problem("the envelope has no member \"value\"") }
    var record = InputRecord(line: line.number, value: JSONWriter.bytes(value)[...])
    switch members["key"] {
    case nil, .null?: break
    case .string(let text)? where members["keyEncoding"] == "base64":
      guard let bytes = Base64.bytes(of: text) else { return problem("the member \"key\" is not base64") }
      record.key = .bytes(bytes)
    case let key?: record.key = .value(key)
    }
    record.facts.timestamp = members["timestamp"]?.number?.int64
    guard let headers = headers(members["headers"] ?? []) else {
      return problem("the member \"headers\" is not a list of objects with \"name\" and \"value\"")
    }
    record.facts.headers = headers
    return .success(record)
  }

  private static func headers(_ value: JSONValue) -> [KafkaHeader]? {
    guard let elements = value.array else { return nil }
    var headers: [KafkaHeader] = []
    for element in elements {
      guard let object = element.object, let name = object["name"]?.string else { return nil }
      switch (object["value"], object["base64"]) {
      case (.string(let text)?, nil): headers.append(KafkaHeader(name: name, value: Array(text.utf8)))
      case (nil, .string(let text)?):
        guard let bytes = Base64.bytes(of: text) else { return nil }
        headers.append(KafkaHeader(name: name, value: bytes))
      case (nil, nil), (.null?, nil): headers.append(KafkaHeader(name: name, value: nil))
      default: return nil
      }
    }
    return headers
  }
}
