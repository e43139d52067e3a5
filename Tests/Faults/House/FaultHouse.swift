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
import TestSupport

/// A house that is made to be broken: grown by the demo, with officers, on ports of its own that stay the same over starts.
final class FaultHouse: @unchecked Sendable {
    let folder: TemporaryFolder
    let home: String
    let publicURL: String
    let officeURL: String
    let enterer: Officer
    let approver: Officer
    let administrator: Officer
    let issuer: Certificate
    /// A certificate that the demo left.
    let known: SerialNumber?

    /// An officer with a key of their own.
    struct Officer: Sendable {
        let client: HTTPClient
        let base: String
    }

    static let office = "medical-council-tehran"

    /// Grows one.
    ///
    /// - Parameter path: where the home is to be; nil for a folder that goes with the house.
    /// - Throws: when the program does not do its part.
    init(at path: String? = nil) throws {
        folder = try TemporaryFolder()
        home = path ?? folder.path("home")
        try Self.grow(home)
        let ports = (try Self.freePort(), try Self.freePort())
        publicURL = "http://127.0.0.1:\(ports.0)"
        officeURL = "https://127.0.0.1:\(ports.1)"
        try Self.settle(home, ports)
        let passphrase = [UInt8](try Data(contentsOf: URL(fileURLWithPath: home + "/passphrase")))
        let service = try MohrService(
            home: Home(home), configuration: try Configuration(reading: home + "/mohr.json5"),
            passphrase: Passphrase(fileContents: passphrase), roles: Set(Role.allCases), opening: .forOneCommand)
        defer { service.records.close() }
        guard let health = service.authorities["health"] else { throw Tools.Missing(description: "no health") }
        issuer = health
        let doctor = try? Data(contentsOf: URL(fileURLWithPath: home + "/story/doctor.pem"))
        known = try doctor.map { try Certificate(derOrPEM: [UInt8]($0)).serialNumber }
        let url = officeURL
        enterer = try Self.enlist(.enterer, 4_013, service, url)
        approver = try Self.enlist(.approver, 4_021, service, url)
        administrator = try Self.enlist(.administrator, 4_031, service, url)
    }

    /// Lets the demo grow a house, or copies the one that `MOHR_GROWN` names; its ports may be taken by another's at the last moment.
    private static func grow(_ home: String) throws {
        var last = ""
        if let grown = ProcessInfo.processInfo.environment["MOHR_GROWN"] {
            try FileManager.default.copyItem(atPath: grown, toPath: home)
            return
        }
        for _ in 0..<5 {
            let outcome = try Shell.run(try Tools.mohr(), ["demo", "--home", home])
            if outcome.isSuccess { return }
            last = outcome.errors
            try? FileManager.default.removeItem(atPath: home)
        }
        throw Tools.Missing(description: "mohr demo: \(last)")
    }

    /// Its own ports, connections enough for everybody, and officers who may work like programs.
    private static func settle(_ home: String, _ ports: (Int, Int)) throws {
        let file = home + "/mohr.json5"
        var text = try String(contentsOfFile: file, encoding: .utf8)
        var rest = [ports.0, ports.1]
        text.replace(try Regex("port: [0-9]+,")) { _ in "port: \(rest.isEmpty ? 0 : rest.removeFirst())," }
        for (from, to) in [
            ("actionsPerMinute: 5,", "actionsPerMinute: 10000,"), ("actionsPerDay: 200,", "actionsPerDay: 1000000,"),
            ("officeActionsPerDay: 1000,", "officeActionsPerDay: 10000000,"),
            // The crowd has no telephones.
            ("required: true,\n    // Digits", "required: false,\n    // Digits"),
        ] {
            guard text.contains(from) else { throw Tools.Missing(description: "\(from) in mohr.json5") }
            text = text.replacing(from, with: to)
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    private static func enlist(
        _ role: OfficerRecord.Role, _ number: Int, _ service: MohrService, _ url: String
    ) throws -> Officer {
        let key = try PrivateKey.generate(.p256)
        let certificate = try service.enlist(
            OfficerRegistration(
                id: "fault-\(role.rawValue)", office: office, name: try PersianName(checking: "کارمند نمونه"),
                nationalID: try NationalID(checking: Synthetic.nationalID(number)), role: role),
            names: OfficerNames(
                givenName: try PersianName(checking: "کارمند"), surname: try PersianName(checking: "نمونه"),
                latin: try LatinName(checking: "Officer Nemouneh")),
            request: try CertificationRequest.make(subject: Name([(OID.commonName, "officer")]), key: key),
            by: "health", administrator: .console("faults"))
        guard let issuer = service.authorities["health"], let root = service.authorities["root"] else {
            throw Tools.Missing(description: "no authorities")
        }
        let client = try HTTPClient(
            anchorsPEM: root.pem,
            identity: .init(
                certificateChainPEM: [certificate, issuer].flatMap(\.pem), privateKeyPEM: try key.pem()),
            timeout: .seconds(30))
        return Officer(client: client, base: url)
    }

    private static func freePort() throws -> Int {
        let probe = HTTPServer(ServerConfiguration(address: "127.0.0.1", port: 0)) { _ in .inline(Response(status: 404))
        }
        try probe.start()
        defer { _ = probe.stop(drainSeconds: 0) }
        return probe.port
    }

    /// Puts certificates on record that nobody applied for, issued by the house's own authority; while nobody serves it.
    func stock(_ count: Int) throws -> [CertificateReference] {
        let passphrase = [UInt8](try Data(contentsOf: URL(fileURLWithPath: home + "/passphrase")))
        let service = try MohrService(
            home: Home(home), configuration: try Configuration(reading: home + "/mohr.json5"),
            passphrase: Passphrase(fileContents: passphrase), roles: Set(Role.allCases), opening: .forOneCommand)
        defer { service.records.close() }
        guard let issuing = service.issuers.first(where: { $0.name == "health" }),
            let profile = service.profiles["doctor-signing"]
        else { throw Tools.Missing(description: "no health") }
        return try (0..<count).map { _ in
            let number = Synthetic.next()
            let nationalID = Synthetic.nationalID(number)
            let request = ApprovedRequest(
                withoutApplication: CertificateContent(
                    subject: [
                        (OID.surname, "نمونه"), (OID.givenName, "پزشک"), (OID.name, "Pezeshk Nemouneh"),
                        (OID.serialNumber, "PNOIR-\(nationalID)"), (OID.commonName, "پزشک نمونه"),
                    ], publicKey: try PrivateKey.generate(.p256).publicKey, licenceNumber: Synthetic.licence(number)),
                office: Self.office,
                searchKeys: SubjectKeys(
                    name: "پزشکنمونه", nationalID: nationalID, licence: Synthetic.licence(number)))
            let certificate = try issuing.issue(request, under: profile)
            let name = CertificateReference(authority: "health", serial: certificate.serialNumber)
            try service.records.accept(name, by: "faults", at: .now())
            return name
        }
    }
}

/// People who are not there.
enum Synthetic {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var last = 500_000

    /// Another one.
    static func next() -> Int {
        lock.withLock {
            last += 1
            return last
        }
    }

    static func licence(_ number: Int) -> String { String(9_000_000 + number) }

    /// A national number of the range that is not issued, with its check digit.
    static func nationalID(_ number: Int) -> String {
        let digits = Array("999" + String(format: "%06d", number % 1_000_000)).compactMap(\.wholeNumberValue)
        let rest = digits.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) } % 11
        return digits.map(String.init).joined() + "\(rest < 2 ? rest : 11 - rest)"
    }
}
