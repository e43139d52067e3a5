// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX

/// Judges signed documents.
///
/// It keeps nothing, waits for nothing and never throws: bytes that cannot be read get a verdict too.
///
/// - SeeAlso: ETSI EN 319 102-1 5.3 (validation process for basic signatures); RFC 5652 5.6.
public struct SignatureValidator: Sendable {
    /// Makes a validator.
    public init() {}

    /// Judges every signature of a document.
    ///
    /// - Parameters:
    ///   - signature: a CMS SignedData, DER or BER, larger than 16 MB is malformed; or JSON Web Signatures.
    ///   - content: what the signature is over, when the message does not carry it.
    ///   - time: the moment to judge at.
    ///   - snapshot: what to judge by.
    ///   - policy: what the purpose asks.
    ///   - proofs: what is known of when signatures existed, each named by the SHA-256 of its value; taken on trust.
    ///   - receipts: of earlier verifications, any; those about these signatures are judged with them.
    /// - Returns: always a report.
    /// - Complexity: a hash of the content and one signature check a signer, when the snapshot knows the signers.
    public func validate(
        _ signature: [UInt8], content: SignedContent = .embedded, at time: ReferenceTime,
        against snapshot: TrustSnapshot, policy: ValidationPolicy, proofs: [ProofOfExistence] = [],
        receipts: [Receipt] = []
    ) -> ValidationReport {
        if JWSDocument.isMeant(by: signature) {
            return validateJSON(
                signature, content: content, at: time, against: snapshot, policy: policy, proofs: proofs,
                receipts: receipts)
        }
        let message: SignedData
        do throws(PKIXError) {
            message = try SignedData(der: signature)
        } catch {
            return ValidationReport(
                signatures: [SignatureReport(causes: [Self.cause(of: error)])], referenceTime: time,
                contentSHA256: nil, policy: policy, snapshot: snapshot, nationalRoot: false)
        }
        var digests = ContentDigests(embedded: message.content, given: content)
        if Self.hasTime(message, proofs, receipts) {
            return judge(message, &digests, time, snapshot, policy, proofs, receipts)
        }
        let repeated = message.repeatedSignerInfos
        var isNational = !message.signerInfos.isEmpty
        var reports = message.signerInfos.enumerated().map { index, signer in
            var examination = SignerExamination(
                message: message, signer: signer, isRepeated: repeated.contains(index), time: time,
                snapshot: snapshot, policy: policy)
            let report = examination.run(&digests)
            isNational = isNational && examination.endsInNationalRoot
            return report
        }
        if reports.isEmpty { reports = [SignatureReport(causes: [Cause(.noSignatureFound)])] }
        return ValidationReport(
            signatures: reports, referenceTime: time, contentSHA256: digests.digest(.sha256), policy: policy,
            snapshot: snapshot, nationalRoot: isNational)
    }

    private static let timeAttributes = [OID.signatureTimestamp, OID.archiveTimestampV3, OID.countersignature]

    /// Whether anything but the clock says when a signature existed, or a signature is itself signed.
    private static func hasTime(
        _ message: SignedData, _ proofs: [ProofOfExistence], _ receipts: [Receipt]
    ) -> Bool {
        message.signerInfos.contains { signer in
            if signer.unsignedAttributes.contains(where: { timeAttributes.contains($0.type) }) { return true }
            if signer.signedAttributes?.contentTimestamps.isEmpty == false { return true }
            guard !proofs.isEmpty || !receipts.isEmpty else { return false }
            let id = FactsCollector.id(of: signer)
            return proofs.contains { $0.object == id }
                || receipts.contains { Hex.encode($0.statement.signatureSHA256) == id }
        }
    }

