// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// Leave to sign one OCSP answer, given only to bytes that no rule objects to.
///
/// It cannot be copied and is spent by signing, as ``Clearance`` is for certificates.
///
/// - SeeAlso: CP/CPS 4.9.9 and 7.3.
public struct AnswerClearance: ~Copyable, Sendable {
    /// The bytes that were linted: a `ResponseData`, DER.
    public let tbs: [UInt8]

    /// How they are to be signed.
    public let algorithm: SignatureAlgorithm

    /// Only ``AnswerLinter`` can make one.
    init(tbs: [UInt8], algorithm: SignatureAlgorithm) {
        self.tbs = tbs
        self.algorithm = algorithm
    }

    /// Gives up the bytes, once.
    ///
    /// - Returns: what may be signed now.
    public consuming func spend() -> [UInt8] { tbs }
}
