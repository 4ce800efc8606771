// swift-tools-version:6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "market-reaction",
  products: [
    .library(name: "EventStudy", targets: ["EventStudy"]),
    .executable(name: "reaction", targets: ["reaction"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // MARK: C libraries, each imported by exactly one target; zlib by two, which unpack and pack
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CDistributions"),
    // The table `prices` of SQL; `make extension` builds the same sources for other programs.
    .target(
      name: "CPricesTable",
      cSettings: [.define("SQLITE_CORE")],
      linkerSettings: [.linkedLibrary("sqlite3")]),

    // MARK: The pure core: no I/O, no clock, no global state
    .target(name: "Digest", dependencies: ["CCrypto"], swiftSettings: strict),
    .target(name: "Tables", swiftSettings: strict),
    .target(name: "Statistics", dependencies: ["CDistributions"], swiftSettings: strict),
    .target(
      name: "MarketData", resources: [.embedInCode("Resources")], swiftSettings: strict),
    .target(
      name: "EventStudy", dependencies: ["MarketData", "Statistics", "Tables"],
      swiftSettings: strict),
    .target(
      name: "Correlation", dependencies: ["EventStudy", "MarketData", "Statistics", "Tables"],
      swiftSettings: strict),
    .target(
      name: "Reactions", dependencies: ["EventStudy", "MarketData", "Statistics", "Tables"],
      swiftSettings: strict),

    // MARK: The edges
    .target(
      name: "Ingest", dependencies: ["CLibCSV", "CZlib", "Digest", "MarketData"],
      swiftSettings: strict),
    .target(
      name: "Store",
      dependencies: [
        "CPricesTable", "EventStudy", "MarketData", "Tables",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: ["CZlib", "Digest", "EventStudy", "MarketData", "Statistics", "Tables"],
      resources: [.embedInCode("Notebook/Templates")], swiftSettings: strict),

    // MARK: Composition
    .target(
      name: "Workflow",
      dependencies: [
        "Correlation", "Digest", "EventStudy", "Ingest", "MarketData", "Reactions", "Reporting",
        "Statistics", "Store", "Tables",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "reaction",
      dependencies: [
        "Correlation", "EventStudy", "MarketData", "Reactions", "Reporting", "Statistics", "Tables",
        "Workflow",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // MARK: Benchmarks
    .executableTarget(
      name: "ReadCloses", dependencies: ["MarketData", "Store"], path: "Benchmarks/ReadCloses",
      swiftSettings: strict),

    // MARK: Tests
    .target(
      name: "TestSupport", dependencies: ["EventStudy", "MarketData", "Tables"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "DigestTests", dependencies: ["Digest"], swiftSettings: strict),
    .testTarget(name: "TablesTests", dependencies: ["Tables"], swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], exclude: ["Reference"],
      swiftSettings: strict),
    .testTarget(
      name: "MarketDataTests", dependencies: ["MarketData"], exclude: ["Reference"],
      swiftSettings: strict),
    .testTarget(
      name: "EventStudyTests",
      dependencies: ["EventStudy", "MarketData", "Statistics", "Tables", "TestSupport"],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "CorrelationTests",
      dependencies: [
        "Correlation", "EventStudy", "MarketData", "Statistics", "Tables", "TestSupport",
      ],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "ReactionsTests",
      dependencies: ["MarketData", "Reactions", "Statistics", "Tables", "TestSupport"],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "IngestTests", dependencies: ["Ingest", "MarketData", "TestSupport"],
      exclude: ["Reference"],
      swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "EventStudy", "MarketData", "Store", "Tables",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Digest", "EventStudy", "MarketData", "Reporting", "Tables", "TestSupport"],
      exclude: ["Reference", "Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "WorkflowTests", dependencies: ["EventStudy", "MarketData", "TestSupport", "Workflow"],
      swiftSettings: strict),
    .target(
      name: "FuzzTargets", dependencies: ["EventStudy", "Ingest", "MarketData", "Workflow"],
      path: "Tests/Fuzz/Targets", swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CLITests", dependencies: ["TestSupport", "reaction"], exclude: ["Reference"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// libFuzzer brings its own `main`, so its program is there only when asked for: scripts/fuzz.sh.
if Context.environment["REACTION_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "LibFuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/LibFuzzer",
      swiftSettings: strict))
}
