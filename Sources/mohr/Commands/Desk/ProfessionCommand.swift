// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrValidation
import PKIX
import Records
import Service

/// `mohr profession`: what licensing bodies say of those they license.
enum ProfessionCommand: Command {
    static let name = "profession"
    static let synopsis = [
        "import FILE [--content F] --home DIR [--json]",
        "show [LICENCE] [--body NAME] [--at T] [--known-at T] --home DIR [--json]",
        "check FILE [--content F] --home DIR [--json]",
        "check FILE [--content F] --anchor F… [--intermediate F]… [--crl F]… [--ocsp F]… [--at T] [--json]",
    ]
    static let examples = [
        "mohr profession import council-12.p7s --home DIR",
        "mohr profession import council-13.json.p7s --content council-13.json --home DIR",
        "mohr profession show 9990018 --at 2026-11-21T22:00:00Z --home DIR",
        "mohr profession show 9990018 --at 2026-11-21T22:00:00Z --known-at 2026-11-22T08:00:00Z --home DIR",
        "mohr profession check council-12.p7s --anchor root.pem --intermediate health-intermediate.pem --crl root.crl"
            + " --crl health.crl",
    ]
    static let shape = Arguments.Shape(
        operands: 1...2,
        single: ["config", "home", "passphrase-file", "content", "body", "at", "known-at"],
        repeated: ["anchor", "intermediate", "crl", "ocsp"], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        switch arguments.operands[0] {
        case "import": return try take(arguments, console)
        case "show": return try ProfessionView(arguments, console).show()
        case "check": return try check(arguments, console)
        default:
            throw UsageError.value(option: name, seen: arguments.operands[0], allowed: "import, show, check")
        }
    }

    private static func file(_ arguments: Arguments) throws -> String {
        guard arguments.operands.count == 2 else {
            throw UsageError.operandCount(seen: arguments.operands.count, allowed: 2...2)
        }
        return arguments.operands[1]
    }

    private static func take(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let path = try file(arguments)
        let signature = try FeedFiles.signature(path)
        let document = try arguments["content"].map { try FeedFiles.document($0) }
        let service = try service(HouseArguments(arguments))
        defer { service.records.close() }
        do throws(ServiceError) {
            let outcome = try service.takeFeed(
                signature, document: document, named: path, by: "console:\(NSUserName())")
            if arguments.has("json") {
                console.write(JSONWriter.bytes(json(of: outcome), .indented))
            } else {
                console.say(
                    outcome.isNew ? "cli.profession.taken" : "cli.profession.known",
                    [
                        "sequence": "\(outcome.record.sequence)", "body": outcome.record.body,
                        "changed": "\(outcome.changed)", "until": outcome.record.nextUpdate.rfc3339,
                    ])
            }
            return .done
        } catch {
            guard case .profession(_, let cause) = error else { throw error }
            console.complain(error.sentence(in: console.language))
            return FeedFiles.exitCode(of: cause)
        }
    }

    private static func json(of outcome: ProfessionDesk.Outcome) -> JSONValue {
        [
            "body": .string(outcome.record.body), "sequence": .integer(outcome.record.sequence),
            "sha256": .string(Hex.encode(outcome.record.sha256)), "isNew": .boolean(outcome.isNew),
            "changed": .integer(Int64(outcome.changed)), "nextUpdate": .string(outcome.record.nextUpdate.rfc3339),
        ]
    }

    private static func check(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let path = try file(arguments)
        let signature = try FeedFiles.signature(path)
        let document = try arguments["content"].map { try FeedFiles.document($0) }
        let time = try arguments.instant("at") ?? .now()
        do {
            let signed: SignedFeed
            if arguments["home"] != nil {
                let service = try Self.service(HouseArguments(arguments))
                defer { service.records.close() }
                signed = try SignedFeed(
                    signature, document: document, from: service.professions.bodies, at: time,
                    against: service.snapshots.current)
            } else {
                signed = try FeedFile(signature, document: document).opened(
                    at: time, against: try InputFiles.snapshot(arguments), timeliness: .current)
            }
            tell(signed, arguments, console)
            return .done
        } catch let error as ProfessionFeedError {
            console.complain(ServiceError.profession(file: path, error).sentence(in: console.language))
            return FeedFiles.exitCode(of: error)
        }
    }

    /// A house opened without keys: what it is shown is judged by its lists and records.
    static func service(_ house: HouseArguments) throws -> MohrService {
        try MohrService(
            home: house.home, configuration: house.configuration, passphrase: nil, roles: [], opening: .forOneCommand)
    }

    private static func tell(_ signed: SignedFeed, _ arguments: Arguments, _ console: Console) {
        let feed = signed.feed
        let signer = signed.certificate.subject.value(of: OID.organizationName) ?? "–"
        if arguments.has("json") {
            let value: JSONValue = [
                "body": .string(feed.body), "kind": .string(feed.kind.rawValue), "sequence": .integer(feed.sequence),
                "previous": JSONValue(feed.previous.map { Hex.encode($0) }),
                "issuedAt": .string(feed.issuedAt.rfc3339), "nextUpdate": .string(feed.nextUpdate.rfc3339),
                "licences": .integer(Int64(feed.licences.count)), "signer": .string(signer),
                "certificateSHA256": .string(Hex.encode(signed.certificate.sha256)),
                "sha256": .string(Hex.encode(signed.sha256)),
            ]
            return console.write(JSONWriter.bytes(value, .indented))
        }
        console.say(
            "cli.profession.good",
            [
                "sequence": "\(feed.sequence)", "body": feed.body, "kind": feed.kind.rawValue,
                "licences": "\(feed.licences.count)", "issued": feed.issuedAt.rfc3339,
                "until": feed.nextUpdate.rfc3339, "signer": signer, "sha256": Hex.encode(signed.sha256),
            ])
    }
}
