// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension FactsCollector {
    static func id(_ bytes: some Sequence<UInt8>) -> Facts.ID {
        Hex.encode(DigestAlgorithm.sha256.digest(Array(bytes)))
    }

    static func id(of certificate: Certificate) -> Facts.ID { Hex.encode(certificate.sha256) }

    /// A signature's name: the digest of its value, as receipts name it too.
    static func id(of signer: SignerInfo) -> Facts.ID { id(signer.signature) }

    static func id(of response: BasicOCSPResponse) -> Facts.ID {
        id(Array(response.tbsEncoded) + Array(response.signature))
    }

    /// What a statement is called, where it comes from, what it is signed with, and since when it keeps the expired.
    func describe(
        _ source: EvidenceSource
    ) -> (Facts.ID, CertificateStatusReport.Source, AlgorithmIdentifier?, Instant?) {
        switch source {
        case .response(let response):
            // That the answer may speak of someone expired was settled when it was taken.
            return (Self.id(of: response), .ocsp, response.signatureAlgorithm, Instant(secondsSince1970: .min))
        case .lists(let lists):
            let names = lists.map { snapshot.statements.id(of: $0) ?? statements.id(of: $0) ?? Self.id($0.encoded) }
            let name = names.count == 1 ? names[0] : Self.id(Array(names.joined().utf8))
            return (name, .crl, lists.first?.signatureAlgorithm, lists.first?.expiredCertsOnCRL)
        }
    }

    static func algorithm(_ identifier: AlgorithmIdentifier?, by signer: Certificate) -> AlgorithmFacts {
        guard let algorithm = identifier?.signatureAlgorithm, let key = try? signer.publicKey() else {
            return .unknown(identifier?.algorithm.dotted ?? "–")
        }
        return .signature(algorithm, key.kind)
    }

    /// All timestamps of a message that can be read.
    static func tokens(in message: SignedData) -> [TimestampToken] {
        message.signerInfos.flatMap { signer in
            let unsigned = signer.signatureTimestamps + signer.archiveTimestamps
            let signed = signer.signedAttributes?.contentTimestamps ?? []
            return (unsigned + signed).compactMap { try? TimestampToken(der: $0) }
        }
    }
}

extension RevocationFacts {
    func with(_ statements: [Facts.ID: RevocationStatus]) -> RevocationFacts {
        RevocationFacts(
            id: id, source: source, signer: signer, algorithm: algorithm, thisUpdate: thisUpdate,
            nextUpdate: nextUpdate, keepsExpiredSince: keepsExpiredSince, statements: statements)
    }
}

extension CertificateFacts {
    func objected(_ cause: Cause) -> CertificateFacts {
        guard !causes.contains(cause) else { return self }
        return CertificateFacts(
            id: id, validity: validity, issuer: issuer, algorithm: algorithm, isAnchor: isAnchor, trusted: trusted,
            isExemptFromRevocation: isExemptFromRevocation, causes: causes + [cause])
    }
}
