// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
public import PKIX
public import Records

/// An act that makes an authority: a key, a certificate, and their place in the records.
///
/// It writes over nothing, lints before it signs, goes through the same journal as every other issuance, and reads back
/// what it wrote.
///
/// - SeeAlso: RFC 3647 4.6.1 (key pair generation); CP/CPS 6.1.1.
public struct Ceremony: Sendable {
    /// What is performed.
    public let document: CeremonyDocument

    /// The profile to issue under.
    public let profile: CertificateProfile

    private let profiles: [String: CertificateProfile]

    /// Prepares a ceremony: everything that can be refused before anyone meets is refused here.
    ///
    /// - Parameters:
    ///   - bytes: the ceremony's file, JSON5.
    ///   - profiles: the profiles of the house, by name.
    /// - Throws: ``CeremonyError``.
    public init(reading bytes: [UInt8], profiles: [String: CertificateProfile]) throws(CeremonyError) {
        try self.init(CeremonyDocument(reading: bytes), profiles: profiles)
    }

    init(_ document: CeremonyDocument, profiles: [String: CertificateProfile]) throws(CeremonyError) {
        guard let profile = profiles[document.profile] else {
            throw .unknownProfile(name: document.profile, allowed: profiles.keys.sorted())
        }
        guard profile.kind == .authority else {
            throw .profileKind(name: profile.name, seen: profile.kind, allowed: [.authority])
        }
        guard profile.allowedKeys.contains(document.keyKind) else {
            throw .keyKind(seen: document.keyKind, allowed: profile.allowedKeys)
        }
        self.document = document
        self.profile = profile
        self.profiles = profiles
        _ = try givenAttributes()
    }

    /// Performs the ceremony.
    ///
    /// - Parameters:
    ///   - home: where key and certificate go.
    ///   - records: those of the home.
    ///   - passphrase: what the new key is encrypted under, and what opens the issuer's.
    ///   - site: the public address that goes into the certificate, and the clock.
    /// - Returns: what was done.
    /// - Throws: ``CeremonyError``. After a fault a key without a certificate may be left; it is to be removed by hand
    ///   before the ceremony is performed again.
    public func perform(
        in home: HomeFolder, records: Records, passphrase: Passphrase, site: IssuingSite
    ) throws(CeremonyError) -> CeremonyTranscript {
        try perform(in: home, records: records, keys: FileKeyStore(home, passphrase: passphrase), site: site)
    }

    /// Performs the ceremony with keys of any store.
    ///
    /// - Parameters:
    ///   - home: where the certificate goes.
    ///   - records: those of the home.
    ///   - keys: where the new key is made, and the issuer's opened.
    ///   - site: the public address that goes into the certificate, and the clock.
    /// - Returns: what was done.
    /// - Throws: ``CeremonyError``, as ``perform(in:records:passphrase:site:)``.
    public func perform(
        in home: HomeFolder, records: Records, keys: any KeyStore, site: IssuingSite
    ) throws(CeremonyError) -> CeremonyTranscript {
        try CeremonyRun(self, home: home, records: records, keys: keys, site: site, isRehearsal: false).perform()
    }

    /// Performs the ceremony with throw-away keys in a folder that is removed afterwards.
    ///
    /// An issuer is made for the occasion, named as the true one where the home has it.
    ///
    /// - Parameters:
    ///   - home: the home that it is a rehearsal for; nothing in it is changed, and no key of it opened.
    ///   - passphrase: what throw-away keys are encrypted under.
    ///   - site: as for ``perform(in:records:passphrase:site:)``.
    /// - Returns: what was done.
    /// - Throws: ``CeremonyError``, as the true ceremony would.
    public func rehearse(
        for home: HomeFolder, passphrase: Passphrase, site: IssuingSite
    ) throws(CeremonyError) -> CeremonyTranscript {
        guard !home.has(document.authority) else {
            throw .fileExists(path: home.certificatePath(document.authority))
        }
        let stage = try RehearsalStage()
        if let issuer = document.issuer {
            try stage.makeIssuer(
                issuer, like: try? home.certificate(issuer), profiles: profiles, passphrase: passphrase, site: site)
        }
        return try CeremonyRun(
            self, home: stage.home, records: stage.records, keys: FileKeyStore(stage.home, passphrase: passphrase),
            site: site, isRehearsal: true
        ).perform()
    }

    /// What the file gives and the profile leaves open.
    ///
    /// What the profile fixes has to be in the file as well: the file is what people read.
    func givenAttributes() throws(CeremonyError) -> [(ObjectIdentifier, String)] {
        var fixed: Set<ObjectIdentifier> = []
        for rule in profile.subject {
            guard case .fixed(let value) = rule.source else { continue }
            guard document.subject.contains(where: { $0.0 == rule.attribute && $0.1 == value }) else {
                throw .subjectFixed(rule.attribute, allowed: value)
            }
            fixed.insert(rule.attribute)
        }
        let order = profile.subject.map(\.attribute)
        let places = document.subject.compactMap { order.firstIndex(of: $0.0) }
        guard places == places.sorted() else { throw .subjectOrder(allowed: order) }
        return document.subject.filter { !fixed.contains($0.0) }
    }
}