    /// Finds out everything about a document that can be judged later, by any policy and at any time.
    ///
    /// - Parameters:
    ///   - signature: a CMS SignedData, DER or BER; or JSON Web Signatures.
    ///   - content: what the signature is over, when the message does not carry it.
    ///   - time: the moment at which it is looked at.
    ///   - snapshot: what to look at it with.
    ///   - policy: how far clocks may disagree, how old statements may be.
    ///   - proofs: what is known of when signatures existed.
    ///   - receipts: of earlier verifications.
    /// - Returns: facts for ``Judge``.
    /// - Throws: ``PKIXError`` when the bytes are no signed message.
    public func facts(
        of signature: [UInt8], content: SignedContent = .embedded, at time: ReferenceTime,
        against snapshot: TrustSnapshot, policy: ValidationPolicy, proofs: [ProofOfExistence] = [],
        receipts: [Receipt] = []
    ) throws(PKIXError) -> Facts {
        if JWSDocument.isMeant(by: signature) {
            return try factsOfJSON(
                signature, content: content, at: time, against: snapshot, policy: policy, proofs: proofs,
                receipts: receipts)
        }
        let message = try SignedData(der: signature)
        var digests = ContentDigests(embedded: message.content, given: content)
        return Self.collect(message, &digests, time, snapshot, policy, proofs, receipts).facts
    }

    /// Judges by facts what could be judged without: for holding the two ways against each other.
    func validateByFacts(
        _ signature: [UInt8], at time: ReferenceTime, against snapshot: TrustSnapshot, policy: ValidationPolicy,
        proofs: [ProofOfExistence] = []
    ) -> ValidationReport {
        guard let message = try? SignedData(der: signature) else {
            return validate(signature, at: time, against: snapshot, policy: policy)
        }
        var digests = ContentDigests(embedded: message.content, given: .embedded)
        return judge(message, &digests, time, snapshot, policy, proofs, [])
    }

    /// Judges signatures with time: facts first, then what they mean.
    private func judge(
        _ message: SignedData, _ digests: inout ContentDigests, _ time: ReferenceTime, _ snapshot: TrustSnapshot,
        _ policy: ValidationPolicy, _ proofs: [ProofOfExistence], _ receipts: [Receipt]
    ) -> ValidationReport {
        let (facts, signers) = Self.collect(message, &digests, time, snapshot, policy, proofs, receipts)
        let judgements = Judge.judge(facts, by: policy.rules(for: time.source), at: time)
        let reports = zip(signers, judgements).map { SignatureReport($0, $1) }
        // The time that the whole answer holds for is the latest that one of its signatures was judged at.
        let reference = judgements.map(\.bestSignatureTime).max { $0.value < $1.value } ?? time
        return ValidationReport(
            signatures: reports, referenceTime: reference, contentSHA256: digests.digest(.sha256), policy: policy,
            snapshot: snapshot, nationalRoot: !signers.isEmpty && signers.allSatisfy(\.endsInNationalRoot))
    }

    /// Everything that can be found out about a message, and about each of its signers.
    private static func collect(
        _ message: SignedData, _ digests: inout ContentDigests, _ time: ReferenceTime, _ snapshot: TrustSnapshot,
        _ policy: ValidationPolicy, _ proofs: [ProofOfExistence], _ receipts: [Receipt]
    ) -> (facts: Facts, signers: [CollectedSigner]) {
        var collector = FactsCollector(
            carrying: CarriedMaterial(message), at: time, snapshot: snapshot, policy: policy, proofs: proofs,
            receipts: receipts)
        let repeated = message.repeatedSignerInfos
        var signers: [CollectedSigner] = []
        for (index, signer) in message.signerInfos.enumerated() {
            signers.append(collector.add(signer, in: message, isRepeated: repeated.contains(index), &digests))
        }
        return (collector.finished(), signers)
    }

    /// Why bytes are no signed message, as a finding.
    private static func cause(of error: PKIXError) -> Cause {
        switch error {
        case .der(.trailingBytes(let offset, let count)):
            Cause(.trailingBytes, ["offset": "\(offset)", "count": "\(count)"])
        case .unexpected("ContentInfo.contentType", let seen, let allowed, _):
            Cause(.notSignedData, ["seen": seen, "allowed": allowed])
        default:
            Cause(.malformed, ["offset": error.offset.map { "\($0)" } ?? "–", "detail": CaseWords.of(error)])
        }
    }
}
