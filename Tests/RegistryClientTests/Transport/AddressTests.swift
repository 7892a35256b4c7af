import RegistryClient
import Testing

@Suite struct AddressTests {
  @Test(
    "an address is kept without what is secret",
    arguments: [
      ("http://127.0.0.1:8081/", "http://127.0.0.1:8081"), ("https://u:p@h/base", "https://h/base"),
      ("http://[::1]:80", "http://[::1]:80"), ("https://u@h", "https://h"),
    ])
  func valid(_ text: String, _ url: String) throws {
    #expect(try ClientConfiguration(url: text).urls == [url])
  }

  @Test(
    "what is no address is refused before anything is sent, without showing a password",
    arguments: [
      "", "localhost:8081", "ftp://x", "http://", "http://h:0", "http://h:65536", "http://u:s3cret@h:x",
      "http://a b", "http://u:%ff@h", "http://h?x", "http://h/\n",
    ])
  func invalid(_ text: String) {
    let error = #expect(throws: ClientError.self) { try ClientConfiguration(url: text) }
    #expect(error?.kind == .invalidRequest)
    #expect(error?.message.contains("is not the address of a registry") == true)
    #expect(error?.message.contains("s3cret") == false)
  }

  @Test("a registry without any address is none")
  func none() {
    #expect(throws: ClientError.self) { try ClientConfiguration(urls: []) }
  }

  @Test(
    "a proxy has a host, a port, and perhaps somebody whom it lets through",
    arguments: [
      ("proxy:3128", "proxy", 3128, nil), ("http://proxy.example:80/", "proxy.example", 80, nil),
      ("http://u:p%3A@proxy:1", "proxy", 1, "u:p:"), ("HTTP://u@[::1]:8080", "::1", 8080, "u:"),
    ] as [(String, String, Int, String?)])
  func proxy(_ text: String, _ host: String, _ port: Int, _ user: String?) throws {
    let proxy = try ProxySettings(text)
    #expect(proxy.host == host)
    #expect(proxy.port == port)
    #expect(proxy.authorization.map { "\($0.user):\($0.password)" } == user)
  }

  @Test(
    "what is no address of a proxy is refused, without showing a password",
    arguments: [
      "", "proxy", "http://proxy", "https://proxy:1", "u:s3cret@proxy:0", "u:s3cret@:1", "u:s3cret@proxy:65536",
      "u:%ff@proxy:1", "a b:1", "proxy:1/path",
    ])
  func noProxy(_ text: String) {
    let error = #expect(throws: ClientError.self) { try ProxySettings(text) }
    #expect(error?.kind == .invalidRequest)
    #expect(error?.message.contains("is not the address of a proxy") == true)
    #expect(error?.message.contains("s3cret") == false)
  }

  @Test("a longest pause doubles up to the maximum, however many rounds there are")
  func pauses() {
    let policy = RetryPolicy(firstPause: .milliseconds(100), maximumPause: .seconds(2))
    #expect(
      [0, 1, 2, 3, 5, 6, 1000, .max].map(policy.longestPause) == [
        .zero, .milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(1600), .seconds(2),
        .seconds(2),
        .seconds(2),
      ])
  }
}
