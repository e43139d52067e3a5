// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// A certificate with what was found out about it and stays true: its key, and by which keys it is signed.
final class HeldCertificate: Sendable {
    let certificate: Certificate
    /// The issuer's ``Name/matchKey``: what everything issued under that name is looked up by.
    let issuerKey: [UInt8]
    private let decodedKey = Locked<Result<PublicKey, CryptographyError>?>(nil)
    private let signatures = SignatureMemo()

    init(_ certificate: Certificate) {
        self.certificate = certificate
        issuerKey = certificate.tbs.issuer.matchKey
    }

    /// The certified key as it stands alone; decoded once.
    var publicKey: Result<PublicKey, CryptographyError> {
        if let known = decodedKey.withLock({ $0 }) { return known }
        let result = Result { () throws(CryptographyError) in
            try PublicKey(subjectPublicKeyInfo: certificate.tbs.subjectPublicKeyInfo)
        }
        decodedKey.withLock { $0 = result }
        return result
    }

    /// The certified key in its place on a path, where a DSA key may take its parameters over from the one above.
    ///
    /// - Parameter issuer: the working public key above; `nil` when that is unusable.
    /// - Returns: the key or why there is none.
    /// - SeeAlso: RFC 5280 6.1.4 (d) to (f).
    func publicKey(under issuer: PublicKey?) -> Result<PublicKey, CryptographyError> {
        guard publicKey == .failure(.missingDSAParameters), let issuer else { return publicKey }
        return Result { () throws(CryptographyError) in
            try PublicKey(
                dsaSubjectPublicKeyInfo: certificate.tbs.subjectPublicKeyInfo, inheritingParametersFrom: issuer)
        }
    }

    /// Whether the key must be completed by an issuer's.
    var inheritsParameters: Bool { publicKey == .failure(.missingDSAParameters) }

    /// Whether a key signed the certificate; `nil` when the budget is spent.
    func isSigned(by key: PublicKey, ledger: Ledger) -> Bool? {
        signatures.verdict(under: key, ledger: ledger) { certificate.isSigned(by: key) }
    }
}
