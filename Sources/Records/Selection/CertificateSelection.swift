// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// Which of the issued certificates an act on many is about.
///
/// Every criterion must hold. Whatever is chosen comes in one order that never changes, that of issuance, or for a list
/// of serial numbers that of the numbers; so a page, a sample and a plan's digest are the same each time.
public struct CertificateSelection: Sendable, Hashable {
    /// What is known of the certificates.
    public enum Criterion: Sendable, Hashable {
        /// The authority that issued them.
        case authority(String)
        /// The batch of chips or tokens that their keys live in, canonical.
        case chipBatch(String)
        /// Whether an application led to them; the others with an office are officers' own.
        case applied(Bool)
        /// When they were filed: from the first moment, up to before the second.
        case issued(from: Instant, before: Instant)
        /// What their keys compute with, such as `RSA-2048`.
        case keyAlgorithm(String)
        /// The holder's licence number, canonical.
        case licence(String)
        /// The holder's name, folded to its search key.
        case name(String)
        /// The holder's national identifier, canonical.
        case nationalID(String)
        /// The office that enrolled the holder.
        case office(String)
        /// Who entered or approved the application, in a time from the first moment up to before the second.
        case officer(String, from: Instant, before: Instant)
        /// The profile that they were issued under.
        case profile(String)
        /// SHA-256 of the key's SubjectPublicKeyInfo in DER; 32 bytes.
        case publicKeySHA256([UInt8])
    }

    /// The criteria; all must hold.
    public let criteria: [Criterion]

    /// The serial numbers, whoever issued them, ascending and each once; nil for any number.
    public let serials: [SerialNumber]?

    /// Chooses by what is known.
    ///
    /// - Parameter criteria: all must hold; none chooses everything.
    public init(_ criteria: [Criterion]) {
        self.criteria = criteria
        serials = nil
    }

    /// Chooses by serial numbers.
    ///
    /// - Parameters:
    ///   - serials: the numbers, in any order; repeats count once.
    ///   - criteria: what must hold besides.
    public init(serials: [SerialNumber], _ criteria: [Criterion] = []) {
        self.criteria = criteria
        self.serials = Set(serials).sorted()
    }
}

/// A certificate that was chosen.
public struct SelectedCertificate: Sendable, Hashable {
    /// As ``IssuanceRecord/id``.
    public let id: Int

    /// Issuer and serial number.
    public let reference: CertificateReference
}
