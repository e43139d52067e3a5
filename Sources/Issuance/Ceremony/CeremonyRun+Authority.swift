// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Linting
import PKIX
import Records

extension CeremonyRun {
    /// Makes an authority: key, place in the records, certificate.
    ///
    /// - Parameters:
    ///   - entry: the ceremony on record.
    ///   - issuer: who signs; nil for a root, which signs for itself.
    /// - Returns: the authority, ready to sign.
    /// - Throws: ``CeremonyError``.
    mutating func makeAuthority(
        _ entry: CeremonyRecord, signedBy issuer: Signer?
    ) throws(CeremonyError) -> Signer {
        let key = try key(entry, signedBy: issuer)
        try enterAuthority()
        let certificate = try ownCertificate(entry, key, by: issuer)
        try write(certificate, named: name)
        try did(.certificateWritten, name)
        made.insert(
            try transcribed(name, certificate, by: issuer?.name ?? name, issuer?.certificate, document.profile), at: 0)
        return Signer(name: name, certificate: certificate, key: key)
    }

    /// Writes a certificate, or finds it as it is to be.
    func write(_ certificate: Certificate, named name: String) throws(CeremonyError) {
        guard HomeFolder.exists(home.certificatePath(name)) else { return try home.write(certificate, named: name) }
        guard try home.certificate(name) == certificate else {
            throw .fileExists(path: home.certificatePath(name))
        }
    }

    func transcribed(
        _ name: String, _ certificate: Certificate, by issuerName: String, _ issuer: Certificate?, _ profile: String
    ) throws(CeremonyError) -> CeremonyTranscript.Made {
        CeremonyTranscript.Made(
            name: name, certificate: certificate, issuerName: issuerName, issuer: issuer ?? certificate,
            signatureAlgorithm: try ceremony.profile(profile).signatureAlgorithm, path: home.certificatePath(name))
    }

    /// The new authority's key: made now, or by the run that this one goes on with.
    private mutating func key(
        _ entry: CeremonyRecord, signedBy issuer: Signer?
    ) throws(CeremonyError) -> any SigningKey {
        let kind = document.keyKind ?? .p384
        let key: any SigningKey
        if let found = try foundKey(entry) {
            key = found
        } else {
            // What the rules would refuse they refuse now, before there is a key.
            try tryOut(kind, signedBy: issuer)
            try did(.draftCleared)
            let new = try keys.newKey(named: name, kind: kind)
            try recorded { () throws(RecordsError) in
                try records.note(
                    publicKeySHA256: Self.digest(new.key.publicKey), of: entry, by: Self.actor,
                    at: station.site.clock())
            }
            try did(.keyGenerated, name)
            try new.keep()
            key = new.key
            try did(.keyWritten, name)
        }
        madeKeys.append(
            CeremonyTranscript.Key(
                name: name, kind: kind, publicKeySHA256: Self.digest(key.publicKey), path: keyPath,
                custody: document.custody))
        if let set = try custody.set(of: name) { files += custody.files(of: set) }
        return key
    }

    /// The key that an earlier run made and kept.
    private mutating func foundKey(_ entry: CeremonyRecord) throws(CeremonyError) -> (any SigningKey)? {
        guard let noted = entry.publicKeySHA256 else {
            // A key that no run of this ceremony speaks of is somebody else's.
            for path in [home.keyPath(name), home.tokenPath(name)] where HomeFolder.exists(path) {
                throw .fileExists(path: path)
            }
            return nil
        }
        guard HomeFolder.exists(keyPath) else {
            guard try authorityRecord(name)?.certificate == nil else { throw .fileMissing(path: keyPath) }
            try did(.keyLost, noted.hexDigits)
            return nil
        }
        let key = try keys.key(name)
        guard Self.digest(key.publicKey) == noted else { throw .issuance(.foreignKey(authority: name)) }
        return key
    }

