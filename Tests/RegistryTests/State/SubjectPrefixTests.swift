import Registry
import SchemaCore
import Testing

@Suite struct SubjectPrefixTests {
  @Test(
    "a prefix is held against names in one context, or in all",
    arguments: [
      ("", "s", true), ("", ":.c:s", false), ("s", "s1", true), ("s", "t", false), ("s", ":.c:s", false),
      (":.:s", "s1", true), (":.c:", ":.c:s", true), (":.c", ":.c:s", true), (":.c:s", ":.c:s1", true),
      (":.c:s", ":.c:t", false), (":.c:", ":.cc:s", false), (":*:", ":.c:s", true), (":*:", "s", true),
      (":*:s", ":.c:s1", true), (":*:s", "s1", true), (":*:s", "t", false), (":*", ":*x", true), (":*", "s", false),
      (":.*:", ":.c:s", false), ("a:b", "a:bc", true),
    ])
  func prefix(prefix: String, subject: String, isIncluded: Bool) {
    #expect(SubjectPrefix(prefix).includes(SubjectName(qualified: subject)) == isIncluded)
  }
}
