import Glibc
import Hummingbird
import NIOCore

/// The least that Hummingbird does for a request: one route that answers with bytes made before.
///
/// The measure for Martlet's own speed: both run on the same machine, in the same minutes, with the same body.
@main
struct BareServer {
  /// Takes the body as its one argument, and names its address in the first line on standard output.
  static func main() async throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: BareServer BODY")
      return
    }
    let body = ByteBuffer(string: CommandLine.arguments[1])
    let headers: HTTPFields = [.contentType: "application/vnd.schemaregistry.v1+json"]
    let router = Router()
    router.get("/schemas/ids/1") { _, _ in
      Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in
        print("bare: serving http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
        // Output to a pipe waits in a buffer, and whoever started this process waits for the line.
        fflush(nil)
      })
    try await application.runService()
  }
}
