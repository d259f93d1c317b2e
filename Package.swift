// swift-tools-version: 6.2
import PackageDescription

/// With EBB_STATIC=1, Swift's own libraries go into the binary, so that it runs where no Swift is. The compiled modules
/// are those of any other build, which --static-swift-stdlib would compile anew.
let linkage: [LinkerSetting] =
    Context.environment["EBB_STATIC"] == "1"
    ? [
        .unsafeFlags(["-static-stdlib"]),
        .linkedLibrary("FoundationEssentials"),
        .linkedLibrary("CoreFoundation"),
        .linkedLibrary("_FoundationCShims"),
        .linkedLibrary("_FoundationCollections"),
        .linkedLibrary("_FoundationICU"),
    ] : []

let package = Package(
    name: "ebb",
    products: [
        .executable(name: "ebb", targets: ["ebb"])
    ],
    traits: [
        .trait(name: "ISAL", description: "Inflates gzip with ISA-L instead of zlib, on x86-64; needs libisal-dev.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]
        ),
        .systemLibrary(
            name: "CISAL",
            pkgConfig: "libisal",
            providers: [.apt(["libisal-dev"])]
        ),
        .target(
            name: "Schemas",
            path: "Schemas",
            resources: [
                .embedInCode("sqlite-001-start.sql"),
                .embedInCode("sqlite-002-sessions.sql"),
                .embedInCode("config.schema.json"),
                .embedInCode("openapi.yaml"),
                .embedInCode("prices-amazon-cloudfront.yaml"),
                .embedInCode("prices-amazon-s3.yaml"),
                .embedInCode("prices-amazon-s3-to-aws.yaml"),
                .embedInCode("prices-fastly.yaml"),
                .embedInCode("prices-google-artifact-registry.yaml"),
                .embedInCode("prices-google-container-registry.yaml"),
                .embedInCode("routing-registry-k8s-io.yaml"),
            ]
        ),
        .target(name: "AccessLogs"),
        .target(name: "Registry"),
        .target(name: "Analysis", dependencies: ["Registry"]),
        .target(name: "Traffic", dependencies: ["Registry"]),
        .target(name: "Store", dependencies: ["Analysis", "Registry", "Traffic"]),
        .target(
            name: "SQLiteStore",
            dependencies: [
                "Registry", "Schemas", "Store", "Traffic",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .target(
            name: "Ingest",
            dependencies: [
                "AccessLogs", "CZlib", "Registry", "Store", "Traffic",
                .target(name: "CISAL", condition: .when(traits: ["ISAL"])),
            ]
        ),
        .target(name: "NetworkFiles", dependencies: ["Ingest", "Registry"]),
        .target(
            name: "ConfigurationFile",
            dependencies: [
                "Analysis", "Registry", "Schemas",
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "Reports",
            dependencies: [
                "Analysis", "Registry", "Store",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [
                .embedInCode("Templates/page.css"),
                .embedInCode("Templates/page.js"),
                .embedInCode("Templates/head.mustache"),
                .embedInCode("Templates/foot.mustache"),
                .embedInCode("Templates/range.mustache"),
                .embedInCode("Templates/form.mustache"),
                .embedInCode("Templates/burndown.mustache"),
                .embedInCode("Templates/overview.mustache"),
                .embedInCode("Templates/list.mustache"),
                .embedInCode("Templates/image.mustache"),
                .embedInCode("Templates/client.mustache"),
                .embedInCode("Templates/stragglers.mustache"),
                .embedInCode("Templates/cost.mustache"),
                .embedInCode("Templates/sources.mustache"),
                .embedInCode("Templates/error.mustache"),
            ]
        ),
        .target(
            name: "API",
            dependencies: [
                "Analysis", "Registry", "Reports", "Schemas", "Store",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "ebb",
            dependencies: [
                "API", "AccessLogs", "Analysis", "ConfigurationFile", "Ingest", "NetworkFiles", "Registry", "Reports",
                "SQLiteStore", "Store", "Traffic",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            linkerSettings: linkage
        ),
        .target(
            name: "EbbTesting",
            dependencies: ["AccessLogs", "Ingest", "Registry", "Store", "Traffic"]
        ),
        .executableTarget(
            name: "generate-logs",
            dependencies: [
                "EbbTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/GenerateLogs"
        ),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "AccessLogs", "EbbTesting", "Ingest", "Registry", "SQLiteStore", "Store",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Benchmarks",
            exclude: ["RESULTS.md"],
            resources: [
                .embedInCode("requests.lua"),
                .embedInCode("Ingest/groups.awk"),
                .embedInCode("Ingest/duckdb_groups.py"),
            ]
        ),
        .testTarget(
            name: "AccessLogsTests",
            dependencies: ["AccessLogs", "EbbTesting"],
            exclude: ["Fixtures"]
        ),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "EbbTesting", "Registry"]),
        .testTarget(name: "RegistryTests", dependencies: ["EbbTesting", "Registry"]),
        .testTarget(name: "TrafficTests", dependencies: ["EbbTesting", "Registry", "Traffic"]),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Analysis", "EbbTesting", "Registry", "SQLiteStore", "Schemas", "Store", "Traffic",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "AccessLogs", "CZlib", "EbbTesting", "Ingest", "Registry", "SQLiteStore", "Store", "Traffic",
            ]
        ),
        .testTarget(name: "NetworkFilesTests", dependencies: ["EbbTesting", "NetworkFiles", "Registry"]),
        .testTarget(
            name: "GeneratorTests",
            dependencies: ["EbbTesting", "Registry", "SQLiteStore", "Store", "Traffic"]
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Analysis", "EbbTesting", "Registry", "Reports", "Store", "Traffic"]
        ),
        .testTarget(
            name: "APITests",
            dependencies: [
                "API", "Analysis", "EbbTesting", "Registry", "Store", "Traffic",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "ConfigurationFileTests",
            dependencies: ["Analysis", "ConfigurationFile", "Registry", "Schemas"],
            exclude: ["Fixtures", "test_schema.py"]
        ),
    ]
)

let settings: [SwiftSetting] = [
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0458-strict-memory-safety.md
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
