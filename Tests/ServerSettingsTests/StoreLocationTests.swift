import ServerSettings
import Testing

@Suite struct StoreLocationTests {
  @Test(
    "a location is read and shown",
    arguments: [
      ("memory", StoreLocation.memory, "memory"),
      ("sqlite:a.db", .sqlite(path: "a.db"), "sqlite:a.db"),
      ("backup:a.backup", .backup(path: "a.backup"), "backup:a.backup"),
      ("postgres:", .postgres(target: ""), "postgres:"),
      ("postgres:host=db dbname=r", .postgres(target: "host=db dbname=r"), "postgres:host=db dbname=r"),
      ("postgres://u@h/r", .postgres(target: "postgres://u@h/r"), "postgres://u@h/r"),
      (
        "postgresql://h:5432,i:5433/r", .postgres(target: "postgresql://h:5432,i:5433/r"),
        "postgresql://h:5432,i:5433/r"
      ),
    ])
  func locations(_ text: String, _ location: StoreLocation, _ shown: String) throws {
    #expect(try StoreLocation(text) == location)
    #expect(location.description == shown)
  }

  @Test(
    "what is no location is refused, with what would be one",
    arguments: [
      ("", "it is sqlite:<file>, postgres://"), ("sqlite:", "it names no file: sqlite:<file>"),
      ("backup:", "it names no file: backup:<file>"), ("mysql://h/r", "it is sqlite:<file>"),
      ("postgres", "it is sqlite:<file>"), ("Memory", "or memory"), ("KAFKA://h/t", "it is sqlite:<file>"),
    ])
  func refused(_ text: String, _ words: String) {
    let error = #expect(throws: StoreLocationError.self) { try StoreLocation(text) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test(
    "a password is never shown",
    arguments: [
      ("postgres://u:secret@h/r", "postgres://u:***@h/r"),
      ("postgres://u:sec@ret@h:1/r?a=b", "postgres://u:***@h:1/r?a=b"),
      (
        "postgresql://u@/r?host=/run&password=secret&sslpassword=secret",
        "postgresql://u@/r?host=/run&password=***&sslpassword=***"
      ),
      ("postgres:host=h password='secret = x' dbname=r", "postgres:host=h password=***"),
      ("postgres:sslpassword = secret", "postgres:sslpassword=***"),
      ("kafka://u:secret@h:1,i/t?ssl.ca.location=a", "kafka://u:***@h:1,i/t?ssl.ca.location=a"),
      ("kafka://h/t?sasl.password=x&ssl.key.pem=y&a=b", "kafka://h/t?sasl.password=***&ssl.key.pem=***&a=b"),
    ])
  func passwords(_ text: String, _ shown: String) throws {
    let location = try StoreLocation(text)
    #expect(location.description == shown)
    // What reads it again gets the password.
    #expect(location.text == text)
  }

  @Test("the URL of a topic says who, where and how")
  func topic() throws {
    let url =
      "kafka://m%40r:p%3Aw@kafka1:9092,[::1]:9093,kafka3/a.b_c-1?replicas=3&security.protocol=SASL_PLAINTEXT&x=%25"
    let location = try KafkaLocation(url)
    #expect(location.brokers == "kafka1:9092,[::1]:9093,kafka3")
    #expect(location.topic == "a.b_c-1")
    #expect(location.user == "m@r")
    #expect(location.password == "p:w")
    #expect(location.replicas == 3)
    #expect(location.properties == ["security.protocol": "SASL_PLAINTEXT", "x": "%"])
    #expect(try StoreLocation(url) == .kafka(location))
    #expect(try KafkaLocation("kafka://h/t").user == nil)
    #expect(try KafkaLocation("kafka://u@h/t").password == nil)
  }

  @Test(
    "a URL that names no topic, or not how to reach it, is refused with what is wrong with it",
    arguments: [
      ("kafka:", "named as kafka://<host:port>,…/<topic>"), ("kafka://", "the address of a broker is missing"),
      ("kafka://h", "it names no topic: kafka://<host:port>,…/<topic>"), ("kafka://h/", "it names no topic"),
      ("kafka:///t", "the address of a broker is missing"), ("kafka://h/a/b", "\"a/b\" cannot be the name of a topic"),
      ("kafka://h/a b", "\"a b\" cannot be"), ("kafka://h/..", "\"..\" cannot be"),
      ("kafka://h,/t", "the address of a broker is missing"), ("kafka://h:x/t", "\"x\" in \"h:x\" is not a port"),
      ("kafka://h:0/t", "\"0\" in \"h:0\" is not a port"), ("kafka://h:99999/t", "from 1 to 65535"),
      ("kafka://h:/t", "\"\" in \"h:\" is not a port"), ("kafka://h:+1/t", "\"+1\" in"),
      ("kafka://:9092/t", "\":9092\" is not the address of a broker"), ("kafka://a b/t", "\"a b\" is not the address"),
      ("kafka://@h/t", "no user before the @"), ("kafka://:p@h/t", "no user before the @"),
      ("kafka://h/t?x", "parameter x has no value: x=<value>"), ("kafka://h/t?=x", "a parameter has no name"),
      ("kafka://h/t?x=1&x=2", "parameter x is there twice"), ("kafka://h/t?x=%zz", "parameter x has a %"),
      ("kafka://h/t?x=%0", "parameter x has a %"), ("kafka://h/t?x=%00", "parameter x is not UTF-8, or has a NUL"),
      ("kafka://h/%ff", "the topic is not UTF-8"), ("kafka://u:s3cret%@h/t", "the password has a %"),
      ("kafka://h/t?replicas=0", "replicas cannot be \"0\": it is a number from 1 to 32767"),
      ("kafka://h/t?replicas=many", "replicas cannot be \"many\""),
    ])
  func malformedTopic(_ url: String, _ words: String) {
    let error = #expect(throws: StoreLocationError.self) { try StoreLocation(url) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    #expect(error?.description.contains("s3cret") == false)
  }
}
