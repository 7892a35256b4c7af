import SchemaCore
import Testing

@testable import Protobuf

/// Lists of numbers have a way of their own through readers and writers.
@Suite("Lists of numbers in ProtoJSON")
struct JSONNumberListTests {
  private static let files = Result {
    try FileSet(compiling: [
      (
        name: "lists.proto",
        text: """
        syntax = "proto3";
        message Lists {
          repeated double doubles = 1;
          repeated float floats = 2;
          repeated int32 ints = 3;
          repeated sint64 longs = 4;
          repeated fixed32 uints = 5;
          repeated uint64 ulongs = 6;
        }
        """
      )
    ])
  }

  private static func json(_ options: ProtoJSONOptions = ProtoJSONOptions()) throws -> ProtoJSON {
    try ProtoJSON(files.get(), message: "Lists", options: options)
  }

  @Test(
    "are written as they are read",
    arguments: [
      #"{"doubles":[0.1,-217.766,1.0,-0.0,0.4844297242996407,1e-07,12345678.9,5e-324,"NaN","-Infinity"]}"#,
      #"{"doubles":[99999.5]}"#, #"{"floats":[0.5,-1.25,16777216.0,3.4028235e+38,"Infinity"]}"#,
      #"{"ints":[0,-1,2147483647,-2147483648]}"#,
      #"{"longs":["0","-9","9999999999999999","10000000000000000","9223372036854775807","-9223372036854775808"]}"#,
      #"{"uints":[0,4294967295]}"#, #"{"ulongs":["0","18446744073709551615"]}"#,
    ])
  func same(_ text: String) throws {
    #expect(try Self.json().rewritten(text) == text)
  }

  @Test(
    "are read in other spellings, beside the usual ones",
    arguments: [
      (#"{"doubles":[ 1 , 2.50,3e2 ,"4",  5,\#t6,7\#n]}"#, #"{"doubles":[1.0,2.5,300.0,4.0,5.0,6.0,7.0]}"#),
      (#"{"doubles":[0.3000000000000000444,0.1]}"#, #"{"doubles":[0.30000000000000004,0.1]}"#),
      (
        #"{"floats":[1.000000059604644775390625,1.0000000596046447753906251,2]}"#,
        #"{"floats":[1.0,1.0000001,2.0]}"#
      ),
      (#"{"ints":["1",2, 3,4.0,5e0,"6"]}"#, #"{"ints":[1,2,3,4,5,6]}"#),
      (#"{"longs":[1,"2",-0,"\u0033",-4,1e3]}"#, #"{"longs":["1","2","0","3","-4","1000"]}"#),
      (#"{"ints":[],"longs":[ ]}"#, "{}"),
    ])
  func otherSpellings(_ text: String, _ expected: String) throws {
    #expect(try Self.json().rewritten(text) == expected)
  }

  @Test("long integers go without quotes if that is asked for")
  func unquoted() throws {
    let text = #"{"longs":[1,-2,9223372036854775807],"ulongs":[18446744073709551615]}"#
    #expect(try Self.json(ProtoJSONOptions(quotesLongs: false)).rewritten(text) == text)
  }

  @Test(
    "with one that does not fit are refused at its place",
    arguments: [
      (#"{"ints":[1,2,2147483648,4]}"#, "ints[2]"), (#"{"ints":[1,-2147483649,4]}"#, "ints[1]"),
      (#"{"ints":[1,01,4]}"#, nil), (#"{"ints":[1,2,,3]}"#, nil), (#"{"ints":[1,2,]}"#, nil), (#"{"ints":[1 2]}"#, nil),
      (#"{"ints":[1,2"#, nil), (#"{"ints":["1,2]}"#, nil), (#"{"ints":[1",2]}"#, nil), (#"{"ints":[-,2]}"#, nil),
      (#"{"ints":[1,null]}"#, "ints[1]"), (#"{"uints":[1,-1,2]}"#, "uints[1]"),
      (#"{"uints":[4294967296,1]}"#, "uints[0]"),
      (#"{"ulongs":[-1,1]}"#, "ulongs[0]"), (#"{"longs":["9223372036854775808",1]}"#, "longs[0]"),
      (#"{"doubles":[1,1e999,2]}"#, "doubles[1]"), (#"{"doubles":[1.,2]}"#, nil), (#"{"doubles":[.5,2]}"#, nil),
      (#"{"floats":[1,1e39,2]}"#, "floats[1]"),
    ])
  func refused(_ text: String, _ path: String?) throws {
    let error = #expect(throws: CodecError.self) { try Self.json().rewritten(text) }
    if let path { #expect(error?.path == path) }
  }

  @Test("of any length are what they were")
  func long() throws {
    for count in [63, 64, 65, 1000] {
      let longs = (0..<count).map { _ in Int64.random(in: .min ... .max) >> Int64.random(in: 0..<64) }
      let doubles = longs.map { Double($0) / 1000 }
      let text =
        "{\"doubles\":[" + doubles.map(\.description).joined(separator: ",") + "],\"longs\":["
        + longs.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
      #expect(try Self.json().rewritten(text) == text)
    }
  }
}
