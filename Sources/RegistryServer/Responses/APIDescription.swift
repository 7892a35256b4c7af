import CAPIDescription

/// The description of the REST API in OpenAPI, which is part of the program.
enum APIDescription {
  /// The media type of YAML (RFC 9512).
  static let mediaType = "application/yaml"

  /// The text of `schemas/api/openapi.yaml`.
  static let text: String = {
    var size = 0
    let bytes = martlet_api_description(&size)
    return String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
  }()
}
