import Testing

@testable import PostgresStorage

@Suite struct PostgresErrorTests {
  @Test("the library's words are put into one line, without the layout of several")
  func oneLine() {
    let words = """
      connection to server at "127.0.0.1", port 1 failed: Connection refused
      \tIs the server running on that host and accepting TCP/IP connections?

      """
    #expect(
      PostgresError(words).message
        == "connection to server at \"127.0.0.1\", port 1 failed: Connection refused; "
        + "Is the server running on that host and accepting TCP/IP connections?")
  }
}
