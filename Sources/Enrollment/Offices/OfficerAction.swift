// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import Records

/// What an officer does to an application, in the bytes that they sign.
///
///     mohr officer action v1 LF
///     action: approve LF
///     application: <tracking code> LF
///     content-sha256: <64 hexadecimal digits> LF
///     since: <when the application took its last step, RFC 3339> LF
///     officer: <identifier> LF
///     cause-sha256: <64 hexadecimal digits> LF        only when a cause is given
///     remarks-sha256: <64 hexadecimal digits> LF      only when points are named, over `<point>: <text> LF` of each
///
///     evidence-sha256: <64 hexadecimal digits> LF     only when there are papers, over `<SHA-256> LF` of each, sorted
///
/// The content's digest stands for all that the officer saw, and the time keeps a signature from being used again when
/// the application comes back unchanged.
///
/// - SeeAlso: 21 CFR 1311.125; CP/CPS 4.2.
public struct OfficerAction: Sendable, Hashable {
    /// What officers do.
    public enum Act: String, Sendable, Hashable, CaseIterable {
        /// Checked the evidence.
        case enter
        /// Approved what another entered.
        case approve
        /// Sends the application back to be corrected.
        case sendBack
        /// Refuses the application for good.
        case reject
        /// Takes the application back at the applicant's wish.
        case withdraw
    }

    /// What to sign, unhashed; ASCII.
    public let bytesToBeSigned: [UInt8]

    /// Describes an action.
    ///
    /// - Parameters:
    ///   - act: what is done.
    ///   - application: to what, as the officer saw it.
    ///   - officer: by whom.
    ///   - cause: why; required for sending back and rejecting.
    ///   - remarks: what is to be corrected, in order.
    ///   - evidence: SHA-256 of each paper on file, in any order.
    public init(
        _ act: Act, of application: Application, by officer: Officer, because cause: String? = nil,
        remarks: [ApplicationRemark] = [], evidence: [[UInt8]] = []
    ) {
        var lines = [
            "mohr officer action v1", "action: \(act.rawValue)", "application: \(application.id)",
            "content-sha256: \(Hex.encode(application.record.contentSHA256))",
            "since: \(application.record.changed.rfc3339)", "officer: \(officer.id)",
        ]
        if let cause {
            lines.append("cause-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(Array(cause.utf8))))")
        }
        if !remarks.isEmpty {
            let text = remarks.map { "\($0.point): \($0.text)\n" }.joined()
            lines.append("remarks-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(Array(text.utf8))))")
        }
        if !evidence.isEmpty {
            let text = evidence.map { Hex.encode($0) + "\n" }.sorted().joined()
            lines.append("evidence-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(Array(text.utf8))))")
        }
        bytesToBeSigned = lines.flatMap { Array($0.utf8) + [0x0A] }
    }
}
