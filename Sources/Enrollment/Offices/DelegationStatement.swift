// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

/// What an officer signs to name a deputy.
///
///     mohr delegation v1 LF
///     principal: <identifier> LF
///     deputy: <identifier> LF
///     from: <RFC 3339, UTC> LF
///     until: <RFC 3339, UTC> LF
///     cause-sha256: <64 hexadecimal digits> LF
///
/// The deputy signs what they do with their own key: nobody's card changes hands.
public struct DelegationStatement: Sendable, Hashable {
    /// What to sign, unhashed; ASCII.
    public let bytesToBeSigned: [UInt8]

    /// Draws a delegation up.
    ///
    /// - Parameters:
    ///   - principal: whose role.
    ///   - deputy: who stands in.
    ///   - interval: from the first to the last second of it.
    ///   - cause: why.
    public init(from principal: String, to deputy: String, during interval: ClosedRange<Instant>, because cause: String)
    {
        let lines = [
            "mohr delegation v1", "principal: \(principal)", "deputy: \(deputy)",
            "from: \(interval.lowerBound.rfc3339)", "until: \(interval.upperBound.rfc3339)",
            "cause-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(Array(cause.utf8))))",
        ]
        bytesToBeSigned = lines.flatMap { Array($0.utf8) + [0x0A] }
    }
}
