import Foundation
import SchemaCore

/// A type with a property of each kind that records have.
struct CodableRecord: Codable, Equatable {
  enum Level: String, Codable, CaseIterable { case low, high = "HIGH" }
  struct Part: Codable, Equatable {
    var name: String
    var weights: [Double]
    var parts: [Part]
  }
  indirect enum Shape: Codable, Equatable {
    case none
    case circle(radius: Double)
    case both(Shape, Shape)
  }

  var id: Int
  var small: Int8
  var large: UInt64
  var huge: Int128
  var ratio: Double
  var share: Float
  var isActive: Bool
  var name: String
  var level: Level
  var note: String?
  var count: Int32?
  var tags: [String]
  var numbers: [Int]
  var bytes: [UInt8]
  var grid: [[Double?]]
  var labels: [String: Int]
  var byNumber: [Int: String]
  var part: Part?
  var shape: Shape
  var at: Date
  var key: UUID
  var data: Data
  var price: Decimal
  var link: URL

  static func random(using generator: inout some RandomNumberGenerator) -> CodableRecord {
    let doubles: [Double] = [
      0, -0.0, 1, 0.1, 1e300, .leastNonzeroMagnitude, -123.456, .pi, 1e15, 123_456_789_012_345_680, 1e22,
    ]
    func double() -> Double {
      Bool.random(using: &generator)
        ? doubles.randomElement(using: &generator) ?? 0
        : Double.random(in: -1e6...1e6, using: &generator) * (Bool.random(using: &generator) ? 1e-9 : 1)
    }
    func text() -> String {
      let scalars: [Unicode.Scalar] = ["a", "\"", "\\", "\u{0}", "\n", "\u{1F}", "é", "漢", "🐉", "/", "\u{2028}", " "]
      let count = Int.random(in: 0...40, using: &generator)
      return (0..<count).reduce(into: "") { text, _ in
        text.unicodeScalars.append(
          Bool.random(using: &generator) ? scalars.randomElement(using: &generator) ?? "b" : "b")
      }
    }
    func list<Item>(_ make: () -> Item) -> [Item] { (0..<Int.random(in: 0...4, using: &generator)).map { _ in make() } }
    func part(_ depth: Int) -> Part {
      Part(name: text(), weights: list(double), parts: depth == 0 ? [] : list { part(depth - 1) })
    }
    func shape(_ depth: Int) -> Shape {
      switch depth == 0 ? 0 : Int.random(in: 0...2, using: &generator) {
      case 0: .none
      case 1: .circle(radius: double())
      default: .both(shape(depth - 1), shape(depth - 1))
      }
    }
    let milliseconds = Double(Int64.random(in: -60_000_000_000_000...250_000_000_000_000, using: &generator))
    return CodableRecord(
      id: .random(in: .min ... .max, using: &generator), small: .random(in: .min ... .max, using: &generator),
      large: .random(in: .min ... .max, using: &generator), huge: Int128(Int64.min) * 3, ratio: double(),
      share: Float.random(in: -1...1, using: &generator), isActive: .random(using: &generator), name: text(),
      level: Level.allCases.randomElement(using: &generator) ?? .low,
      note: Bool.random(using: &generator) ? text() : nil,
      count: Bool.random(using: &generator) ? 7 : nil, tags: list(text),
      numbers: list { .random(in: -9_999...9_999, using: &generator) },
      bytes: list { .random(in: .min ... .max, using: &generator) },
      grid: list { list { Bool.random(using: &generator) ? double() : nil } },
      labels: Dictionary(list { (text(), 1) }, uniquingKeysWith: { first, _ in first }),
      byNumber: Dictionary(
        list { (Int.random(in: -9...9, using: &generator), text()) }, uniquingKeysWith: { first, _ in first }),
      part: Bool.random(using: &generator) ? part(3) : nil, shape: shape(3),
      at: Date(timeIntervalSinceReferenceDate: (milliseconds / 1_000).rounded() + 0.125), key: UUID(),
      data: Data(list { .random(in: .min ... .max, using: &generator) }),
      price: Decimal(sign: .minus, exponent: -3, significand: Decimal(Int.random(in: 0...999_999, using: &generator))),
      link: URL(string: "https://example.com/a?b=c") ?? URL(fileURLWithPath: "/"))
  }
}
