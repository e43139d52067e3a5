// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import JSON
import PKIX
import Records
import Service

/// `mohr import`: certificates that another authority issued, taken in row by row.
enum ImportCommand: Command {
    static let name = "import"
    static let synopsis = [
        "FILE.csv --certificates DIR|BUNDLE --issuer F… --crl F… --home DIR [--profile P] [--dry-run]",
        "         [--report F.ndjson|F.csv] [--json]",
    ]
    static let examples = [
        "mohr import doctors.csv --certificates issued/ --issuer old-ca.pem --crl old-ca.crl --home DIR --dry-run"
            + " --report doctors.report.csv",
        "mohr import doctors.csv --certificates issued.pem --issuer old-ca.pem --crl old-ca.crl --home DIR"
            + " --profile doctor-signing --report doctors.report.ndjson",
    ]
    static let shape = Arguments.Shape(
        operands: 1...1, single: ["config", "home", "passphrase-file", "certificates", "profile", "report"],
        repeated: ["issuer", "crl"], flags: ["dry-run", "json"])

    /// A hundred times the 82,000 that are out.
    private static let fileLimit = 1_024 * 1_048_576

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let path = arguments.operands[0]
        let issuers = try issuers(arguments, console)
        let source = try arguments.required("certificates")
        let bytes = try InputFiles.bytes(path, limit: fileLimit)
        let file = try ImportFile(bytes, named: path)
        let pool = try CertificatePool(source)
        guard !pool.entries.isEmpty else { throw CommandFailure(.input, "cli.import.source", ["file": source]) }
        let desk = try Desk(arguments)
        defer { desk.close() }
        let run = ImportRun(
            registration: desk.registration, records: desk.records, issuers: issuers, pool: pool,
            defaultProfile: arguments["profile"], isRehearsal: arguments.has("dry-run"),
            actor: desk.administrator.actor)
        let digest = DigestAlgorithm.sha256.digest(bytes)
        if !run.isRehearsal {
            try desk.records.beginImport(
                of: digest, rows: file.rows.count, issuers: issuers.certificates, by: run.actor, at: .now())
        }
        let report = ImportReport(outcomes: try run.run(file.rows, ProgressLine(console, of: file.rows.count)))
        if !run.isRehearsal {
            try desk.records.endImport(of: digest, counts: report.counts, by: run.actor, at: .now())
        }
        return try tell(report, isRehearsal: run.isRehearsal, arguments, console)
    }

    private static func issuers(_ arguments: Arguments, _ console: Console) throws -> ImportIssuers {
        guard !arguments.all("issuer").isEmpty else { throw UsageError.optionMissing("issuer") }
        guard !arguments.all("crl").isEmpty else { throw UsageError.optionMissing("crl") }
        let lists = try arguments.all("crl").map { try InputFiles.revocationList($0) }
        let certificates = try InputFiles.certificates(in: arguments.all("issuer"))
        do throws(ImportIssuers.Fault) {
            let issuers = try ImportIssuers(certificates, lists: lists)
            if issuers.isBehind(at: .now()) {
                console.note(Catalogue.sentence("cli.import.behind", in: console.language))
            }
            return issuers
        } catch {
            let statement = error.statement
            throw CommandFailure(.input, statement.key, statement.facts)
        }
    }

    private static func tell(
        _ report: ImportReport, isRehearsal: Bool, _ arguments: Arguments, _ console: Console
    ) throws -> ExitCode {
        if let path = arguments["report"] { try OutputFiles.write(report.bytes(for: path), to: path) }
        let counts = report.counts
        if arguments.has("json") {
            let refusals = report.refusals(in: .english).map { refusal in
                JSONValue.Member(refusal.code, .integer(Int64(refusal.count)))
            }
            let value: JSONValue = [
                "dryRun": .boolean(isRehearsal), "summary": report.summary, "refusals": .object(refusals),
            ]
            console.write(JSONWriter.bytes(value, .indented))
        } else {
            console.say(
                isRehearsal ? "cli.import.rehearsed" : "cli.import.done",
                counts.mapValues { "\($0)" }.merging(["rows": "\(report.outcomes.count)"]) { first, _ in first })
            for refusal in report.refusals(in: console.language) {
                console.say(
                    "cli.import.refusals",
                    ["count": "\(refusal.count)", "code": refusal.code, "sentence": refusal.sentence])
            }
        }
        return counts["refused"] == 0 ? .done : .rejected
    }
}
