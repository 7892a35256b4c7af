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
    ])
  func passwords(_ text: String, _ shown: String) throws {
    let location = try #require(StoreLocation(text))
    #expect(location.description == shown)
    // What reads it again gets the password.
    #expect(location.text == text)
  }
}
