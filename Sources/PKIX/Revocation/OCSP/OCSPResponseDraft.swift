// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// An OCSP answer before it is signed.
///
/// Written in two steps, so that the key may be on a device: ``encodedTBS()`` gives the bytes to sign,
/// ``assemble(tbs:signatureAlgorithm:signature:certificates:)`` makes the whole response of them.
///
/// - SeeAlso: RFC 6960 4.2.1; RFC 5019 2.2.
public struct OCSPResponseDraft: Sendable {
    /// Who answers; by key is shorter and needs no name.
    public var responderID: ResponderID

    /// When the answer is signed.
    public var producedAt: Instant

    /// The answers; at least one.
    public var responses: [SingleResponse]

    /// The request's nonce, if it had one.
    public var nonce: [UInt8]?

    /// Draws up an answer.
    ///
    /// - Parameters:
    ///   - responderID: who answers.
    ///   - producedAt: when it is signed.
    ///   - responses: the answers; at least one.
    ///   - nonce: the request's nonce, if it had one.
    public init(responderID: ResponderID, producedAt: Instant, responses: [SingleResponse], nonce: [UInt8]? = nil) {
        self.responderID = responderID
        self.producedAt = producedAt
        self.responses = responses
        self.nonce = nonce
    }

    /// The bytes to sign: `ResponseData`.
    ///
    /// - Returns: DER. The same draft gives the same bytes.
    public func encodedTBS() -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                responderID.encode(into: &writer)
                writer.generalizedTime(producedAt)
                writer.sequence { writer in
                    for response in responses { response.encode(into: &writer) }
                }
                if let nonce {
                    writer.explicit(1) { writer in
                        writer.sequence { OCSPNonce.extension(nonce).encode(into: &$0) }
                    }
                }
            }
        }
    }

    /// Makes a successful response of what was signed.
    ///
    /// - Parameters:
    ///   - tbs: what ``encodedTBS()`` gave.
    ///   - signatureAlgorithm: what it was signed with.
    ///   - signature: the signature's value over `tbs`.
    ///   - certificates: the responder's certificate, DER, unless it is the issuer's own.
    /// - Returns: the `OCSPResponse` in DER.
    public static func assemble(
        tbs: [UInt8], signatureAlgorithm: SignatureAlgorithm, signature: [UInt8], certificates: [[UInt8]]
    ) -> [UInt8] {
        let length = certificates.reduce(tbs.count + signature.count) { $0 + $1.count }
        var writer = DERWriter(reservingCapacity: length + 128)
        writer.sequence { writer in
            writer.enumerated(OCSPResponseStatus.successful.rawValue)
            writer.explicit(0) { writer in
                writer.sequence { writer in
                    writer.objectIdentifier(OID.ocspBasic)
                    writer.octetString { writer in
                        writer.sequence { writer in
                            writer.raw(tbs)
                            AlgorithmIdentifier(signatureAlgorithm).encode(into: &writer)
                            writer.bitString(signature)
                            guard !certificates.isEmpty else { return }
                            writer.explicit(0) { writer in
                                writer.sequence { for certificate in certificates { $0.raw(certificate) } }
                            }
                        }
                    }
                }
            }
        }
        return writer.bytes
    }
}
