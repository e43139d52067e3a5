// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension FactsCollector {
    /// A signature's name: the digest of its value, as receipts name it too.
    static func id(of signature: JWS) -> Facts.ID { id(signature.signature) }

    /// Takes in one JSON Web Signature with its timestamps.
    ///
    /// - Returns: what was found out about its signer, for the report.
    mutating func add(
        _ signature: JWS, isRepeated: Bool, hasLineEnd: Bool = false, countersigning: Facts.ID? = nil,
        content: JSONContent
    ) -> CollectedSigner {
        var examination = JSONExamination(
            signature, isRepeated: isRepeated, hasLineEnd: hasLineEnd, content: content, snapshot: snapshot)
        let id = Self.id(of: signature)
        let holder = examination.holder.map { add($0.certificate) }
        let standing = examination.holder.map { self.standing(of: $0.certificate) }
        let covered = [id] + [holder].compactMap { $0 }
        var timestamps: [TimestampFacts] = []
        for token in signature.signatureTimestamps {
            timestamps.append(
                timestamp(token[...], .signature, covered: covered) { token in
                    token.info.messageImprint.matches(signature.timestampInput[...])
                        ? [] : [Cause(.hashFailure, Self.imprint(token))]
                })
        }
        let signed = content.timestampInput(of: signature)
        for token in signature.contentTimestamps {
            timestamps.append(
                timestamp(token[...], .content, covered: []) { token in
                    signed.map { token.info.messageImprint.matches($0[...]) } == true
                        ? [] : [Cause(.hashFailure, Self.imprint(token))]
                })
        }
        timestamps += receiptTimestamps(of: id)
        let traits = examination.traits(standing?.policies)
        take(
            SignatureFacts(
                id: id, signer: holder, algorithms: examination.algorithms,
                claimedTime: signature.header.signingTime, timestamps: timestamps.map(\.id), traits: traits,
                causes: examination.causes,
                professional: examination.holder.flatMap { snapshot.professions?.facts(of: $0.report) }), timestamps,
            countersigning: countersigning)
        return CollectedSigner(
            report: examination.holder?.report, level: examination.level, valueSHA256: try? Hex.decode(id),
            claimedTime: signature.header.signingTime, endsInNationalRoot: standing?.isNational == true,
            counterSigners: addCounterSignatures(of: signature))
    }
}

extension CarriedMaterial {
    /// What JSON Web Signatures bring along.
    init(_ document: JWSDocument) {
        let signatures = document.signatures.compactMap { try? $0.get() }
        self.init(
            certificates: signatures.flatMap(\.certificateValues).map { $0[...] },
            lists: signatures.flatMap(\.revocationLists).map { $0[...] },
            responses: signatures.flatMap(\.ocspResponses).map { $0[...] },
            tokens: signatures.flatMap { $0.signatureTimestamps + $0.contentTimestamps }
                .compactMap { try? TimestampToken(der: $0[...]) })
    }
}
