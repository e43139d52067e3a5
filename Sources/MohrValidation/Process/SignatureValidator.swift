// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

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
    ///   - signature: a CMS SignedData, DER or BER; larger than 16 MB is malformed.
    ///   - content: what the signature is over, when the message does not carry it.
    ///   - time: the moment to judge at.
    ///   - snapshot: what to judge by.
    ///   - policy: what the purpose asks.
    /// - Returns: always a report.
    /// - Complexity: a hash of the content and one signature check a signer, when the snapshot knows the signers.
    public func validate(
        _ signature: [UInt8], content: SignedContent = .embedded, at time: ReferenceTime,
        against snapshot: TrustSnapshot, policy: ValidationPolicy
    ) -> ValidationReport {
        let message: SignedData
        do throws(PKIXError) {
            message = try SignedData(der: signature)
        } catch {
            return ValidationReport(
                signatures: [SignatureReport(causes: [Self.cause(of: error)])], referenceTime: time,
                contentSHA256: nil, policy: policy, snapshot: snapshot, nationalRoot: false)
        }
        var digests = ContentDigests(embedded: message.content, given: content)
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

    /// Why bytes are no signed message, as a finding.
    private static func cause(of error: PKIXError) -> Cause {
        switch error {
        case .der(.trailingBytes(let offset, let count)):
            Cause(.trailingBytes, ["offset": "\(offset)", "count": "\(count)"])
        case .unexpected("ContentInfo.contentType", let seen, let allowed, _):
            Cause(.notSignedData, ["seen": seen, "allowed": allowed])
        default:
            Cause(.malformed, ["offset": error.offset.map { "\($0)" } ?? "–", "detail": "\(error)"])
        }
    }
}
