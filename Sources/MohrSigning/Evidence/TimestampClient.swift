// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import PKIX

/// Asks a time-stamp authority and checks what comes back, whatever carries the bytes.
///
/// - SeeAlso: RFC 3161 2.2 and 2.4.
public struct TimestampClient: TimestampSource {
    private let policy: ObjectIdentifier?
    private let exchange: @Sendable ([UInt8]) throws(SigningError) -> [UInt8]

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - policy: the policy to ask for; `nil` takes whatever the authority has.
    ///   - exchange: carries a TimeStampReq there and brings the TimeStampResp back.
    public init(
        policy: ObjectIdentifier? = nil, exchange: @escaping @Sendable ([UInt8]) throws(SigningError) -> [UInt8]
    ) {
        self.policy = policy
        self.exchange = exchange
    }

    /// Has a digest stamped.
    public func timestamp(_ imprint: MessageImprint) throws(SigningError) -> TimestampToken {
        let nonce: [UInt8]
        do throws(CryptographyError) {
            nonce = try SecureRandom.bytes(8)
        } catch {
            throw .key(error)
        }
        let request = TimestampRequest(messageImprint: imprint, policy: policy, nonce: nonce)
        let reply = try exchange(request.encoded())
        let response: TimestampResponse
        do throws(PKIXError) {
            response = try TimestampResponse(der: reply)
        } catch {
            throw .timestampUnusable(.unreadable)
        }
        guard let token = response.token else {
            throw .timestampRefused(response.failureReason, words: response.statusStrings)
        }
        guard token.info.messageImprint.means(imprint) else { throw .timestampUnusable(.imprint) }
        guard token.info.nonce == request.nonce else { throw .timestampUnusable(.nonce) }
        if let policy, token.info.policy != policy { throw .timestampUnusable(.policy) }
        guard Self.isSigned(token) else { throw .timestampUnusable(.signature) }
        return token
    }

    /// Whether a token is signed by the certificate that its signed attributes name, and that is one for time stamps.
    private static func isSigned(_ token: TimestampToken) -> Bool {
        guard let signer = token.signedData.signerInfos.first, let attributes = signer.signedAttributes,
            let content = token.signedData.content, let digest = signer.digestAlgorithm.digestAlgorithm,
            let signed = try? attributes.messageDigest, signed == digest.digest(content)[...],
            (try? attributes.contentType) == OID.timestampInfo,
            let certificate = token.signingCertificate, let key = try? certificate.publicKey()
        else { return false }
        return certificate.extendedKeyUsage == [OID.timeStamping] && signer.isSigned(by: key)
    }
}
