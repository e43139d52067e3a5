// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// An authority that issued certificates to the house's people before the house was there.
public struct ElsewhereAuthority: Sendable {
    /// The authority.
    public let identity: TestIdentity

    /// Grows one.
    ///
    /// - Parameter name: its common name.
    /// - Throws: when something cannot be written.
    public init(_ name: String = "Elsewhere CA") throws {
        identity = try TestPKI.root(name, key: .p256) { $0.validity = Self.life }
    }

    /// From three years ago to three years from now.
    public static let life = Validity(
        notBefore: Instant.now().advanced(bySeconds: -1_095 * 86_400),
        notAfter: Instant.now().advanced(bySeconds: 1_095 * 86_400))

    private static let revocation = Instant.now().advanced(bySeconds: -3_600)

    /// A person who holds a certificate of it.
    public struct Holder: Sendable {
        /// National ID, given name, surname, Latin name, licence number.
        public var (number, given, surname, latin, licence): (String, String, String, String, String)

        /// Describes one.
        public init(
            _ number: String, _ given: String = "سارا", _ surname: String = "احمدی", _ latin: String = "Sara Ahmadi",
            licence: String
        ) {
            (self.number, self.given, self.surname, self.latin) = (number, given, surname, latin)
            self.licence = licence
        }

        /// A row of a CSV file: number, licence, names.
        public var row: String { "\(number),\(licence),\(given),\(surname),\(latin)" }

        /// The head line of such rows.
        public static let head = "nationalID,licenceNumber,givenName,surname,latinName"
    }

    /// Issues to a person.
    ///
    /// - Parameters:
    ///   - holder: whom the certificate names.
    ///   - key: the key; a fresh one if none is given.
    ///   - change: what is to be different.
    /// - Returns: the certificate with its key.
    /// - Throws: when something cannot be written.
    public func issue(
        to holder: Holder, key: PrivateKey? = nil, _ change: (inout TestCertificate) throws -> Void = { _ in }
    ) throws -> TestIdentity {
        let subject = try Name([
            (OID.countryName, "IR"), (OID.surname, holder.surname), (OID.givenName, holder.given),
            (OID.name, holder.latin), (OID.serialNumber, holder.number),
            (OID.commonName, "\(holder.given) \(holder.surname) [Sign]"),
        ])
        var draft = try TestCertificate(subject: subject, key: try key ?? PrivateKey.generate(.p256))
        draft.validity = Validity(
            notBefore: Instant.now().advanced(bySeconds: -86_400),
            notAfter: Instant.now().advanced(bySeconds: 365 * 86_400))
        draft.set(.keyUsage(.nonRepudiation))
        try change(&draft)
        return try draft.signed(by: identity)
    }

    /// Its revocation list.
    ///
    /// - Parameters:
    ///   - revoked: who is on it, and why.
    ///   - age: how old it is; seconds.
    /// - Returns: the list.
    /// - Throws: when it cannot be signed.
    public func list(_ revoked: [(TestIdentity, RevocationReason)] = [], age: Int64 = 60) throws -> CertificateList {
        try identity.revocationList { list in
            list.thisUpdate = Instant.now().advanced(bySeconds: -age)
            list.nextUpdate = Instant.now().advanced(bySeconds: 86_400)
            for (who, reason) in revoked { list.revoke(who, at: Self.revocation, reason: reason) }
        }
    }
}
