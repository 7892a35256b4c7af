import Foundation
import RegistryTesting

@testable import MartletCLI

extension TemporaryFolder {
  /// A channel that reads these bytes.
  func channel(_ bytes: some Sequence<UInt8>) throws -> FileChannel {
    try FileChannel.reading(try file(UUID().uuidString, bytes))
  }
}
