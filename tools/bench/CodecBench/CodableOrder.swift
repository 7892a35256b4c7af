/// The record of the workload w2. Decimals stay the bytes that they are, as in the generic values of other libraries.
struct CodableOrder: Codable {
  enum Status: String, Codable {
    case new = "NEW"
    case paid = "PAID"
    case packed = "PACKED"
    case shipped = "SHIPPED"
    case delivered = "DELIVERED"
    case returned = "RETURNED"
    case cancelled = "CANCELLED"
  }

  enum Channel: String, Codable {
    case web = "WEB"
    case store = "STORE"
    case phone = "PHONE"
    case partner = "PARTNER"
  }

  struct Address: Codable {
    struct Geo: Codable {
      var lat: Double
      var lon: Double
    }

    var line1: String
    var line2: String?
    var city: String
    var region: String?
    var postCode: String
    var country: String
    var geo: Geo?
  }

  struct Item: Codable {
    enum TaxClass: String, Codable {
      case standard = "STANDARD"
      case reduced = "REDUCED"
      case zero = "ZERO"
    }

    var sku: String
    var title: String
    var quantity: Int32
    var unitPrice: [UInt8]
    var discount: Double?
    var weightGrams: Int32
    var tags: [String]
    var options: [String: String]
    var taxClass: TaxClass
    var backorder: Bool
  }

  struct Card: Codable {
    var network: String
    var last4: String
    var expiryMonth: Int32
    var expiryYear: Int32
    var authCode: String?
  }

  struct Transfer: Codable {
    var bank: String
    var reference: String
    var settledAt: Int64
  }

  struct Voucher: Codable {
    var code: String
    var remaining: [UInt8]
  }

  enum Payment: Codable {
    enum CodingKeys: String, CodingKey {
      case card = "Card"
      case transfer = "Transfer"
      case voucher = "Voucher"
    }

    case card(Card)
    case transfer(Transfer)
    case voucher(Voucher)
  }

  enum Attribute: Codable {
    case string(String)
    case long(Int64)
    case double(Double)
    case boolean(Bool)
  }

  struct Event: Codable {
    var at: Int64
    var code: Int32
    var actor: String
    var note: String?
  }

  var orderId: String
  var accountRef: Int64
  var status: Status
  var channel: Channel
  var createdAt: Int64
  var updatedAt: Int64?
  var dueDate: Int32?
  var currency: String
  var total: [UInt8]
  var tax: [UInt8]
  var shipping: Address
  var billing: Address?
  var items: [Item]
  var payment: Payment
  var attributes: [String: Attribute]
  var counters: [String: Int64]
  var events: [Event]
  var checksum: [UInt8]
  var signature: [UInt8]
  var priority: Int32
  var score: Double
  var ratio: Float
  var gift: Bool
  var note: String?
  var revision: Int32
  var parentOrderId: String?
}
