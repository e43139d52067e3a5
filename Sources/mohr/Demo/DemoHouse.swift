// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import Identity
import Issuance
import PKIX
import Records
import Service

/// The house of the story: founded in a fresh home, then served on loopback by the code that production runs.
final class DemoHouse {
    let home: Home
    let root: String
    let host: ServiceHost
    let publicURL: String
    let officeURL: String

    var service: MohrService { host.service }

    /// Founds the house and opens its listeners.
    ///
    /// - Parameters:
    ///   - path: of the home; must not be there, or be empty.
    ///   - tell: told what is being done, by a step's key.
    /// - Throws: what any room throws, or ``CommandFailure``.
    init(at path: String, tell: (String, [String: String], [String]) -> Void) throws {
        home = Home(path)
        root = try Assets.root()
        try Self.prepare(home)
        let (publicPort, officePort) = Self.ports()
        publicURL = "http://127.0.0.1:\(publicPort)"
        officeURL = "https://127.0.0.1:\(officePort)"
        let configuration = try Self.configuration(home, root, publicURL, publicPort, officePort)
        let passphrase = try Self.passphrase(home)
        try Self.found(home, root, configuration, passphrase, tell)
        let service = try MohrService(
            home: home, configuration: configuration, passphrase: passphrase, roles: Set(Role.allCases))
        host = try ServiceHost(service, passphrase: passphrase) { fault in
            Output.write("mohr: \(fault)\n".utf8, to: .standardError)
        }
    }

    /// An authority's certificate.
    func authority(_ name: String) throws -> Certificate {
        guard let certificate = service.authorities[name] else {
            throw CommandFailure(.fault, "demo.unexpected", ["seen": "no \(name)", "wanted": name])
        }
        return certificate
    }

    private static func prepare(_ home: Home) throws {
        let manager = FileManager.default
        if let there = try? manager.contentsOfDirectory(atPath: home.path), !there.isEmpty {
            throw CommandFailure(.usage, "demo.homeNotEmpty", ["folder": home.path])
        }
        try manager.createDirectory(
            atPath: home.story, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// A passphrase that no one knows, in a file that only its owner reads.
    static func passphrase(_ home: Home) throws -> Passphrase {
        let text = Array(Base64.encode(try SecureRandom.bytes(24), .url).utf8)
        let isWritten = FileManager.default.createFile(
            atPath: home.file("passphrase"), contents: Data(text), attributes: [.posixPermissions: 0o600])
        guard isWritten else {
            throw CommandFailure(.input, "cli.file.unwritable", ["file": home.file("passphrase"), "cause": "–"])
        }
        return Passphrase(text)
    }

    /// The standard configuration with this tree's addresses, kept beside it so that `mohr serve` finds it.
    static func configuration(
        _ home: Home, _ root: String, _ url: String, _ publicPort: Int, _ officePort: Int
    ) throws -> Configuration {
        var text = try String(contentsOfFile: root + "/Config/mohr.json5", encoding: .utf8)
        for (old, new) in [
            ("port: 8080,", "port: \(publicPort),"), ("port: 8443,", "port: \(officePort),"),
            ("publicURL: \"http://127.0.0.1:8080\"", "publicURL: \"\(url)\""),
            ("profiles: \"../PKI/Profiles\"", "profiles: \"\(root)/PKI/Profiles\""),
            ("predictableKeys: \"predictable-keys\"", "predictableKeys: \"\(root)/Config/predictable-keys\""),
        ] {
            text = text.replacing(old, with: new)
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: home.configuration))
        let configuration = try Configuration(reading: home.configuration)
        guard configuration.publicListener.publicURL == url, configuration.publicListener.port == publicPort,
            configuration.officeListener.port == officePort
        else {
            throw CommandFailure(.fault, "demo.unexpected", ["seen": "Config/mohr.json5", "wanted": url])
        }
        return configuration
    }

    static func found(
        _ home: Home, _ root: String, _ configuration: Configuration, _ passphrase: Passphrase,
        _ tell: (String, [String: String], [String]) -> Void
    ) throws {
        let founding = try Founding(home: home, configuration: configuration, passphrase: passphrase)
        defer { founding.close() }
        for name in ["root", "health-intermediate", "trade-intermediate"] {
            let transcript = try founding.perform("\(root)/PKI/Ceremonies/\(name).json5")
            guard let certificate = transcript.certificate, let kind = transcript.document.keyKind else { continue }
            let file = name + ".pem"
            try Data(certificate.pem).write(to: URL(fileURLWithPath: "\(home.story)/\(file)"))
            tell(
                "demo.ceremony",
                [
                    "authority": transcript.document.authority, "key": "\(kind)",
                    "subject": certificate.subject.description,
                ], ["openssl x509 -in \(file) -noout -subject -issuer -dates"])
        }
        _ = try founding.completeServices()
    }

    /// The usual ports if they are free, others if not: the demo must run beside a house that is being served.
    private static func ports() -> (Int, Int) {
        (freePort(8_080), freePort(8_443))
    }

    static func freePort(_ wanted: Int) -> Int {
        for port in [wanted, 0] {
            let probe = HTTPServer(ServerConfiguration(address: "127.0.0.1", port: port)) { _ in
                .inline(Response(status: 404))
            }
            guard (try? probe.start()) != nil else { continue }
            let found = probe.port
            _ = probe.stop(drainSeconds: 0)
            return found
        }
        return wanted
    }
}
