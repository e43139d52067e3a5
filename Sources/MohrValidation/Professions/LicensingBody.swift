// SPDX-License-Identifier: Apache-2.0
public import DER
import Identity
public import PKIX

/// Who licenses a profession, and how its word is known to be its own.
public struct LicensingBody: Sendable, Hashable {
    /// What feeds, reports and commands call it: `medical-council`.
    public let name: String

    /// The professions whose licences it gives.
    public let professions: Set<ObjectIdentifier>

    /// The register that its numbers are in.
    public let register: Register

    /// Whose seal its feeds carry.
    public let seal: Seal

    /// How long after it was issued a feed may be believed, whatever it says of the next one; seconds.
    public let maximumAgeSeconds: Int64

    /// The registers, each with numbers of a form of its own.
    public enum Register: String, Sendable, Hashable, CaseIterable {
        /// Numbers of the Medical Council.
        case medicalCouncil
        /// Commercial cards.
        case commercialCard

        /// A number in the one form that it is compared in.
        ///
        /// - Parameter text: as a certificate or a feed has it.
        /// - Returns: `nil` when it is not of this register.
        public func canonical(_ text: String) -> String? {
            switch self {
            case .medicalCouncil: (try? MedicalCouncilNumber(checking: text))?.canonical
            case .commercialCard: (try? CommercialCardNumber(checking: text))?.canonical
            }
        }
    }

    /// The organisation whose certificate a feed must be signed under.
    public enum Seal: Sendable, Hashable {
        /// By its number in the register of organisations: `organizationIdentifier` of the subject. EN 319 412-1 5.1.4
        case identifier(String)
        /// By its name: the organisation that the holders' certificates name as their admission authority.
        case admissionAuthority(String)
    }

    /// Names a body.
    ///
    /// - Parameters:
    ///   - name: a–z, 0–9 and hyphens.
    ///   - professions: whose licences it gives.
    ///   - register: what its numbers look like.
    ///   - seal: whose certificate its feeds are signed under.
    ///   - maximumAgeSeconds: how long a feed may be believed.
    public init(
        name: String, professions: Set<ObjectIdentifier>, register: Register, seal: Seal, maximumAgeSeconds: Int64
    ) {
        self.name = name
        self.professions = professions
        self.register = register
        self.seal = seal
        self.maximumAgeSeconds = maximumAgeSeconds
    }

    /// Whether a certificate is one of its own, to sign feeds with.
    func isSealed(by certificate: Certificate) -> Bool {
        // A person who works there is not the organisation.
        guard certificate.admission == nil, certificate.subject.value(of: OID.surname) == nil else { return false }
        return switch seal {
        case .identifier(let identifier): certificate.subject.value(of: OID.organizationIdentifier) == identifier
        case .admissionAuthority(let name): certificate.subject.value(of: OID.organizationName) == name
        }
    }

    /// The licence that a certificate names, if it is one of this body's.
    ///
    /// - Parameter certificate: any.
    /// - Returns: the number in its canonical form; `nil` for another body's, and for none.
    public func licence(in certificate: Certificate) -> String? {
        guard let admission = certificate.admission, speaks(for: certificate, of: admission.professionOIDs) else {
            return nil
        }
        return admission.licenceNumber.flatMap { register.canonical($0) }
    }

    /// Whether it speaks for the licence that a certificate names.
    func speaks(for certificate: Certificate, of professions: [ObjectIdentifier]) -> Bool {
        guard professions.contains(where: self.professions.contains) else { return false }
        guard case .admissionAuthority(let name) = seal else { return true }
        guard case .directoryName(let authority) = certificate.admission?.admissionAuthority else { return false }
        return authority.value(of: OID.organizationName) == name
    }
}
