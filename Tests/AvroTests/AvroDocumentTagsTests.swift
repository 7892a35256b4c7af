import Avro
import SchemaCore
import Testing

struct AvroDocumentTagsTests {
  private static let text =
    #"{"type":"record","name":"R","namespace":"n","fields":["#
    + #"{"name":"a","type":"int","confluent:tags":["A"]},"#
    + #"{"name":"b","type":["null",{"type":"record","name":"I","namespace":"m","fields":["#
    + #"{"name":"c","type":{"type":"array","items":{"type":"record","name":"J","fields":[]}}}]}]},"#
    + #"{"name":"d","type":{"type":"map","values":"m.I"}}],"confluent:tags":["T"]}"#

  private static func field(_ path: String, _ tags: ExactText...) -> SchemaTags {
    SchemaTags(entity: SchemaEntity(path: path, kind: .field), tags: tags)
  }

  private static func record(_ path: String, _ tags: ExactText...) -> SchemaTags {
    SchemaTags(entity: SchemaEntity(path: path, kind: .record), tags: tags)
  }

  @Test("records and their fields can have tags, wherever in the text they are defined")
  func entities() throws {
    let schema = try AvroFormat().parse(Self.text)
    #expect(
      schema.taggableEntities == [
        Self.record("n.R", "T"), Self.field("n.R.a", "A"), Self.field("n.R.b"), Self.record("m.I"),
        Self.field("m.I.c"), Self.record("m.J"), Self.field("n.R.d"),
      ])
    #expect(schema.inlineTags == [Self.record("n.R", "T"), Self.field("n.R.a", "A")])
  }

  @Test("tags are added after those that are there, and removed after that")
  func edits() throws {
    let schema = try AvroFormat().parse(Self.text)
    let text = try schema.text(
      adding: [Self.field("n.R.a", "C", "B", "A"), Self.field(".m.I.c", "N"), Self.record("m.J", "X")],
      removing: [Self.field("n.R.a", "B"), Self.record("n.R", "T", "U")])
    #expect(
      try AvroFormat().parse(text).inlineTags == [
        Self.field("n.R.a", "A", "C"), Self.field("m.I.c", "N"), Self.record("m.J", "X"),
      ])
    let back = try AvroFormat().parse(text).text(
      adding: [Self.record("n.R", "T")],
      removing: [Self.field("n.R.a", "C"), Self.field("m.I.c", "N"), Self.record("m.J", "X")])
    #expect(back == schema.canonicalText)
  }

  @Test(
    "a part that is not there is refused",
    arguments: [field("n.R.x", "T"), field("n.R", "T"), record("n.R.a", "T"), field("a", "T"), record("", "T")])
  func unknown(_ tags: SchemaTags) throws {
    let schema = try AvroFormat().parse(Self.text)
    for (added, removed) in [([tags], []), ([], [tags])] {
      let error = #expect(throws: SchemaError.self) { try schema.text(adding: added, removing: removed) }
      #expect(error?.kind == .unknownName)
      #expect(error?.message.contains("'\(tags.entity.path)'") == true)
    }
  }
}
