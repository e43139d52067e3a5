// SPDX-License-Identifier: Apache-2.0
public import Cryptography

/// Leave to sign one revocation list, given only to bytes that no rule objects to.
///
/// It cannot be copied and is spent by signing, as ``Clearance`` is for certificates.
///
/// - SeeAlso: CP/CPS 4.9.7 and 7.2.
public struct ListClearance: ~Copyable, Sendable {
    /// The bytes that were linted: a `TBSCertList`, DER.
    public let tbs: [UInt8]

    /// How they are to be signed.
    public let algorithm: SignatureAlgorithm

    /// How many entries were seen in them.
    public let entryCount: Int

    /// Only ``ListLinter`` can make one.
    init(tbs: [UInt8], algorithm: SignatureAlgorithm, entryCount: Int) {
        self.tbs = tbs
        self.algorithm = algorithm
        self.entryCount = entryCount
    }

    /// Gives up the bytes, once.
    ///
    /// - Returns: what may be signed now.
    public consuming func spend() -> [UInt8] { tbs }
}