    private static func digest(_ key: PublicKey) -> [UInt8] {
        DigestAlgorithm.sha256.digest(key.subjectPublicKeyInfo)
    }

    private mutating func enterAuthority() throws(CeremonyError) {
        guard try authorityRecord(name) == nil else { return }
        let record = AuthorityRecord(
            name: name, parent: document.issuer, keyReference: keys.reference(name), certificate: nil,
            created: station.site.clock())
        try recorded { () throws(RecordsError) in try records.enter(record, by: Self.actor) }
        try did(.authorityEntered, name)
    }

    /// The authority's certificate: on record already, or issued now.
    private mutating func ownCertificate(
        _ entry: CeremonyRecord, _ key: any SigningKey, by issuer: Signer?
    ) throws(CeremonyError) -> Certificate {
        if try authorityRecord(name)?.certificate != nil { return try records.issuerCertificate(named: name) }
        let desk = SigningDesk(
            authority: issuer?.name ?? name, issuer: issuer?.certificate, key: issuer?.key ?? key, records: records,
            site: station.site)
        let profile = try ceremony.profile(document.profile)
        let content = CertificateContent(subject: try ceremony.givenAttributes(), publicKey: key.publicKey)
        let certificate = try issue(at: desk, under: profile, key.publicKey, entry) {
            [isRehearsal] parameters throws(IssuanceError) in
            try Self.draft(content, parameters, profile, isRehearsal)
        }
        try recorded { () throws(RecordsError) in
            try records.certify(
                authority: name, with: certificate.encoded, by: Self.actor, at: station.site.clock())
        }
        try did(.certificateIssued, name)
        return certificate
    }

    /// Drafts and lints for a throw-away key.
    private func tryOut(_ kind: KeyKind, signedBy issuer: Signer?) throws(CeremonyError) {
        let profile = try ceremony.profile(document.profile)
        let key: PrivateKey
        do throws(CryptographyError) {
            key = try PrivateKey.generate(kind)
        } catch {
            throw .key(error)
        }
        let desk = SigningDesk(
            authority: issuer?.name ?? name, issuer: issuer?.certificate, key: issuer?.key ?? key, records: records,
            site: station.site)
        let content = CertificateContent(subject: try ceremony.givenAttributes(), publicKey: key.publicKey)
        do throws(IssuanceError) {
            try desk.tryOut(under: profile) { [isRehearsal] parameters throws(IssuanceError) in
                try Self.draft(content, parameters, profile, isRehearsal)
            }
        } catch {
            throw .issuance(error)
        }
    }

    private static func draft(
        _ content: CertificateContent, _ parameters: IssuingParameters, _ profile: CertificateProfile,
        _ isRehearsal: Bool
    ) throws(IssuanceError) -> TBSCertificate {
        let draft: TBSCertificate
        do throws(ProfileError) {
            draft = try profile.ceremonyDraft(of: content, by: parameters)
        } catch {
            throw .draft(error)
        }
        let limit = isRehearsal ? draft.validity.notBefore.advanced(bySeconds: rehearsalSeconds) : nil
        guard let issuer = parameters.issuer else { return draft.ending(by: limit) }
        return try draft.ending(by: limit).fitted(to: issuer, limit: nil, isCut: isRehearsal)
    }

    /// A day: what a rehearsal issues is gone before anybody could take it for the true thing.
    static let rehearsalSeconds: Int64 = 86_400
}

extension TBSCertificate {
    /// The draft with an end that is not after a moment.
    func ending(by limit: Instant?) -> TBSCertificate {
        guard let limit, limit < validity.notAfter else { return self }
        return TBSCertificate(
            serialNumber: serialNumber, signature: signature, issuer: issuer,
            validity: Validity(notBefore: validity.notBefore, notAfter: limit), subject: subject,
            subjectPublicKeyInfo: subjectPublicKeyInfo, extensions: extensions)
    }
}
