// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// What a selection holds at one moment: how many of what, some of them, and a digest over all.
public struct SelectionSurvey: Sendable, Hashable {
    /// Certificates that have all of this in common.
    public struct Group: Sendable, Hashable {
        /// Who issued them.
        public let authority: String
        /// The office that enrolled the holders; nil if none did.
        public let office: String?
        /// The profile.
        public let profile: String
        /// The status that stands; expired ones keep theirs.
        public let status: RecordedStatus
        /// Whether their validity was over at the moment.
        public let isExpired: Bool

        /// Describes a group.
        public init(authority: String, office: String?, profile: String, status: RecordedStatus, isExpired: Bool) {
            self.authority = authority
            self.office = office
            self.profile = profile
            self.status = status
            self.isExpired = isExpired
        }
    }

    /// How many certificates.
    public let count: Int

    /// How many of each group; none is zero.
    public let groups: [Group: Int]

    /// The first few, in the selection's order.
    public let sample: [SelectedCertificate]

    /// Serial numbers that were asked for and are no issued certificate's; the first few.
    public let missing: [String]

    /// How many serial numbers were asked for and are no issued certificate's.
    public let missingCount: Int

    /// SHA-256 over every certificate's issuer and serial number, in order: the same certificates have the same digest,
    /// whatever their status is by now; 32 bytes.
    public let digest: [UInt8]

    /// The digest of certificates in a selection's order; as ``digest``.
    ///
    /// - Parameter certificates: in order.
    /// - Returns: 32 bytes.
    public static func digest(of certificates: [SelectedCertificate]) -> [UInt8] {
        let digest = DigestContext(.sha256)
        for certificate in certificates { certificate.add(to: digest) }
        return digest.finish()
    }

    /// How many stand at a status.
    public func count(at status: RecordedStatus) -> Int {
        groups.reduce(0) { $0 + ($1.key.status == status ? $1.value : 0) }
    }
}

extension SelectedCertificate {
    /// Adds its line to a selection's digest.
    func add(to digest: DigestContext) {
        digest.update(Array(reference.description.utf8) + [0x0A])
    }
}
