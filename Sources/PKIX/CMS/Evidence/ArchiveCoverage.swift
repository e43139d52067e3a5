// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// What of a message an archive time-stamp proves to have existed, and what its index lists that is not there.
///
/// - SeeAlso: ETSI EN 319 122-1 5.5.2 (what a verifier compares).
public struct ArchiveCoverage: Sendable, Hashable {
    /// The X.509 certificates of the message that are covered, encoded.
    public let certificates: [ArraySlice<UInt8>]
    /// The revocation lists of the message that are covered, encoded.
    public let crls: [ArraySlice<UInt8>]
    /// The OCSP responses of the message that are covered, encoded.
    public let ocspResponses: [ArraySlice<UInt8>]
    /// The values of the signer's unsigned attributes that are covered: earlier time-stamps among them.
    public let attributeValues: [ArraySlice<UInt8>]

    /// Digests that are no certificate's of the message; any makes the time-stamp's index invalid.
    public let missingCertificates: [[UInt8]]
    /// Digests that are no revocation information's of the message.
    public let missingRevocationInformation: [[UInt8]]
    /// Digests that are no unsigned attribute's of the signer.
    public let missingAttributes: [[UInt8]]

    /// Whether everything that the index lists is there.
    public var isComplete: Bool {
        missingCertificates.isEmpty && missingRevocationInformation.isEmpty && missingAttributes.isEmpty
    }
}

extension ArchiveTimestamp {
    /// Compares the index with what a message holds.
    ///
    /// - Parameters:
    ///   - signer: the signature that carries the time-stamp.
    ///   - message: its message.
    /// - Returns: what is covered and what is missing; `nil` for a digest that Mohr cannot compute.
    public func coverage(of signer: SignerInfo, in message: SignedData) -> ArchiveCoverage? {
        guard let digest = index.hashAlgorithm.digestAlgorithm else { return nil }
        let certificates = Matched(index.certificates, message.parts.certificates, digest)
        let revocation = Matched(index.revocationInformation, message.parts.revocationInformation, digest)
        let attributes = Matched(
            index.unsignedAttributes, ATSHashIndex.hashed(signer.unsignedAttributes, index.form).map { $0[...] }, digest
        )
        let values = signer.unsignedAttributes.flatMap { attribute -> [ArraySlice<UInt8>] in
            let pieces = ATSHashIndex.hashed([attribute], index.form)
            switch index.form {
            case .original: return pieces.contains { attributes.covered.contains($0[...]) } ? attribute.values : []
            case .v3: return zip(attribute.values, pieces).filter { attributes.covered.contains($1[...]) }.map(\.0)
            }
        }
        let lists = Set(message.crls)
        return ArchiveCoverage(
            certificates: message.certificates.filter { certificates.covered.contains($0) },
            crls: revocation.found.filter { lists.contains($0) },
            ocspResponses: message.ocspResponses.filter { response in
                // The response stands last in its [1] { format, response }.
                revocation.found.contains {
                    $0.endIndex == response.endIndex && $0.startIndex < response.startIndex
                }
            }, attributeValues: values, missingCertificates: certificates.missing,
            missingRevocationInformation: revocation.missing, missingAttributes: attributes.missing)
    }

    /// Which values of a list have a digest in another, and which digests have no value.
    private struct Matched {
        let found: [ArraySlice<UInt8>]
        let covered: Set<ArraySlice<UInt8>>
        let missing: [[UInt8]]

        init(_ digests: [[UInt8]], _ values: [ArraySlice<UInt8>], _ algorithm: DigestAlgorithm) {
            let listed = Set(digests)
            let hashed = values.map { (value: $0, digest: algorithm.digest($0)) }
            found = hashed.filter { listed.contains($0.digest) }.map(\.value)
            covered = Set(found)
            let present = Set(hashed.map(\.digest))
            missing = digests.filter { !present.contains($0) }
        }
    }
}
