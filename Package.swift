// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// What every room is compiled with: each use of a pointer says `unsafe`, each warning is an error,
/// and a file names every module whose declarations it uses.
let house: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room: a folder of `Sources` and the rooms below it that it may enter.
func room(_ name: String, _ below: [String] = []) -> Target {
    .target(name: name, dependencies: below.map { .byName(name: $0) }, swiftSettings: house)
}

/// A room's tests.
///
/// Tests may reach into any room; they are not compiled with the house's settings,
/// so that a test can force-unwrap what it has just built.
func tests(_ name: String, _ rooms: [String], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: rooms.map { .byName(name: $0) }, path: "Tests/\(name)", exclude: exclude)
}

let package = Package(
    name: "mohr",
    products: [
        .executable(name: "mohr", targets: ["mohr"]),
        .library(name: "MohrSigning", targets: ["MohrSigning"]),
        .library(name: "MohrValidation", targets: ["MohrValidation"]),
    ],
    targets: [
        // Rank 0: the C doors.
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CPKCS11", providers: [.apt(["libp11-kit-dev"])]),

        // Rank 1: no ties to each other.
        room("DER"),
        room("JSON"),
        room("Containers"),
        room("Cryptography", ["COpenSSL", "CPKCS11"]),
        room("Database", ["CSQLite", "CPostgreSQL"]),
        room("HTTPServer", ["COpenSSL", "CLinux"]),

        // Rank 2.
        room("PKIX", ["DER", "JSON", "Cryptography"]),
        room("Identity"),
        room("Transparency", ["Cryptography"]),

        // Rank 3.
        room("Linting", ["DER", "Cryptography", "PKIX", "Identity"]),
        room("Records", ["DER", "Cryptography", "Database", "PKIX", "Identity", "Transparency"]),

        // Rank 4: none of these imports another.
        room("Issuance", ["DER", "Cryptography", "PKIX", "Identity", "Linting", "Records"]),
        room("Enrollment", ["DER", "Cryptography", "Database", "PKIX", "Identity", "Linting", "Records"]),
        room("Revocation", ["DER", "Cryptography", "Database", "PKIX", "Linting", "Records"]),
        room("Timestamping", ["DER", "Cryptography", "PKIX", "Records"]),
        room("Campaigns", ["DER", "Cryptography", "PKIX", "Identity", "Linting", "Records"]),
        room("MohrSigning", ["DER", "JSON", "Cryptography", "PKIX"]),
        room("MohrValidation", ["DER", "Cryptography", "JSON", "PKIX", "Identity"]),

        // Rank 5 and 6.
        room(
            "Service",
            [
                "DER", "JSON", "Cryptography", "Database", "HTTPServer", "PKIX", "Identity", "Linting", "Records",
                "Issuance",
                "Enrollment", "Revocation", "Timestamping", "MohrSigning", "MohrValidation",
                "Campaigns", "Containers", "Transparency",
            ]),
        .executableTarget(
            name: "mohr",
            dependencies: [
                "DER", "Cryptography", "Database", "HTTPServer", "JSON", "PKIX", "Identity", "Linting", "Records",
                "Issuance",
                "Enrollment", "Revocation", "Timestamping", "MohrSigning", "MohrValidation", "Service",
                "Campaigns", "Containers", "Transparency", "CLinux",
            ],
            swiftSettings: house),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["DER", "Cryptography", "PKIX", "Database", "Records"],
            path: "Tests/TestSupport"),
        // Drills of crashes and faults: `swift run Faults`.
        .executableTarget(
            name: "Faults",
            dependencies: [
                "Service", "Enrollment", "Records", "Revocation", "Issuance", "HTTPServer", "Identity", "PKIX",
                "Cryptography", "DER", "JSON", "TestSupport",
            ], path: "Tests/Faults", exclude: ["Disk"]),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "DER", "JSON", "Containers", "Cryptography", "HTTPServer", "PKIX", "Identity", "Transparency",
                "MohrValidation",
            ], path: "Tests/Fuzz/Targets"),
        tests(
            "FuzzTests",
            [
                "FuzzTargets", "Containers", "JSON", "MohrValidation", "MohrSigning", "TestSupport", "DER",
                "Cryptography",
                "PKIX",
            ]),
        tests("TransparencyTests", ["Transparency", "Cryptography"]),
        tests("DERTests", ["DER"]),
        tests("ContainersTests", ["Containers", "TestSupport"]),
        tests("CryptographyTests", ["Cryptography", "COpenSSL", "CPKCS11"]),
        tests("DatabaseTests", ["Database", "TestSupport"]),
        tests("HTTPServerTests", ["HTTPServer"]),
        tests("PKIXTests", ["PKIX", "TestSupport", "DER", "JSON", "Cryptography"]),
        tests("IdentityTests", ["Identity"]),
        tests("LintingTests", ["Linting", "TestSupport", "DER", "Cryptography", "PKIX", "Identity"]),
        tests("RecordsTests", ["Records", "Database", "TestSupport", "DER", "Cryptography", "PKIX"]),
        tests(
            "IssuanceTests",
            ["Issuance", "Records", "Linting", "TestSupport", "DER", "Cryptography", "PKIX", "Identity"]),
        tests(
            "EnrollmentTests",
            ["Enrollment", "Issuance", "Records", "Linting", "TestSupport", "DER", "Cryptography", "PKIX", "Identity"]),
        tests("RevocationTests", ["Revocation", "Records", "Linting", "TestSupport", "DER", "Cryptography", "PKIX"]),
        tests("TimestampingTests", ["Timestamping", "Records", "TestSupport", "DER", "Cryptography", "PKIX"]),
        tests(
            "CampaignsTests", ["Campaigns", "Records", "Database", "TestSupport", "DER", "Cryptography", "PKIX"]),
        tests(
            "MohrSigningTests",
            ["MohrSigning", "Timestamping", "Records", "TestSupport", "DER", "JSON", "Cryptography", "PKIX"]),
        tests(
            "MohrValidationTests",
            ["MohrValidation", "MohrSigning", "TestSupport", "DER", "Cryptography", "JSON", "PKIX"]),
        tests(
            "ServiceTests",
            [
                "Service", "HTTPServer", "MohrValidation", "MohrSigning", "Enrollment", "Revocation", "Issuance",
                "Timestamping", "Linting",
                "Records", "Identity", "PKIX", "Cryptography", "DER", "TestSupport",
                "Campaigns", "Containers", "Database",
            ]),
        tests("ConformanceTests", ["MohrValidation", "MohrSigning", "TestSupport", "DER", "Cryptography", "PKIX"]),
        tests(
            "EndToEndTests",
            [
                "mohr", "Faults", "Service", "Enrollment", "Records", "Revocation", "Issuance", "HTTPServer",
                "Identity",
                "PKIX", "Cryptography", "DER", "JSON", "Transparency", "TestSupport", "Database",
            ], exclude: ["Documents"]),
        tests(
            "BrowserTests",
            ["mohr", "MohrSigning", "PKIX", "Cryptography", "DER", "JSON", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
