// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Foundation
import JSON
import Records
import Service

/// `mohr certificate order` and `mohr certificate issue --from-file`: a whole file of applications by the word of two
/// officers.
enum BulkCommand {
    static let acts = ["order", "issue"]
    static let single = [
        "from-file", "enterer", "approver", "order", "enterer-signature", "approver-signature", "report",
    ]
    static let synopsis = [
        "order --home DIR --from-file FILE --office ID --enterer ID --approver ID --order OUT",
        "issue --home DIR --from-file FILE --order ORDER --enterer-signature F --approver-signature F",
        "      [--report FILE.ndjson] [--passphrase-file F]",
    ]
    static let examples = [
        "mohr certificate order --home DIR --from-file doctors.ndjson --office medical-council-yazd --enterer yazd-1"
            + " --approver yazd-2 --order doctors.order",
        "openssl dgst -sha256 -sign yazd-1.key -out yazd-1.sig doctors.order",
        "mohr certificate issue --home DIR --from-file doctors.ndjson --order doctors.order --enterer-signature yazd-1.sig"
            + " --approver-signature yazd-2.sig --report doctors.report.ndjson",
    ]

    /// 100,000 applications with requests of P-256.
    private static let fileLimit = 256 * 1_048_576

    static func run(_ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let path = try arguments.required("from-file")
        let bytes = try InputFiles.bytes(path, limit: fileLimit)
        if arguments.operands[0] == "order" { return try draw(bytes, arguments, console) }
        guard let order = BulkOrder(reading: try InputFiles.bytes(try arguments.required("order"), limit: 4_096)),
            order.fileSHA256
                == BulkOrder(for: bytes, office: "", enterer: "", approver: "", time: order.time).fileSHA256
        else { throw CommandFailure(.input, "bulk.order", ["file": path]) }
        let signatures = (
            try InputFiles.bytes(try arguments.required("enterer-signature"), limit: 4_096),
            try InputFiles.bytes(try arguments.required("approver-signature"), limit: 4_096)
        )
        let house = try HouseArguments(arguments)
        let service = try MohrService(
            home: house.home, configuration: house.configuration, passphrase: try house.passphrase(console),
            roles: [.registrationAuthority, .certificateAuthority], opening: .forOneCommand)
        defer { service.records.close() }
        let file = BulkFile(bytes)
        let signers = try service.registration.signers(
            of: order, entererSignature: signatures.0, approverSignature: signatures.1, profiles: file.profiles)
        let outcomes = try BulkRun(service: service, order: order, signers: signers, console: console)
            .run(file.lines)
        return try tell(outcomes, arguments["report"], console)
    }

    private static func draw(_ bytes: [UInt8], _ arguments: Arguments, _ console: Console) throws -> ExitCode {
        let order = BulkOrder(
            for: bytes, office: try arguments.required("office"), enterer: try arguments.required("enterer"),
            approver: try arguments.required("approver"), time: .now())
        let out = try arguments.required("order")
        try OutputFiles.write(order.bytes, to: out)
        console.say("bulk.drawn", ["file": out, "enterer": order.enterer, "approver": order.approver])
        return .done
    }

    private static func tell(
        _ outcomes: [BulkRun.Outcome], _ report: String?, _ console: Console
    ) throws -> ExitCode {
        for outcome in outcomes {
            guard let refusal = outcome.refusal else { continue }
            console.say("bulk.refused", ["line": "\(outcome.line)", "cause": refusal])
        }
        if let report {
            try OutputFiles.write(outcomes.flatMap { JSONWriter.bytes($0.value) + [0x0A] }, to: report)
        }
        func count(_ word: String) -> String { "\(outcomes.filter { $0.word == word }.count)" }
        console.say(
            "bulk.done",
            ["issued": count("issued"), "refused": count("refused"), "waiting": count("waiting")])
        return outcomes.allSatisfy { $0.certificate != nil } ? .done : .rejected
    }
}
