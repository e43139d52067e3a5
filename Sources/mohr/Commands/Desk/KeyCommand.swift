// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import Linting
import PKIX
import Records
import Revocation
import Service

/// `mohr key`: keys that are in other hands, and what speaks against a key.
enum KeyCommand: Command {
    static let name = "key"
    static let synopsis = [
        "check FILE --home DIR [--json]", "report REQUEST --home DIR [--json]",
        "report SIGNATURE --key FILE --home DIR [--json]", "block FILE|SHA256 --home DIR --cause TEXT [--json]",
        "list --home DIR [--json]",
    ]
    static let examples = [
        "mohr key check card.csr --home DIR",
        "openssl req -new -key leaked.pem -subj '/CN=\(KeyProof.commonName)' | mohr key report - --home DIR",
        "mohr key block leaked.pem --home DIR --cause 'found on a public server'",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2, single: ["config", "home", "passphrase-file", "cause", "key"], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let desk = try Desk(arguments)
        defer { desk.close() }
        let asJSON = arguments.has("json")
        switch (arguments.operands[0], arguments.operands.count) {
        case ("check", 2): return try check(arguments.operands[1], desk, asJSON, console)
        case ("block", 2):
            let outcome = try KeyReporter(records: desk.records).block(
                try digest(arguments.operands[1]), because: try arguments.required("cause"), by: actor, at: .now())
            return tell(outcome, asJSON, console)
        case ("report", 2):
            let bytes = try InputFiles.bytes(arguments.operands[1])
            let proof =
                if let file = arguments["key"] {
                    try KeyProof(signature: bytes, by: try key(InputFiles.bytes(file), file))
                } else {
                    try KeyProof(request: bytes)
                }
            return tell(
                try KeyReporter(records: desk.records).report(proof, by: actor, at: .now()), asJSON, console)
        case ("list", 1): return try list(desk, asJSON, console)
        default:
            throw UsageError.value(
                option: name, seen: arguments.operands.joined(separator: " "),
                allowed: "check FILE, report FILE, block FILE|SHA256, list")
        }
    }

    private static var actor: String { "console:\(NSUserName())" }

    private static func check(
        _ file: String, _ desk: Desk, _ asJSON: Bool, _ console: Console
    ) throws -> ExitCode {
        let encoded = try key(try InputFiles.bytes(file), file)
        let sha256 = DigestAlgorithm.sha256.digest(encoded)
        let report = try desk.records.keyReport(of: sha256)
        let certificates = try desk.records.certificates(matching: .publicKeySHA256(sha256)).filter {
            $0.state == .issued
        }
        var weakness: KeyWeakness?
        do throws(KeyWeakness) {
            try desk.house.configuration.certifiedKeys.rules.check(subjectPublicKeyInfo: encoded)
        } catch {
            weakness = error
        }
        if asJSON {
            say(
                [
                    "keySHA256": .string(Hex.encode(sha256)), "reported": .boolean(report != nil),
                    "certificates": .array(certificates.map { .string($0.reference.serial.hex) }),
                    "weakness": JSONValue(weakness.flatMap { RoomSentence.sentence(for: $0, in: console.language) }),
                ], console)
        } else {
            console.say("cli.key.digest", ["key": Hex.encode(sha256)])
            console.say("cli.key.certificates", ["count": "\(certificates.count)"])
            if let report { say(report, console) }
            if let weakness { console.say(RoomSentence.sentence(for: weakness, in: console.language) ?? "") }
            if report == nil, weakness == nil { console.say("cli.key.nothing", [:]) }
        }
        return report == nil && weakness == nil ? .done : .rejected
    }

    private static func list(_ desk: Desk, _ asJSON: Bool, _ console: Console) throws -> ExitCode {
        var last: KeyReport?
        while true {
            let page = try desk.records.keyReports(after: last, limit: 1_000)
            for report in page {
                if asJSON { say(json(report), console) } else { say(report, console) }
            }
            guard page.count == 1_000 else { return .done }
            last = page.last
        }
    }

    private static func tell(_ outcome: KeyReporter.Outcome, _ asJSON: Bool, _ console: Console) -> ExitCode {
        if asJSON {
            say(
                [
                    "report": json(outcome.report),
                    "revoked": .array(outcome.revoked.map { .string($0.serial.hex) }),
                    "revokedBefore": .integer(Int64(outcome.revokedBefore)),
                ], console)
        } else {
            say(outcome.report, console)
            console.say(
                "cli.key.revoked", ["count": "\(outcome.revoked.count)", "before": "\(outcome.revokedBefore)"])
        }
        return .done
    }

    private static func json(_ report: KeyReport) -> JSONValue {
        [
            "keySHA256": .string(Hex.encode(report.sha256)), "time": .string(report.time.rfc3339),
            "reporter": .string(report.reporter), "cause": .string(report.cause),
            "proofSHA256": JSONValue(report.proofSHA256.map { Hex.encode($0) }),
        ]
    }

    private static func say(_ value: JSONValue, _ console: Console) {
        console.write(JSONWriter.bytes(value) + [UInt8(ascii: "\n")])
    }

    private static func say(_ report: KeyReport, _ console: Console) {
        console.say(
            "cli.key.report",
            [
                "key": Hex.encode(report.sha256), "time": report.time.rfc3339, "reporter": report.reporter,
                "cause": report.cause,
            ])
    }

    /// The key that a word names: by its digest, or by a file that holds it.
    private static func digest(_ word: String) throws -> [UInt8] {
        if let digest = try? Hex.decode(word.lowercased()), digest.count == 32 { return digest }
        return DigestAlgorithm.sha256.digest(try key(try InputFiles.bytes(word), word))
    }

    /// The SubjectPublicKeyInfo in a file: of a certificate, a request, or a public key by itself.
    private static func key(_ bytes: [UInt8], _ file: String) throws -> [UInt8] {
        if let certificate = try? Certificate.all(inPEMOrDER: bytes).first {
            return certificate.tbs.subjectPublicKeyInfo
        }
        if let request = try? CertificationRequest(derOrPEM: bytes) { return request.subjectPublicKeyInfo }
        let blocks = (try? PEM.blocks(in: bytes)) ?? []
        let encoded = blocks.first { $0.label == "PUBLIC KEY" }?.bytes ?? bytes
        do throws(PKIXError) {
            _ = try SubjectPublicKeyInfo(der: encoded)
            return encoded
        } catch {
            throw CommandFailure(.input, "cli.key.unreadable", ["file": file], cause: error)
        }
    }
}
