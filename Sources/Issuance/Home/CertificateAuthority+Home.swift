// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import PKIX
public import Records

extension CertificateAuthority {
    /// Opens an authority that a ceremony made, with its key from the home.
    ///
    /// - Parameters:
    ///   - name: as on record.
    ///   - home: where its key is.
    ///   - records: those of the home.
    ///   - passphrase: what opens the key.
    ///   - site: addresses, clock, random numbers.
    /// - Throws: ``CeremonyError``; `issuerUnknown` when the authority has no certificate, `fileMissing` when its key
    ///   is not in the home, as an offline root's is not.
    public init(
        named name: String, in home: HomeFolder, records: Records, passphrase: Passphrase, site: IssuingSite
    ) throws(CeremonyError) {
        try self.init(named: name, keys: FileKeyStore(home, passphrase: passphrase), records: records, site: site)
    }

    /// Opens an authority that a ceremony made, with its key from any store.
    ///
    /// - Parameters:
    ///   - name: as on record.
    ///   - keys: where its key is.
    ///   - records: those of the home.
    ///   - site: addresses, clock, random numbers.
    /// - Throws: ``CeremonyError``, as ``init(named:in:records:passphrase:site:)``.
    public init(
        named name: String, keys: any KeyStore, records: Records, site: IssuingSite
    ) throws(CeremonyError) {
        let certificate = try records.issuerCertificate(named: name)
        let key = try keys.key(name)
        do throws(IssuanceError) {
            try self.init(name: name, certificate: certificate, key: key, records: records, site: site)
        } catch {
            throw .issuance(error)
        }
    }

    /// Makes a key for one of the house's own services and certifies it: a status responder, a listener.
    ///
    /// - Parameters:
    ///   - name: what key and certificate are called in the home: `health-ocsp`, `office-listener`.
    ///   - profile: the service's; of no person and no authority.
    ///   - subject: the attributes that the profile leaves open.
    ///   - alternativeNames: hosts and addresses, for listeners.
    ///   - home: where key and certificate go.
    ///   - passphrase: what the key is encrypted under.
    ///   - replacing: whether a key and certificate of that name may be there and are replaced, as a responder's are
    ///     before they expire. If the machine stops between the two files they do not belong together: whoever finds
    ///     them so replaces them again.
    /// - Returns: the certificate, on record and written.
    /// - Throws: ``CeremonyError``.
    public func issueService(
        named name: String, under profile: CertificateProfile, subject: [(ObjectIdentifier, String)],
        alternativeNames: [GeneralName] = [], in home: HomeFolder, passphrase: Passphrase, replacing: Bool = false
    ) throws(CeremonyError) -> Certificate {
        try issueService(
            named: name, under: profile, subject: subject, alternativeNames: alternativeNames, in: home,
            keys: FileKeyStore(home, passphrase: passphrase), replacing: replacing)
    }

    /// Makes a key in any store for one of the house's own services and certifies it.
    ///
    /// - Parameters:
    ///   - name: what key and certificate are called in the home.
    ///   - profile: the service's; of no person and no authority.
    ///   - subject: the attributes that the profile leaves open.
    ///   - alternativeNames: hosts and addresses, for listeners.
    ///   - home: where the certificate goes.
    ///   - keys: where the key is made.
    ///   - replacing: whether a key and certificate of that name may be there and are replaced.
    /// - Returns: the certificate, on record and written.
    /// - Throws: ``CeremonyError``.
    public func issueService(
        named name: String, under profile: CertificateProfile, subject: [(ObjectIdentifier, String)],
        alternativeNames: [GeneralName] = [], in home: HomeFolder, keys: any KeyStore, replacing: Bool = false
    ) throws(CeremonyError) -> Certificate {
        let name = try CeremonyDocument.name(name, path: "name")
        let allowed: [CertificateKind] = [.ocspResponder, .timestampUnit, .tlsServer]
        guard allowed.contains(profile.kind), let kind = profile.allowedKeys.first else {
            throw .profileKind(name: profile.name, seen: profile.kind, allowed: allowed)
        }
        if !replacing, home.has(name) { throw .fileExists(path: home.keyPath(name)) }
        try home.prepare()
        let made = try keys.newKey(named: name, kind: kind)
        let content = CertificateContent(
            subject: subject, publicKey: made.key.publicKey, alternativeNames: alternativeNames)
        let certificate: Certificate
        do throws(IssuanceError) {
            certificate = try issue(ApprovedRequest(withoutApplication: content), under: profile)
        } catch {
            made.discard()
            throw .issuance(error)
        }
        // The certificate is on record already; what is lost here is lost without harm and made again.
        try made.keep(replacing: replacing)
        try home.share(name)
        try home.write(certificate, named: name, replacing: replacing)
        return certificate
    }
}
