// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// An officer's own browser: their certificate and key in its NSS store, the house's root trusted, and told to show the
/// certificate to the office listener without asking.
///
/// Chromium on Linux takes client certificates from `~/.pki/nssdb`; which of them a site is shown is a content setting,
/// `auto_select_certificate`, that a policy sets for a machine and the profile's own preferences for this browser. So the
/// TLS that is spoken here is the real one, from the browser to the listener, and nothing of the system is touched.
enum OfficerBrowser {
    /// What an officer's browser is started with.
    struct Identity {
        /// `HOME`, with the NSS store.
        let home: String
        /// Where the preferences are written before the start.
        let address: String
    }

    /// Opens the browser of an officer of the story's house.
    static func open(_ officer: StoryOfficer) throws -> Browser {
        guard Shell.find("chromium") != nil else { throw XCTSkip("not installed: chromium") }
        for tool in ["certutil", "pk12util"] {
            guard Shell.find(tool) != nil else { throw XCTSkip("not installed: \(tool) (libnss3-tools)") }
        }
        let store = "sql:\(officer.folder)/home/.pki/nssdb"
        try FileManager.default.createDirectory(
            atPath: officer.folder + "/home/.pki/nssdb", withIntermediateDirectories: true)
        for (program, arguments) in [
            ("certutil", ["-N", "-d", store, "--empty-password"]),
            (
                "openssl",
                [
                    "pkcs12", "-export", "-in", officer.certificate, "-inkey", officer.key, "-out",
                    officer.folder + "/officer.p12", "-passout", "pass:", "-name", officer.id,
                ]
            ),
            ("pk12util", ["-i", officer.folder + "/officer.p12", "-d", store, "-W", ""]),
            ("certutil", ["-A", "-d", store, "-n", "root", "-t", "C,,", "-i", officer.root]),
            ("certutil", ["-A", "-d", store, "-n", "issuer", "-t", ",,", "-i", officer.issuer]),
        ] {
            let outcome = try Shell.run(program, arguments)
            guard outcome.isSuccess else {
                throw StoryHouse.Failed(output: "\(program) \(arguments): \(outcome.text)\(outcome.errors)")
            }
        }
        return try Browser(Identity(home: officer.folder + "/home", address: officer.address))
    }

    /// The preferences of a profile that shows its only certificate to an address.
    static func preferences(for address: String) throws -> Data {
        try JSONSerialization.data(withJSONObject: [
            "profile": [
                "content_settings": [
                    "exceptions": [
                        "auto_select_certificate": ["\(address),*": ["setting": ["filters": [[String: String]()]]]]
                    ]
                ]
            ]
        ])
    }
}

/// An officer of the story's house, with a key of their own.
struct StoryOfficer {
    let id: String
    /// A folder of their own.
    let folder: String
    let key: String
    let certificate: String
    let root: String
    let issuer: String
    /// The office listener.
    let address: String
}
