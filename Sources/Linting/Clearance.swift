// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX

/// Leave to sign one certificate, given only to a draft that no rule objects to.
///
/// It cannot be copied and is spent by signing, so the compiler refuses code that signs an unlinted draft, or one
/// draft twice.
///
/// - SeeAlso: CP/CPS 4.3.1 (CA actions during certificate issuance).
public struct Clearance: ~Copyable, Sendable {
    /// What may be signed.
    public let draft: TBSCertificate

    /// Its encoding: the bytes that were linted, to be signed as they are.
    public let tbs: [UInt8]

    /// The same bytes signed by a throw-away key, DER: no relying party can take it for the certificate.
    public let lintCertificate: [UInt8]

    /// How it is to be signed.
    public let algorithm: SignatureAlgorithm

    /// Only ``Linter`` can make one.
    init(draft: TBSCertificate, tbs: [UInt8], lintCertificate: [UInt8], algorithm: SignatureAlgorithm) {
        self.draft = draft
        self.tbs = tbs
        self.lintCertificate = lintCertificate
        self.algorithm = algorithm
    }

    /// Gives up the draft, once.
    ///
    /// - Returns: what may be signed now.
    public consuming func spend() -> TBSCertificate { draft }
}
