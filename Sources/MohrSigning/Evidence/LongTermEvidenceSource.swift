// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// Wherever certificates and their status come from: files, an authority's repository.
public protocol LongTermEvidenceSource: Sendable {
    /// Finds what a verifier will need in later years.
    ///
    /// - Parameters:
    ///   - certificates: whose paths and status are wanted: the signer's, time-stamping units'.
    ///   - known: other certificates that are at hand, such as a message's own.
    /// - Returns: all of it, each thing once.
    /// - Throws: ``SigningError/evidenceMissing(issuer:serialNumber:)``, ``SigningError/unreachable(service:cause:)``.
    func evidence(
        for certificates: [Certificate], known: [Certificate]
    ) throws(SigningError) -> LongTermEvidence
}

/// What travels with a signature so that it can be judged when authorities and repositories are gone.
public struct LongTermEvidence: Sendable {
    /// Certificates, anchors included where they were at hand.
    public var certificates: [Certificate] = []
    /// Revocation lists.
    public var lists: [CertificateList] = []
    /// OCSP responses in DER.
    public var ocspResponses: [[UInt8]] = []

    /// Starts with nothing.
    public init() {}

    mutating func add(_ certificate: Certificate) {
        if !certificates.contains(certificate) { certificates.append(certificate) }
    }

    mutating func add(_ list: CertificateList) {
        if !lists.contains(where: { $0.encoded == list.encoded }) { lists.append(list) }
    }

    mutating func add(_ ocspResponse: [UInt8]) {
        if !ocspResponses.contains(ocspResponse) { ocspResponses.append(ocspResponse) }
    }
}
