// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// A revocation list before it is signed, every part of it open to be made wrong.
public struct TestRevocationList: Sendable {
    /// Who issues; the signer's subject at first.
    public var issuer: Name
    /// ``TestPKI/now`` less an hour at first.
    public var thisUpdate = TestPKI.now.advanced(bySeconds: -3_600)
    /// ``TestPKI/now`` and a day at first; a list without it is not written here.
    public var nextUpdate = TestPKI.now.advanced(bySeconds: 86_400)
    /// `cRLNumber`.
    public var number: [UInt8] = [1]
    /// `deltaCRLIndicator`; a complete list when `nil`.
    public var deltaBase: [UInt8]?
    /// The revoked certificates.
    public var entries: [RevokedEntry] = []
    /// What the list covers; everything when `nil`.
    public var scope: IssuingDistributionPoint?
    /// Further extensions.
    public var extensions: [Extension] = []

    /// Adds a certificate to the list.
    ///
    /// - Parameters:
    ///   - identity: whose certificate.
    ///   - date: when it was revoked; two hours before ``TestPKI/now`` unless said.
    ///   - reason: why.
    ///   - invalidity: since when it was not to be relied on.
    ///   - isForeign: whether the entry names the certificate's issuer, as indirect lists do.
    public mutating func revoke(
        _ identity: TestIdentity, at date: Instant = TestPKI.now.advanced(bySeconds: -7_200),
        reason: RevocationReason? = nil, invalidity: Instant? = nil, isForeign: Bool = false
    ) {
        entries.append(
            RevokedEntry(
                serialNumber: identity.certificate.serialNumber, revocationDate: date, reason: reason,
                invalidityDate: invalidity, certificateIssuer: isForeign ? identity.certificate.issuer : nil))
    }
}

extension TestIdentity {
    /// Signs a revocation list.
    ///
    /// - Parameter change: what is to be different from a current, empty, complete list.
    /// - Returns: the list, read back from its bytes.
    /// - Throws: when it cannot be signed or read.
    public func revocationList(
        _ change: (inout TestRevocationList) throws -> Void = { _ in }
    ) throws -> CertificateList {
        var list = TestRevocationList(issuer: name)
        try change(&list)
        let identifier = certificate.subjectKeyIdentifier ?? []
        let draft = CertificateListDraft(
            issuer: list.issuer, thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate, number: list.number,
            entries: RevokedEntriesDraft(list.entries),
            authorityKeyIdentifier: AuthorityKeyIdentifier(keyIdentifier: identifier),
            issuingDistributionPoint: list.scope, deltaBase: list.deltaBase, extensions: list.extensions)
        let algorithm = key.preferredSignatureAlgorithm
        let tbs = draft.encodedTBS(signatureAlgorithm: algorithm)
        return try CertificateList(
            der: CertificateListDraft.assemble(
                tbs: tbs, signatureAlgorithm: algorithm, signature: try key.sign(tbs, by: algorithm)))
    }

    /// Signs an OCSP answer about one certificate.
    ///
    /// - Parameters:
    ///   - subject: whose certificate the answer is about.
    ///   - issuer: who issued that certificate.
    ///   - status: what is said of it.
    ///   - thisUpdate: ``TestPKI/now`` less an hour unless said.
    ///   - nextUpdate: ``TestPKI/now`` and a day unless said.
    ///   - certHash: the certificate that `certHash` is of, if it is to be there.
    ///   - includesCertificate: whether this identity's certificate comes with the answer.
    /// - Returns: the answer, read back from its bytes.
    /// - Throws: when it cannot be signed or read.
    public func ocspAnswer(
        about subject: TestIdentity, issuedBy issuer: TestIdentity, _ status: CertificateStatus = .good,
        thisUpdate: Instant = TestPKI.now.advanced(bySeconds: -3_600),
        nextUpdate: Instant? = TestPKI.now.advanced(bySeconds: 86_400), certHash: Certificate? = nil,
        includesCertificate: Bool = true
    ) throws -> BasicOCSPResponse {
        let single = SingleResponse(
            certID: try CertID(
                serialNumber: subject.certificate.serialNumber, issuer: issuer.certificate, hashAlgorithm: .sha256),
            status: status, thisUpdate: thisUpdate, nextUpdate: nextUpdate,
            certHash: certHash.map { CertHash(hashAlgorithm: .sha256, certificateHash: $0.sha256) })
        let draft = OCSPResponseDraft(
            responderID: try ResponderID(keyOf: certificate), producedAt: thisUpdate, responses: [single])
        let algorithm = key.preferredSignatureAlgorithm
        let tbs = draft.encodedTBS()
        let response = try OCSPResponse(
            der: OCSPResponseDraft.assemble(
                tbs: tbs, signatureAlgorithm: algorithm, signature: try key.sign(tbs, by: algorithm),
                certificates: includesCertificate ? [certificate.encoded] : []))
        guard let basic = response.basic else { throw TestRevocationFailure.noAnswer }
        return basic
    }
}

/// What goes wrong in making test evidence.
public enum TestRevocationFailure: Error {
    /// The response that was just written holds no answer.
    case noAnswer
}
