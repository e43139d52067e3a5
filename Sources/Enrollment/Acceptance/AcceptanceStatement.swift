// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

/// What a subscriber signs to accept a certificate, with the key that it certifies.
///
///     mohr acceptance v1 LF
///     application: <tracking code> LF
///     certificate-sha256: <64 hexadecimal digits> LF
///     terms-sha256: <64 hexadecimal digits> LF
///
/// The certificate's digest stands for every letter of the names in it, the terms' for what the applicant was told.
/// It begins like no DER, so a signature over it can never be taken for one over a document.
///
/// - SeeAlso: RFC 3647 4.4.4; regulation under article 32 of the Electronic Commerce Law, article 15.
public struct AcceptanceStatement: Sendable, Hashable {
    /// The tracking code of the application.
    public let application: String

    /// SHA-256 of the certificate's DER; 32 bytes.
    public let certificateSHA256: [UInt8]

    /// What to sign, unhashed; ASCII.
    public let bytesToBeSigned: [UInt8]

    /// Signs the statement, on the side of who holds the key.
    ///
    /// - Parameter key: the certified key.
    /// - Returns: the proof.
    /// - Throws: ``CryptographyError``.
    public func signed(with key: some SigningKey) throws(CryptographyError) -> AcceptanceProof {
        AcceptanceProof(signature: try key.sign(bytesToBeSigned, by: key.preferredSignatureAlgorithm))
    }

    init(application: String, certificateSHA256: [UInt8], termsSHA256: String) {
        self.application = application
        self.certificateSHA256 = certificateSHA256
        let lines = [
            "mohr acceptance v1", "application: \(application)",
            "certificate-sha256: \(Hex.encode(certificateSHA256))", "terms-sha256: \(termsSHA256)",
        ]
        bytesToBeSigned = lines.flatMap { Array($0.utf8) + [0x0A] }
    }
}
