// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX

extension SignatureValidator {
    /// Judges every signature of a JAdES document, compact, flattened or general: facts first, then what they mean.
    ///
    /// - Parameters:
    ///   - signature: JSON Web Signatures; larger than 23 MB is malformed.
    ///   - content: what the signature is over, when it travels by another way.
    ///   - documents: several of them, by the URIs that `sigD` calls them by.
    ///   - time: the moment to judge at.
    ///   - snapshot: what to judge by.
    ///   - policy: what the purpose asks.
    ///   - proofs: what is known of when signatures existed, each named by the SHA-256 of its value; taken on trust.
    ///   - receipts: of earlier verifications, any; those about these signatures are judged with them.
    /// - Returns: always a report.
    /// - SeeAlso: ETSI TS 119 182-1; ETSI EN 319 102-1 5.5.
    public func validateJSON(
        _ signature: [UInt8], content: SignedContent = .embedded, documents: [String: [UInt8]] = [:],
        at time: ReferenceTime, against snapshot: TrustSnapshot, policy: ValidationPolicy,
        proofs: [ProofOfExistence] = [], receipts: [Receipt] = []
    ) -> ValidationReport {
        let document: JWSDocument
        do throws(JWSError) {
            document = try JWSDocument(signature)
        } catch {
            return ValidationReport(
                signatures: [SignatureReport(causes: [Cause(error)])], referenceTime: time, contentSHA256: nil,
                policy: policy, snapshot: snapshot, nationalRoot: false)
        }
        let content = JSONContent(given: content, documents: documents)
        let (facts, signers) = Self.collect(document, content, time, snapshot, policy, proofs, receipts)
        let judgements = Judge.judge(facts, by: policy.rules(for: time.source), at: time)
        var reports = zip(signers, judgements).map { SignatureReport($0, $1) }
        if reports.isEmpty { reports = [SignatureReport(causes: [Cause(.noSignatureFound)])] }
        let reference = judgements.map(\.bestSignatureTime).max { $0.value < $1.value } ?? time
        let digest = document.signatures.lazy.compactMap { try? $0.get() }.compactMap { content.sha256(of: $0) }.first
        return ValidationReport(
            signatures: reports, referenceTime: reference, contentSHA256: digest, policy: policy, snapshot: snapshot,
            nationalRoot: !signers.isEmpty && signers.allSatisfy(\.endsInNationalRoot))
    }

    /// Finds out everything about a JAdES document that can be judged later.
    ///
    /// - Parameters:
    ///   - signature: JSON Web Signatures.
    ///   - content: what the signature is over, when it travels by another way.
    ///   - documents: several of them, by the URIs that `sigD` calls them by.
    ///   - time: the moment at which it is looked at.
    ///   - snapshot: what to look at it with.
    ///   - policy: how far clocks may disagree, how old statements may be.
    ///   - proofs: what is known of when signatures existed.
    ///   - receipts: of earlier verifications.
    /// - Returns: facts for ``Judge``.
    /// - Throws: ``PKIXError`` when the bytes are no such document.
    public func factsOfJSON(
        _ signature: [UInt8], content: SignedContent = .embedded, documents: [String: [UInt8]] = [:],
        at time: ReferenceTime, against snapshot: TrustSnapshot, policy: ValidationPolicy,
        proofs: [ProofOfExistence] = [], receipts: [Receipt] = []
    ) throws(PKIXError) -> Facts {
        let document: JWSDocument
        do throws(JWSError) {
            document = try JWSDocument(signature)
        } catch {
            throw PKIXError(error)
        }
        let content = JSONContent(given: content, documents: documents)
        return Self.collect(document, content, time, snapshot, policy, proofs, receipts).facts
    }

    private static func collect(
        _ document: JWSDocument, _ content: JSONContent, _ time: ReferenceTime, _ snapshot: TrustSnapshot,
        _ policy: ValidationPolicy, _ proofs: [ProofOfExistence], _ receipts: [Receipt]
    ) -> (facts: Facts, signers: [CollectedSigner]) {
        var collector = FactsCollector(
            carrying: CarriedMaterial(document), at: time, snapshot: snapshot, policy: policy, proofs: proofs,
            receipts: receipts)
        let repeated = document.repeatedSignatures
        var signers: [CollectedSigner] = []
        for (index, signature) in document.signatures.enumerated() {
            switch signature {
            case .success(let signature):
                signers.append(
                    collector.add(
                        signature, isRepeated: repeated.contains(index), hasLineEnd: document.hasLineEnd,
                        content: content))
            case .failure(let error):
                // It has no value to be named by.
                signers.append(collector.takeUnreadable(Cause(error), named: "unreadable \(index)"))
            }
        }
        return (collector.finished(), signers)
    }
}
