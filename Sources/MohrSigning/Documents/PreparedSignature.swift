// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// A message with one signature that waits for its value.
///
/// Between drawing up and ``assemble(_:)`` the bytes may travel to a card, a phone or an HSM and back, and the message may
/// be put aside: it is a SignedData like any other, its new SignerInfo without a value, and says by itself what is
/// missing.
public struct PreparedSignature: Sendable {
    /// The message without the value; verifies nowhere.
    public let message: [UInt8]

    /// The DER `SET OF Attribute` that the key must sign: the message, not its digest.
    public let bytesToBeSigned: [UInt8]

    /// Their digest by the algorithm's hash, for tokens that take digests.
    public let digest: [UInt8]

    private let parsed: SignedData
    private let place: Place

    private enum Place {
        case signer(Int)
        case counter(CMSAttribute, ofSigner: Int)
    }

    /// Takes a message up again that was put aside.
    ///
    /// - Parameter message: what ``message`` was.
    /// - Throws: ``SigningError/message(_:)``, ``SigningError/nothingPrepared(count:)`` when not exactly one signature
    ///   waits.
    public init(message: [UInt8]) throws(SigningError) {
        do throws(PKIXError) {
            parsed = try SignedData(der: message)
        } catch {
            throw .message(error)
        }
        self.message = message
        let waiting = Self.waiting(in: parsed)
        guard waiting.count == 1, let found = waiting.first, let attributes = found.signer.signedAttributes,
            let algorithm = found.signer.digestAlgorithm.digestAlgorithm
        else { throw .nothingPrepared(count: waiting.count) }
        place = found.place
        bytesToBeSigned = attributes.encodedAsSetOf
        digest = algorithm.digest(bytesToBeSigned)
    }

    private static func waiting(in message: SignedData) -> [(signer: SignerInfo, place: Place)] {
        var found: [(signer: SignerInfo, place: Place)] = []
        for (index, signer) in message.signerInfos.enumerated() {
            if signer.signature.isEmpty { found.append((signer, .signer(index))) }
            for attribute in signer.unsignedAttributes where attribute.type == OID.countersignature {
                for value in attribute.values {
                    guard let counter = try? SignerInfo(encoded: value), counter.signature.isEmpty else { continue }
                    found.append((counter, .counter(attribute, ofSigner: index)))
                }
            }
        }
        return found
    }

    /// Puts the value into the message.
    ///
    /// The value is checked first: a token that was pulled too early must not become a document.
    ///
    /// - Parameter signature: what the token gave back; ECDSA as DER `Ecdsa-Sig-Value`.
    /// - Returns: the CMS SignedData, DER.
    /// - Throws: ``SigningError/signatureDoesNotFit`` and ``SigningError/certificate(_:)``.
    public func assemble(_ signature: [UInt8]) throws(SigningError) -> [UInt8] {
        var revision = SignedDataRevision(parsed)
        let signer: SignerInfo
        switch place {
        case .signer(let index):
            signer = parsed.signerInfos[index]
            revision.fill(signature, intoSigner: index)
        case .counter(let attribute, let index):
            guard let value = attribute.values.first else { throw .nothingPrepared(count: 0) }
            signer = try Self.read(value)
            let filled = DERWriter.bytes { writer in
                writer.sequence { writer in
                    writer.raw(signer.signedFieldsEncoded.dropLast(2))
                    writer.octetString(signature)
                }
            }
            revision.replace(attribute, by: CMSAttribute(OID.countersignature, value: filled), ofSigner: index)
        }
        guard try isBy(signer, signature) else { throw .signatureDoesNotFit }
        return revision.encoded()
    }

    private static func read(_ value: ArraySlice<UInt8>) throws(SigningError) -> SignerInfo {
        do throws(PKIXError) {
            return try SignerInfo(encoded: value)
        } catch {
            throw .message(error)
        }
    }

    private func isBy(_ signer: SignerInfo, _ signature: [UInt8]) throws(SigningError) -> Bool {
        guard let scheme = signer.signatureScheme else { return false }
        do throws(PKIXError) {
            for encoded in parsed.certificates {
                guard let certificate = try? Certificate(der: Array(encoded)), signer.identifier.matches(certificate)
                else { continue }
                return try certificate.publicKey().isValid(signature[...], over: bytesToBeSigned[...], by: scheme)
            }
        } catch {
            throw .certificate(error)
        }
        return false
    }
}
