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
  func locations(_ text: String, _ location: StoreLocation, _ shown: String) {
    #expect(StoreLocation(text) == location)
    #expect(location.description == shown)
  }

  @Test("what is no location is refused", arguments: ["", "sqlite:", "backup:", "mysql://h/r", "postgres"])
  func refused(_ text: String) {
    #expect(StoreLocation(text) == nil)
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
    let location = try #require(StoreLocation(text))
    #expect(location.description == shown)
    // What reads it again gets the password.
    #expect(location.text == text)
  }

  @Test("the URL of a topic says who, where and how")
  func topic() throws {
    let url =
      "kafka://m%40r:p%3Aw@kafka1:9092,[::1]:9093,kafka3/a.b_c-1?replicas=3&security.protocol=SASL_PLAINTEXT&x=%25"
    let location = try #require(KafkaLocation(url))
    #expect(location.brokers == "kafka1:9092,[::1]:9093,kafka3")
    #expect(location.topic == "a.b_c-1")
    #expect(location.user == "m@r")
    #expect(location.password == "p:w")
    #expect(location.replicas == 3)
    #expect(location.properties == ["security.protocol": "SASL_PLAINTEXT", "x": "%"])
    #expect(StoreLocation(url) == .kafka(location))
    #expect(KafkaLocation("kafka://h/t")?.user == nil)
    #expect(KafkaLocation("kafka://u@h/t")?.password == nil)
  }

  @Test(
    "a URL that names no topic, or not how to reach it, is refused",
    arguments: [
      "kafka:", "kafka://", "kafka://h", "kafka://h/", "kafka:///t", "kafka://h/a/b", "kafka://h/a b", "kafka://h/..",
      "kafka://h,/t", "kafka://h:x/t", "kafka://h:0/t", "kafka://h:99999/t", "kafka://@h/t", "kafka://:p@h/t",
      "kafka://h/t?x", "kafka://h/t?=x", "kafka://h/t?x=1&x=2", "kafka://h/t?x=%zz", "kafka://h/t?x=%0",
      "kafka://h/t?x=%00", "kafka://h/t?replicas=0", "kafka://h/t?replicas=many", "KAFKA://h/t",
    ])
  func malformedTopic(_ url: String) {
    #expect(StoreLocation(url) == nil)
  }
}
