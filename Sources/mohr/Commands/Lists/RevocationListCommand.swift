// SPDX-License-Identifier: Apache-2.0
import DER
import JSON
import PKIX
import Records
import Revocation
import Service

/// `mohr crl`: publishes revocation lists, shows one, and checks one against another or against the records.
enum RevocationListCommand: Command {
    static let name = "crl"
    static let synopsis = [
        "publish --home DIR [--authority NAME] [--json]", "show FILE [--json]",
        "check OLDER NEWER [--issuer CERT] [--json]", "check LIST --home DIR [--json]",
    ]
    static let examples = [
        "mohr crl check yesterday.crl today.crl --issuer health-intermediate.pem",
        "mohr crl check demo/lists/health.crl --home demo", "mohr crl show demo/lists/health.crl",
        "mohr crl publish --home demo",
    ]
    static let shape = Arguments.Shape(
        operands: 1...3, single: Secrets.options.union(["config", "home", "authority", "issuer"]), flags: ["json"])

    /// The longest list that is read: five million entries.
    private static let maximumBytes = 256 * 1_048_576

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        switch (arguments.operands[0], arguments.operands.count) {
        case ("publish", 1): return try publish(arguments, console)
        case ("show", 2):
            show(try list(arguments.operands[1]), arguments, console)
            return .done
        case ("check", 2): return try checkRecords(arguments, console)
        case ("check", 3): return try checkSuccession(arguments, console)
        default:
            throw UsageError.value(
                option: name, seen: arguments.operands.joined(separator: " "),
                allowed: "publish, show FILE, check OLDER NEWER, check LIST --home DIR")
        }
    }

    private static func publish(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let house = try HouseArguments(arguments)
        let online = house.configuration.authorities.filter(\.isOnline).map(\.name)
        let authority = try arguments.choice("authority", of: online)
        let service = try MohrService(
            home: house.home, configuration: house.configuration, passphrase: try house.passphrase(console),
            token: try house.token(console), roles: [.certificateAuthority], opening: .forOneCommand)
        defer { service.records.close() }
        let outcome = try service.publishEveryList(of: authority)
        if arguments.has("json") {
            let refused = outcome.refused.map { refusal -> JSONValue in
                [
                    "path": .string(refusal.path),
                    "cause": .string(RoomSentence.sentence(for: refusal.error, in: console.language) ?? ""),
                ]
            }
            console.write(
                JSONWriter.bytes(
                    ["published": .array(outcome.published.map(ListJSON.value)), "refused": .array(refused)],
                    .indented))
        } else {
            for list in outcome.published {
                console.say(
                    "crl.published",
                    ["path": list.path, "number": "\(list.record.number)", "until": list.nextUpdate.rfc3339])
            }
            for refusal in outcome.refused {
                console.complain(RoomSentence.sentence(for: refusal.error, in: console.language) ?? refusal.path)
            }
        }
        return outcome.refused.isEmpty ? .done : .rejected
    }

    private static func show(_ list: CertificateList, _ arguments: Arguments, _ console: Console) {
        if arguments.has("json") {
            console.write(JSONWriter.bytes(ListJSON.value(of: list, withEntries: true), .indented))
        } else {
            ListText.lines(of: list, in: console.language).forEach { console.say($0) }
        }
    }

    private static func checkSuccession(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let (old, new) = (try list(arguments.operands[1]), try list(arguments.operands[2]))
        let difference = ListDifference(from: old, to: new)
        var objections = difference.objections.map(\.rawValue)
        if let path = arguments["issuer"] {
            let issuers = try InputFiles.certificates(path)
            let isSigned = issuers.contains { issuer in
                guard issuer.subject == new.issuer, let key = try? issuer.publicKey() else { return false }
                return new.isSigned(by: key)
            }
            if !isSigned { objections.append("unverified") }
        }
        if arguments.has("json") {
            console.write(JSONWriter.bytes(ListJSON.value(of: difference, objections, old, new), .indented))
        } else {
            ListText.lines(of: difference, objections, in: console.language).forEach { console.say($0) }
        }
        return objections.isEmpty ? .done : .rejected
    }

    private static func checkRecords(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let list = try list(arguments.operands[1])
        let house = try HouseArguments(arguments)
        let records = try Records(of: house.home, house.configuration)
        defer { records.close() }
        let check = try RecordedListCheck(of: list, in: records)
        if arguments.has("json") {
            console.write(JSONWriter.bytes(ListJSON.value(of: check), .indented))
        } else {
            ListText.lines(of: check, in: console.language).forEach { console.say($0) }
        }
        return check.agrees ? .done : .rejected
    }

    private static func list(_ path: String) throws -> CertificateList {
        let bytes = try InputFiles.bytes(path, limit: maximumBytes)
        do throws(PKIXError) {
            return try CertificateList(derOrPEM: bytes)
        } catch {
            throw CommandFailure(.input, "cli.file.revocationList", ["file": path], cause: error)
        }
    }
}
