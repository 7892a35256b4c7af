// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "orders",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: "https://example.com/martlet.git", branch: "main")],
  targets: [
    // Order.avsc becomes a Swift type; `swift package schema-check --against git:origin/main` tells whether it may change so.
    .target(
      name: "Orders", dependencies: [.product(name: "Avro", package: "martlet")],
      plugins: [.plugin(name: "AvroPlugin", package: "martlet")])
  ]
)
