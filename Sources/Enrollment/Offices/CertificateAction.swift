// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
public import Records

/// What an officer does to a certificate, or to many by a plan, in the bytes that they sign.
///
///     mohr certificate action v1 LF
///     action: revoke LF
///     certificate: <authority>/<serial number, hexadecimal> LF
///     since: <when its present status began, RFC 3339> LF
///     officer: <identifier> LF
///     reason: <word of the table of reasons> LF      only of a revocation
///     cause-sha256: <64 hexadecimal digits> LF
///
/// Of many, `plan: <digest of the plan>` and `count: <how many>` stand in place of the two lines after the action. The
/// time keeps a signature from being used again when the certificate comes back to the status that it had.
public struct CertificateAction: Sendable, Hashable {
    /// What officers do.
    public enum Act: String, Sendable, Hashable, CaseIterable {
        /// Suspends.
        case hold
        /// Ends a suspension.
        case release
        /// Revokes, for ever.
        case revoke
    }

    /// What to sign, unhashed; ASCII.
    public let bytesToBeSigned: [UInt8]

    /// What the log calls what it is done to.
    let subject: String
    let act: Act

    /// Describes what is done to one certificate.
    ///
    /// - Parameters:
    ///   - act: what is done.
    ///   - reference: to which.
    ///   - interval: the status that it has, as the officer saw it.
    ///   - officer: by whom.
    ///   - reason: the word for it; of a revocation.
    ///   - cause: why.
    public init(
        _ act: Act, of reference: CertificateReference, in interval: StatusInterval, by officer: Officer,
        reason: String? = nil, because cause: String
    ) {
        let name = "\(reference.authority)/\(reference.serial.hex)"
        self.init(
            act, ["certificate: \(name)", "since: \(interval.since.rfc3339)"], "certificate:\(name)", officer, reason,
            cause)
    }

    /// Describes what is done to everything that a plan holds.
    ///
    /// - Parameters:
    ///   - act: what is done.
    ///   - plan: the plan's digest, hexadecimal, whole.
    ///   - count: how many certificates it holds.
    ///   - officer: by whom.
    ///   - reason: the word for it; of a revocation.
    ///   - cause: why.
    public init(
        _ act: Act, ofPlan plan: String, count: Int, by officer: Officer, reason: String? = nil, because cause: String
    ) {
        self.init(act, ["plan: \(plan)", "count: \(count)"], "plan:\(plan)", officer, reason, cause)
    }

    private init(
        _ act: Act, _ what: [String], _ subject: String, _ officer: Officer, _ reason: String?, _ cause: String
    ) {
        self.act = act
        self.subject = subject
        var lines = ["mohr certificate action v1", "action: \(act.rawValue)"] + what + ["officer: \(officer.id)"]
        if let reason { lines.append("reason: \(reason)") }
        lines.append("cause-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(Array(cause.utf8))))")
        bytesToBeSigned = lines.flatMap { Array($0.utf8) + [0x0A] }
    }
}
