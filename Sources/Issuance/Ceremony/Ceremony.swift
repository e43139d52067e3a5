// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
public import PKIX
public import Records

/// An act upon an authority: its key, its certificates, its list, and their place in the records.
///
/// It writes over nothing, lints before it makes a key and before it signs, goes through the same journal as every other
/// issuance, and reads back what it wrote. Killed half-way, it goes on where it stopped when the same file is performed
/// again.
///
/// - SeeAlso: RFC 3647 4.6.1 (key pair generation); CP/CPS 6.1.1.
public struct Ceremony: Sendable {
    /// What is performed.
    public let document: CeremonyDocument

    /// The profiles of the house.
    let profiles: [String: CertificateProfile]

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
        self.document = document
        self.profiles = profiles
        for name in [document.profile, document.linkProfile ?? ""] where !name.isEmpty {
            let profile = try Self.profile(name, in: profiles)
            guard profile.kind == .authority else {
                throw .profileKind(name: profile.name, seen: profile.kind, allowed: [.authority])
            }
        }
        guard let kind = document.keyKind else { return }
        let profile = try Self.profile(document.profile, in: profiles)
        guard profile.allowedKeys.contains(kind) else { throw .keyKind(seen: kind, allowed: profile.allowedKeys) }
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
    /// - Throws: ``CeremonyError``. After a fault the same file is performed again, and goes on where it stopped.
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
        try perform(at: CeremonyStation(home: home, records: records, keys: keys, site: site))
    }

    /// Performs the ceremony with everything that a station has: custodians, lists, a transcript.
    ///
    /// - Parameter station: where it is performed.
    /// - Returns: what was done.
    /// - Throws: ``CeremonyError``, as ``perform(in:records:passphrase:site:)``.
    public func perform(at station: CeremonyStation) throws(CeremonyError) -> CeremonyTranscript {
        try CeremonyRun(self, at: station, isRehearsal: false).perform()
    }

    /// Performs the ceremony with throw-away keys in a folder that is removed afterwards.
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
        try rehearse(for: home, passphrase: passphrase, site: site) { _ in }
    }

    /// Performs the ceremony with throw-away keys, and lets the station be set up.
    ///
    /// Whoever has to be there already is made for the occasion, named as the true one where the home has it. What is
    /// issued is valid for a day, so that nothing of a rehearsal can pass for the true thing.
    ///
    /// - Parameters:
    ///   - home: the home that it is a rehearsal for; nothing in it is changed, and no key of it opened.
    ///   - passphrase: what throw-away keys are encrypted under.
    ///   - site: as for ``perform(in:records:passphrase:site:)``.
    ///   - setUp: gives the stage's station its custodians, lists and transcript.
    /// - Returns: what was done.
    /// - Throws: ``CeremonyError``, as the true ceremony would.
    public func rehearse(
        for home: HomeFolder, passphrase: Passphrase, site: IssuingSite, setUp: (inout CeremonyStation) -> Void
    ) throws(CeremonyError) -> CeremonyTranscript {
        if document.keyKind != nil, home.has(document.authority) {
            throw .fileExists(path: home.certificatePath(document.authority))
        }
        let stage = try RehearsalStage(profiles: profiles, passphrase: passphrase, site: site)
        try stage.prepare(for: document, as: home)
        var station = stage.station
        setUp(&station)
        return try CeremonyRun(self, at: station, isRehearsal: true).perform()
    }

    /// The profile of the authority that is made, or of the cross-certificate.
    func profile(_ name: String) throws(CeremonyError) -> CertificateProfile {
        try Self.profile(name, in: profiles)
    }

    private static func profile(
        _ name: String, in profiles: [String: CertificateProfile]
    ) throws(CeremonyError) -> CertificateProfile {
        guard let profile = profiles[name] else {
            throw .unknownProfile(name: name, allowed: profiles.keys.sorted())
        }
        return profile
    }

    /// What the file gives and the profile leaves open.
    ///
    /// What the profile fixes has to be in the file as well: the file is what people read.
    func givenAttributes() throws(CeremonyError) -> [(ObjectIdentifier, String)] {
        let profile = try profile(document.profile)
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
