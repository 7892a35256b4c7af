import SchemaCore
import Testing

@Suite struct SchemaDifferenceTests {
  private static func field(_ name: String, _ type: String = "int") -> SchemaElement {
    var element = SchemaElement(kind: "field", name: name, summary: "\(name): \(type)")
    element.add("type", type)
    element.paths = ["/\(name)"]
    return element
  }

  private static func record(_ fields: [SchemaElement], isOrdered: Bool = true) -> SchemaElement {
    var element = SchemaElement(kind: "record", name: "R", summary: "record R")
    element.isOrdered = isOrdered
    element.paths = ["", "/"]
    element.children = fields
    return element
  }

  private static func changes(_ old: [SchemaElement], _ new: [SchemaElement], isOrdered: Bool = true) -> [String] {
    SchemaDifference(from: record(old, isOrdered: isOrdered), to: record(new, isOrdered: isOrdered)).children
      .map { "\($0.change.rawValue) \($0.name)" }
  }

  @Test("equal parts are no difference")
  func equal() {
    let record = Self.record([Self.field("a"), Self.field("b")])
    #expect(SchemaDifference(from: record, to: record).isEmpty)
  }

  @Test("a part is added, removed or changed by its name")
  func byName() {
    #expect(
      Self.changes([Self.field("a"), Self.field("b")], [Self.field("b", "long"), Self.field("c")])
        == ["removed a", "changed b", "added c"])
  }

  @Test("a part that names its old name is renamed")
  func byAlias() throws {
    var new = Self.field("b", "long")
    new.aliases = ["x", "a"]
    let difference = SchemaDifference(from: Self.record([Self.field("a")]), to: Self.record([new]))
    let child = try #require(difference.children.first)
    #expect(child.change == .renamed)
    #expect(child.details == [.init("name", old: "a", new: "b"), .init("type", old: "int", new: "long")])
    #expect(child.path == "b")
  }

  @Test("a part that keeps its identity is renamed")
  func byIdentity() {
    var (old, new) = (Self.field("a"), Self.field("b"))
    old.identity = "1"
    new.identity = "1"
    #expect(Self.changes([old], [new]) == ["renamed b"])
  }

  @Test("a name counts before an alias")
  func nameFirst() {
    var other = Self.field("b")
    other.aliases = ["a"]
    #expect(Self.changes([Self.field("a")], [other, Self.field("a")]) == ["added b"])
  }

  @Test(
    "the fewest parts have moved where order counts",
    arguments: [
      (["a", "b", "c"], ["c", "a", "b"], ["moved c"]), (["a", "b", "c"], ["a", "c"], ["removed b"]),
      (["a", "b", "c", "d"], ["d", "b", "c", "a"], ["moved d", "moved a"]),
      (["a", "b"], ["x", "a", "b"], ["added x"]),
    ])
  func moves(_ old: [String], _ new: [String], _ changes: [String]) {
    #expect(Self.changes(old.map { Self.field($0) }, new.map { Self.field($0) }) == changes)
    let unordered = Self.changes(old.map { Self.field($0) }, new.map { Self.field($0) }, isOrdered: false)
    #expect(unordered == changes.filter { !$0.hasPrefix("moved") })
  }

  @Test("what is said no more is a detail without a new text")
  func attributes() throws {
    var old = Self.field("a")
    old.add("doc", "x")
    let difference = SchemaDifference(from: Self.record([old]), to: Self.record([Self.field("a")]))
    #expect(difference.children.first?.details == [.init("doc", old: "x", new: nil)])
  }

  @Test("texts that only look alike differ")
  func exactTexts() {
    #expect(Self.changes([Self.field("a", "caf\u{E9}")], [Self.field("a", "cafe\u{301}")]) == ["changed a"])
  }

  @Test("an effect stands at the innermost part that its path leads to, else at the root")
  func effects() {
    func effect(_ path: String) -> SchemaDifference.Effect {
      .init(breaks: "backward", rule: "R", explanation: path, path: path)
    }
    let difference = SchemaDifference(
      from: Self.record([Self.field("a")]), to: Self.record([Self.field("a", "long"), Self.field("b")]),
      effects: [effect("/b/type"), effect("/a"), effect("/nowhere")])
    #expect(difference.children.map { $0.effects.map(\.path) } == [["/a"], ["/b/type"]])
    #expect(difference.effects.map(\.path) == ["/nowhere"])
    #expect(difference.allEffects.count == 3)
  }
}
