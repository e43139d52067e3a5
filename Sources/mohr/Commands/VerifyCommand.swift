// SPDX-License-Identifier: Apache-2.0
import Containers
import Cryptography
import DER
import JSON
import MohrValidation
import PKIX
import Service

/// `mohr verify`: the verdict on a signed document, by what it is given and nothing else.
enum VerifyCommand: Command {
    static let name = "verify"
    static let synopsis = [
        "FILE [--content F|--digest HEX] [--anchor F]… [--intermediate F]… [--crl F]… [--ocsp F]…",
        "     [--receipt F]… [--professions F]… [--at T]",
        "     [--purpose signature|prescription|trade|reimbursement|dispensing|court]",
        "     [--facts OUT] [--evidence OUT.asice [--seal-key K --seal-certificate C]] [--json]",
        "PACK.asice [--anchor F]… [--at T] [--purpose P] [--json]",
        "FACTS --replay [--at T] [--purpose P] [--json]",
        "FILE.ndjson --batch [--out ANSWERS.ndjson] [--at T] [--purpose P] [--anchor F]… [--professions F]…",
        "PRESCRIPTION --linked DISPENSING [--receipt F] [--content F|--digest HEX] [--at T] [--anchor F]…",
        "     [--professions F]… [--json]",
    ]
    static let examples = [
        "mohr verify prescription.p7s --anchor root.pem --intermediate health-intermediate.pem"
            + " --crl root.crl --crl health.crl --purpose prescription",
        "mohr verify prescription.p7s --anchor root.pem --intermediate health-intermediate.pem"
            + " --crl root.crl --crl health.crl --professions council-12.p7s --purpose prescription",
        "mohr verify letter.p7s --content letter.pdf --anchor root.pem --at 2027-03-01T10:00:00Z --json",
        "mohr verify prescription.jws --anchor root.pem --intermediate health-intermediate.pem --crl root.crl"
            + " --crl health.crl --purpose prescription",
        "mohr verify prescription.p7s --anchor root.pem --crl root.crl --crl health.crl --evidence case-17.asice",
        "mohr verify prescription.p7s --anchor root.pem --crl root.crl --crl health.crl --professions council-12.p7s"
            + " --purpose prescription --evidence case-18.asice",
        "mohr verify prescription.p7s --receipt receipt.json --anchor root.pem --intermediate health-intermediate.pem"
            + " --crl root.crl --crl health.crl",
        "mohr verify case-17.asice --anchor root.pem",
        "mohr verify letter.p7s --digest 9f86d081…0f00a08 --anchor root.pem",
        "mohr verify claims.ndjson --batch --out answers.ndjson --purpose prescription --anchor root.pem --crl health.crl",
        "mohr verify prescription.p7s --linked dispensed.p7s --anchor root.pem --crl health.crl",
        "mohr verify facts.json --replay --at 2031-01-01T00:00:00Z --purpose signature",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1,
        single: EvidenceWork.options.union(["content", "digest", "at", "purpose", "facts", "out", "linked"]),
        repeated: ["anchor", "intermediate", "crl", "ocsp", "receipt", "professions"],
        flags: ["json", "replay", "batch"])

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let purpose = try arguments.choice("purpose", of: StandardPolicies.purposes) ?? "signature"
        let time = try arguments.instant("at").map { ReferenceTime($0, .caller) } ?? ReferenceTime(.now(), .now)
        let policy = StandardPolicies.policy(for: purpose)
        switch mode(arguments) {
        case .batch:
            try VerifyMode.batch.check(arguments)
            return try VerifyBatch(arguments, try GivenInputs([], .embedded, at: time, by: policy, arguments), console)
                .run()
        case .linked:
            try VerifyMode.linked.check(arguments)
            return try linked(arguments, at: time, by: policy, console)
        case .replay:
            try VerifyMode.replay.check(arguments)
            return try replay(arguments, by: policy, at: time, console)
        default: break
        }
        let document = try document(arguments.operands[0])
        if EvidencePack.looksLikeOne(document) {
            try VerifyMode.pack.check(arguments)
            return try EvidenceWork.judge(document, arguments, console)
        }
        try VerifyMode.document.check(arguments)
        return try judge(document, try content(arguments), at: time, by: policy, arguments, console)
    }

    private static func mode(_ arguments: Arguments) -> VerifyMode? {
        if arguments.has("batch") { return .batch }
        if arguments["linked"] != nil { return .linked }
        return arguments.has("replay") ? .replay : nil
    }

    /// Judges one document.
    private static func judge(
        _ document: [UInt8], _ content: SignedContent, at time: ReferenceTime, by policy: ValidationPolicy,
        _ arguments: Arguments, _ console: Console
    ) throws -> ExitCode {
        let given = try GivenInputs(document, content, at: time, by: policy, arguments)
        let report = given.inputs.report(by: given.snapshot)
        do throws(Problem) {
            try VerdictDesk.checkDigest(content, of: document, report)
        } catch {
            throw CommandFailure(.input, error.statement.key, error.facts)
        }
        if let path = arguments["facts"] {
            try writeFacts(to: path, console) { () throws(PKIXError) in try given.inputs.facts(by: given.snapshot) }
        }
        try EvidenceWork.write(given.inputs, arguments, console)
        if arguments.has("json") {
            console.write(JSONWriter.bytes(ReportJSON.value(of: report), .indented))
        } else {
            ReportText.lines(of: report, in: console.language).forEach { console.say($0) }
        }
        return report.decision.exitCode
    }

    /// Writes facts; bytes that are no signed message have none, and the verdict stands without them.
    private static func writeFacts(
        to path: String, _ console: Console, _ collect: () throws(PKIXError) -> Facts
    ) throws {
        let facts: Facts
        do throws(PKIXError) {
            facts = try collect()
        } catch {
            let cause = RoomSentence.sentence(for: error, in: console.language) ?? "–"
            console.complain(
                Catalogue.sentence("cli.facts.none", ["file": path, "cause": cause], in: console.language))
            return
        }
        try OutputFiles.write(JSONWriter.bytes(facts.json, .indented), to: path)
    }

    /// Judges a prescription and what was dispensed on it.
    private static func linked(
        _ arguments: Arguments, at time: ReferenceTime, by policy: ValidationPolicy, _ console: Console
    ) throws -> ExitCode {
        let prescription = (try document(arguments.operands[0]), try content(arguments))
        let given = try GivenInputs(prescription.0, prescription.1, at: time, by: policy, arguments)
        guard given.inputs.receipts.count < 2 else { throw UsageError.givenTwice("receipt") }
        let desk = VerdictDesk(given.snapshot)
        let dispensing = (try document(try arguments.required("linked")), SignedContent.embedded)
        let linked: LinkedVerification
        do throws(Problem) {
            linked = try desk.linked(
                prescription: prescription, dispensing: dispensing, receipt: given.inputs.receipts.first,
                at: time.source == .now ? nil : time.value)
        } catch {
            throw CommandFailure(.input, error.statement.key, error.facts)
        }
        if arguments.has("json") {
            console.write(JSONWriter.bytes(linked.json, .indented))
        } else {
            for report in [linked.prescription, linked.dispensing] {
                ReportText.lines(of: report, in: console.language).forEach { console.say($0) }
            }
            linked.lines(in: console.language).forEach { console.say($0) }
        }
        return linked.decision.exitCode
    }

    /// Judges kept facts instead of a document.
    private static func replay(
        _ arguments: Arguments, by policy: ValidationPolicy, at time: ReferenceTime, _ console: Console
    ) throws -> ExitCode {
        let path = arguments.operands[0]
        let facts: Facts
        do {
            let bytes = try InputFiles.bytes(path)
            facts = try FactsReader.read(try JSONReader.read(bytes, limit: InputFiles.maximumBytes))
        } catch let error as FactsReader.Failure {
            let (key, value) =
                switch error {
                case .member(let name): ("cli.facts.member", name)
                case .version(let version): ("cli.facts.version", version.map { "\($0)" } ?? "–")
                }
            let cause = Catalogue.sentence(key, ["seen": value], in: console.language)
            throw CommandFailure(.input, "cli.file.facts", ["file": path, "cause": cause])
        } catch let error as JSONError {
            throw CommandFailure(.input, "cli.file.facts", ["file": path], cause: error)
        }
        let report = ReplayedReport(facts, by: policy, at: time)
        if arguments.has("json") {
            console.write(JSONWriter.bytes(report.json, .indented))
        } else {
            report.lines(in: console.language).forEach { console.say($0) }
        }
        return report.decision.exitCode
    }

    private static func content(_ arguments: Arguments) throws -> SignedContent {
        if let path = arguments["content"] {
            guard arguments["digest"] == nil else { throw UsageError.givenTwice("content / --digest") }
            return .bytes(try InputFiles.bytes(path))
        }
        return try arguments.digest("digest").map { .digest($0.0, $0.1) } ?? .embedded
    }

    /// The signature, out of PEM if it is in it.
    private static func document(_ path: String) throws -> [UInt8] {
        let bytes = try InputFiles.bytes(path, limit: ArchiveLimits().bytes)
        // Only packs may be as large as that.
        guard bytes.count <= InputFiles.maximumBytes || EvidencePack.looksLikeOne(bytes) else {
            throw CommandFailure(
                .input, "cli.file.tooLarge",
                ["file": path, "seen": "\(bytes.count)", "allowed": "\(InputFiles.maximumBytes)"])
        }
        return SignedData.bytes(outOf: bytes) ?? bytes
    }
}
