// SPDX-License-Identifier: Apache-2.0
import Enrollment
import MohrValidation
public import PKIX

/// The numbers that a practice statement has to get right, by the names that its template calls them by.
public struct PracticeNumbers: Sendable {
    /// Every name with its text.
    public let values: [String: String]

    /// Takes them from what runs.
    ///
    /// - Parameters:
    ///   - configuration: what the operator set.
    ///   - profiles: what certificates are issued under.
    public init(_ configuration: Configuration, _ profiles: ProfileSet) {
        let parts = [
            Self.lists(configuration), Self.people(configuration), Self.machine(configuration),
            Self.certificates(configuration, profiles),
        ]
        values = parts.reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }
    }

    private static func lists(_ configuration: Configuration) -> [String: String] {
        let (crl, ocsp) = (configuration.crl, configuration.ocsp)
        let stamps = configuration.timestamps
        return [
            "crl.periodSeconds": span(crl.periodSeconds), "crl.lifetimeSeconds": span(crl.lifetimeSeconds),
            "crl.deltaLifetimeSeconds": span(crl.deltaLifetimeSeconds), "crl.shards": "\(crl.shards)",
            "ocsp.lifetimeSeconds": span(ocsp.lifetimeSeconds), "ocsp.refreshSeconds": span(ocsp.refreshSeconds),
            "timestamps.accuracySeconds": span(stamps.accuracySeconds),
            "timestamps.maximumStepSeconds": span(stamps.maximumStepSeconds),
            "timestamps.maximumPauseSeconds": span(stamps.maximumPauseSeconds),
            "receipts.kept": configuration.receipts.isKept
                ? "the first verification of a signature is kept under a time stamp" : "none are kept",
        ]
    }

    private static func people(_ configuration: Configuration) -> [String: String] {
        let (officers, renewal) = (configuration.officers, configuration.renewal)
        let registries = configuration.registries
        return [
            "officers.actionsPerMinute": "\(officers.actionsPerMinute)",
            "officers.actionsPerDay": "\(officers.actionsPerDay)",
            "officers.officeActionsPerDay": "\(officers.officeActionsPerDay)",
            "officers.searchesLogged": officers.searchesLogged ? "each is a line too" : "are no lines",
            "renewal.windowSeconds": span(renewal.windowSeconds), "renewal.spreadSeconds": span(renewal.spreadSeconds),
            "renewal.withoutProof": "\(renewal.withoutProof)", "renewal.proofSeconds": span(renewal.proofSeconds),
            "renewal.graceSeconds": span(renewal.graceSeconds),
            "campaigns.approvals": "\(configuration.campaigns.approvals)",
            "certifiedKeys.renewal": configuration.certifiedKeys.renewal.rawValue,
            "evidence.enforced": configuration.evidence.isEnforced
                ? "nothing is entered without every paper of its class"
                : "the desk names what is missing and the officer decides",
            "evidence.keepRefusedSeconds": span(configuration.evidence.refusedSeconds),
            "evidence.keepIssuedSeconds": span(configuration.evidence.issuedSeconds),
            "registries.list": registries.map { $0.kinds.map(\.rawValue).sorted().joined(separator: ", ") } ?? "none",
            "professions.list": configuration.professions.bodies.isEmpty
                ? "none" : configuration.professions.bodies.map(\.name).joined(separator: ", "),
        ]
    }

    private static func machine(_ configuration: Configuration) -> [String: String] {
        let (limits, monitoring) = (configuration.limits, configuration.monitoring)
        let clock =
            switch monitoring.synchronisation {
            case .ignored: "nowhere"
            case .kernel: "the kernel"
            case .file(let file): "`\(file)`"
            }
        return [
            "publicURL": configuration.publicListener.publicURL,
            "limits.connections": "\(limits.connections)",
            "limits.connectionsPerAddress": "\(limits.connectionsPerAddress)",
            "limits.signedDocumentBytes": "\(limits.signedDocumentBytes)",
            "monitoring.waitingSeconds": span(monitoring.waitingSeconds),
            "monitoring.auditCheckSeconds": monitoring.auditCheckSeconds == 0
                ? "not again until the next" : "every \(span(monitoring.auditCheckSeconds)) after it",
            "monitoring.clock": clock, "monitoring.synchronisedSeconds": span(monitoring.synchronisedSeconds),
        ]
    }

    /// A length of time in the largest unit that it is whole in.
    static func span(_ seconds: Int64) -> String {
        let units: [(Int64, String)] = [
            (31_536_000, "year"), (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"),
        ]
        guard seconds > 0, let (length, name) = units.first(where: { seconds % $0.0 == 0 }) else { return "0 seconds" }
        let count = seconds / length
        return "\(count) \(name)\(count == 1 ? "" : "s")"
    }
}
