import RegistryTesting
import Testing

@testable import Protobuf

@Suite("Texts of random files")
struct RandomTextTests {
  @Test("canonical text is read as itself, and normalized text normalizes to itself", arguments: 0..<150)
  func stable(seed: UInt64) throws {
    var random = RandomSyntax(seed: seed)
    let file = random.file()
    let text = CanonicalText.text(of: file)
    let parsed = try TextSamples.parse(text)
    #expect(CanonicalText.text(of: parsed) == text)

    let normalized = try TextSamples.form(of: file).text()
    #expect(try TextSamples.form(of: parsed).text() == normalized, "however the file was written")
    #expect(try TextSamples.normalized(normalized) == normalized)
    for message in file.messages {
      let name = FullName.join(file.package?.text ?? "", message.name.text)
      #expect(parsed.messageIndexes(of: name) == file.messageIndexes(of: name))
    }

    let bare = CanonicalText.text(of: file.withoutExtensions())
    #expect(try TextSamples.canonical(bare) == bare)
  }
}
