import Avro
import SchemaCore
import Testing

/// The examples of the page `SchemasFromIDL`.
@Suite("Schemas from Avro IDL")
struct SchemasFromIDLPageTests {
  @Test("a file gives a schema, and its types theirs")
  func types() throws {
    let idl = try AvroIDL(
      AvroIDL.File(
        name: "order.avdl",
        text: """
          namespace com.example;
          schema Order;
          record Order {
            uuid id;
            /** Null until it is paid. */
            Money? total = null;
          }
          record Money { decimal(12,2) amount; string currency = "EUR"; }
          """))
    let order = try idl.document()
    #expect(order.recordName == "com.example.Order")

    let names = idl.typeNames.map(\.fullName)
    let money = try idl.document(of: AvroName("com.example.Money"))
    let text = try money?.text(in: .pretty)
    #expect(names == ["com.example.Order", "com.example.Money"])
    #expect(text?.contains(#"{ "name": "currency", "type": "string", "default": "EUR" }"#) == true)
  }

  @Test("imports are found by a closure")
  func imports() throws {
    let shared = ["money.avdl": "namespace com.example; fixed Currency(3);"]
    let price = try AvroIDL(
      AvroIDL.File(
        name: "price.avdl",
        text: #"namespace com.example; import idl "money.avdl"; record Price { long cents; Currency currency; }"#)
    ) { (path, importer) throws(SchemaError) in
      guard let text = shared[path] else { throw SchemaError(.unsupported, "There is no file \(path)") }
      return AvroIDL.File(name: path, text: text)
    }
    #expect(try price.document().recordName == "com.example.Price")
  }
}
