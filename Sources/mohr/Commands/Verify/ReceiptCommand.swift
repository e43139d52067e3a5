// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrValidation
import PKIX
import Service

/// `mohr receipt`: what a receipt says, and whether it is genuine; without a home, a database or a network.
enum ReceiptCommand: Command {
    static let name = "receipt"
    static let synopsis = [
        "show FILE [--out DIR] [--json]",
        "check FILE [--anchor F]… [--intermediate F]… [--crl F]… [--ocsp F]… [--at T] [--json]",
    ]
    static let examples = [
        "mohr receipt show receipt.json",
        "mohr receipt show answer.json --out for-openssl",
        "mohr receipt check receipt.json --anchor root.pem --intermediate health-intermediate.pem"
            + " --crl root.crl --crl health.crl",
    ]
    static let shape = Arguments.Shape(
        operands: 2...2, single: ["at", "out"], repeated: ["anchor", "intermediate", "crl", "ocsp"], flags: ["json"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        switch arguments.operands[0] {
        case "show": try show(arguments, console)
        case "check": try check(arguments, console)
        default:
            throw UsageError.value(option: name, seen: arguments.operands[0], allowed: "show, check")
        }
    }

    private static func show(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let receipt = try InputFiles.receipt(arguments.operands[1])
        if let folder = arguments["out"] {
            // Byte for byte what was stamped: any space more, and the time stamp is not over it.
            try OutputFiles.write(receipt.encodedStatement, to: folder + "/receipt.json")
            try OutputFiles.write(receipt.token, to: folder + "/receipt.tsr")
        }
        if arguments.has("json") {
            console.write(
                JSONWriter.bytes(
                    ["firstSeen": .string(receipt.firstSeen.rfc3339), "statement": receipt.statement.json], .indented))
        } else {
            say(receipt, console)
        }
        return .done
    }

    private static func check(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let receipt = try InputFiles.receipt(arguments.operands[1])
        let time = try arguments.instant("at").map { ReferenceTime($0, .caller) } ?? ReferenceTime(.now(), .now)
        let judged = ReceiptValidator().judge(
            receipt, at: time, against: try InputFiles.snapshot(arguments), policy: StandardPolicies.signature)
        let decision = judged.causes.lazy.compactMap(\.code.subIndication).first?.decision ?? .accept
        if arguments.has("json") {
            let value: JSONValue = [
                "genuine": .boolean(judged.isBelieved), "firstSeen": .string(receipt.firstSeen.rfc3339),
                "statement": receipt.statement.json, "causes": .array(judged.causes.map { ReportJSON.value(of: $0) }),
            ]
            console.write(JSONWriter.bytes(value, .indented))
        } else {
            say(receipt, console)
            let causes = judged.causes.map { ReportJSON.sentence(for: $0, in: console.language) }
            let key = ["good", "bad", "undecided"][decision == .accept ? 0 : decision == .reject ? 1 : 2]
            console.say("cli.receipt.\(key)", ["cause": causes.joined(separator: " ")])
        }
        return decision.exitCode
    }

    private static func say(_ receipt: Receipt, _ console: Console) {
        let statement = receipt.statement
        let indication = [statement.indication.rawValue, statement.subIndication?.rawValue].compactMap { $0 }
        console.say("cli.receipt.about", ["signature": Hex.encode(statement.signatureSHA256)])
        console.say("cli.receipt.firstSeen", ["time": receipt.firstSeen.rfc3339])
        console.say(
            "cli.receipt.verdict",
            [
                "decision": statement.decision.rawValue, "indication": indication.joined(separator: " / "),
                "purpose": statement.purpose, "time": statement.time.rfc3339,
            ])
        console.say(
            "cli.receipt.status",
            [
                "certificate": Hex.encode(statement.certificateSHA256),
                "status": statement.certificateStatus.status.rawValue,
                "time": statement.certificateStatus.thisUpdate?.rfc3339 ?? "–",
            ])
        console.say(
            "cli.receipt.log",
            [
                "log": Hex.encode(statement.log.id), "size": "\(statement.log.size)",
                "root": Hex.encode(statement.log.root),
            ])
    }
}

extension InputFiles {
    /// The receipt in a JSON file: as it was given, or the whole answer that it was in.
    static func receipt(_ path: String) throws -> Receipt {
        do {
            return try Receipt(reading: try JSONReader.read(try bytes(path), limit: maximumBytes))
        } catch let error as ReceiptError {
            throw CommandFailure(.input, "cli.file.receipt", ["file": path], cause: error)
        } catch let error as JSONError {
            throw CommandFailure(.input, "cli.file.receipt", ["file": path], cause: error)
        }
    }

    /// What a command was given to judge by.
    static func snapshot(_ arguments: Arguments) throws -> TrustSnapshot {
        let anchors = try certificates(in: arguments.all("anchor"))
        let intermediates = try certificates(in: arguments.all("intermediate"))
        let lists = try arguments.all("crl").map { try revocationList($0) }
        let responses = try arguments.all("ocsp").map { try response($0) }
        do throws(PKIXError) {
            // Whoever names an anchor on the command line trusts it for OCSP responders too: the "local
            // configuration" of RFC 6960 4.2.2.2.
            return try TrustSnapshot(
                anchors: anchors, intermediates: intermediates, lists: lists, responses: responses,
                ocspTrust: .anchoredResponder)
        } catch {
            throw CommandFailure(
                .input, "cli.file.certificate",
                ["file": arguments.all("anchor").joined(separator: " ")], cause: error)
        }
    }
}
