// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// A signature waiting for its value.
///
/// Between ``DocumentSigner/prepare(_:certificate:path:algorithm:packaging:signingTime:)`` and ``assemble(_:)`` the
/// bytes may travel to a card, a phone or an HSM and back.
public struct PreparedSignature: Sendable {
    /// The DER `SET OF Attribute` that the key must sign: the message, not its digest.
    public let bytesToBeSigned: [UInt8]

    /// Their digest by the algorithm's hash, for tokens that take digests.
    public let digest: [UInt8]

    let certificate: Certificate
    let path: [Certificate]
    let algorithm: SignatureAlgorithm
    let digestAlgorithm: DigestAlgorithm
    let content: [UInt8]?

    /// Puts the signature into its message.
    ///
    /// The value is checked first: a token that was pulled too early must not become a document.
    ///
    /// - Parameter signature: what the token gave back; ECDSA as DER `Ecdsa-Sig-Value`.
    /// - Returns: the CMS SignedData, DER.
    /// - Throws: ``SigningError/signatureDoesNotFit`` and ``SigningError/certificate(_:)``.
    public func assemble(_ signature: [UInt8]) throws(SigningError) -> [UInt8] {
        let key: PublicKey
        do throws(PKIXError) {
            key = try certificate.publicKey()
        } catch {
            throw .certificate(error)
        }
        guard key.isValid(signature[...], over: bytesToBeSigned[...], by: algorithm) else {
            throw .signatureDoesNotFit
        }
        let signer = SignerInfoDraft(
            identifier: .issuerAndSerial(certificate.issuer, certificate.serialNumber),
            digestAlgorithm: digestAlgorithm, signedAttributes: bytesToBeSigned, signatureAlgorithm: algorithm,
            signature: signature)
        return SignedDataDraft(
            content: content, certificates: ([certificate] + path).map(\.encoded), signerInfos: [signer]
        ).encoded()
    }
}
