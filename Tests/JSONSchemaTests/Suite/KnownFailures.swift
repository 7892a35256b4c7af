/// The optional tests of the official suite that are not passed, and why.
enum KnownFailures {
  /// Folder, file and names as the suite has them.
  static let list: [(name: String, reason: String)] = groups.flatMap { group in
    group.folders.flatMap { folder in group.names.map { ("\(folder)/\(group.file): \($0)", group.reason) } }
  }

  private struct Group {
    var folders: [String]
    var file: String
    var reason: String
    var names: [String]
  }

  private static let since7 = ["draft7", "draft2019-09", "draft2020-12"]

  private static let groups = [
    Group(
      folders: ["draft2019-09", "draft2020-12"], file: "dependencies-compatibility.json",
      reason: "dependencies is no keyword of these drafts, and has no effect in the reference registry",
      names: [
        "boolean subschemas: object with both properties is invalid",
        "boolean subschemas: object with property having schema false is invalid",
        "dependencies with escaped characters: CRLF missing dependent",
        "dependencies with escaped characters: quoted quotes missing dependent",
        "multiple dependents required: missing both dependencies", "multiple dependents required: missing dependency",
        "multiple dependents required: missing other dependency",
        "schema dependencies with escaped characters: quoted quote",
        "schema dependencies with escaped characters: quoted quote invalid under dependent schema",
        "schema dependencies with escaped characters: quoted tab invalid under dependent schema",
        "single dependency: missing dependency", "single schema dependency: wrong type",
        "single schema dependency: wrong type both", "single schema dependency: wrong type other",
      ]),
    Group(
      folders: ["draft7"], file: "content.json",
      reason: "content is described and not checked, as later drafts have it",
      names: [
        "validation of binary string-encoding: an invalid base64 string (% is not a valid character)",
        "validation of binary-encoded media type documents: a validly-encoded invalid JSON document",
        "validation of binary-encoded media type documents: an invalid base64 string that is valid JSON",
        "validation of string-encoded content based on media type: an invalid JSON document",
      ]),
    Group(
      folders: since7, file: "format/ecmascript-regex.json",
      reason: "PCRE2 before 10.43 looks behind by a fixed width in each alternative only",
      names: ["ECMA 262 lookbehind is valid, including variable width: a variable-width lookbehind (ES2018)"]),
    Group(
      folders: since7, file: "format/hostname.json", reason: "the joining types of characters are not known here",
      names: [
        "validation of A-label (punycode) host names: ZERO WIDTH NON-JOINER not preceded by Virama but matches regexp"
      ]),
    Group(
      folders: ["draft4", "draft6"], file: "format/hostname.json",
      reason: "the rule of later drafts holds for all, that hyphens at the third and fourth place mark other scripts",
      names: ["validation of host names: hostname with consecutive hyphens (RFC1123)"]),
    Group(
      folders: since7, file: "format/idn-hostname.json",
      reason: "joining types and directions of characters are not known here (RFC 5892, A.1; RFC 5893)",
      names: [
        "validation of internationalized host names: A-label that decodes to a Bidi rule violation is invalid",
        "validation of internationalized host names: Bidi domain name with a digit-first label is invalid",
        "validation of internationalized host names: ZERO WIDTH NON-JOINER not preceded by Virama but matches regexp",
        "validation of internationalized host names: label starting with a digit before a right-to-left letter is invalid",
        "validation of internationalized host names: left-to-right label containing a right-to-left letter is invalid",
        "validation of internationalized host names: right-to-left label mixing both digit types is invalid",
      ]),
  ]
}
