// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// One ceremony being performed, step by step.
struct CeremonyRun {
    private let ceremony: Ceremony
    private let home: HomeFolder
    private let records: Records
    private let keys: any KeyStore
    private let site: IssuingSite
    private let isRehearsal: Bool
    private var steps: [CeremonyTranscript.Step] = []

    init(
        _ ceremony: Ceremony, home: HomeFolder, records: Records, keys: any KeyStore, site: IssuingSite,
        isRehearsal: Bool
    ) {
        self.ceremony = ceremony
        self.home = home
        self.records = records
        self.keys = keys
        self.site = site
        self.isRehearsal = isRehearsal
    }

    private var document: CeremonyDocument { ceremony.document }
    private var name: String { document.authority }
    private var keyPath: String { "\(home.path)/\(keys.reference(name))" }
    private static let actor = "ceremony"

    consuming func perform() throws(CeremonyError) -> CeremonyTranscript {
        var run = self
        return try run.performSteps()
    }

    private mutating func performSteps() throws(CeremonyError) -> CeremonyTranscript {
        let isOnRecord = try refuseWhatIsThere()
        try home.prepare()
        try note("ceremony.begun", ["documentSHA256": document.sha256.hexDigits])
        did(.begun)
        let issuer = try openIssuer()
        let made = try keys.newKey(named: name, kind: document.keyKind)
        did(.keyGenerated)
        try made.keep()
        did(.keyWritten)
        if !isOnRecord { try enterAuthority() }
        did(.authorityEntered)
        let certificate = try issue(made.key, by: issuer)
        did(.certificateIssued)
        try home.write(certificate, named: name)
        did(.certificateWritten)
        try verify(certificate, by: issuer?.certificate ?? certificate)
        did(.verified)
        let head = try end(certificate)
        did(.ended)
        return CeremonyTranscript(
            document: document, isRehearsal: isRehearsal, profileSHA256: ceremony.profile.sha256,
            certificate: certificate, issuer: issuer?.certificate ?? certificate,
            signatureAlgorithm: ceremony.profile.signatureAlgorithm, keyPath: keyPath,
            certificatePath: home.certificatePath(name), steps: steps, auditHead: head)
    }

    private mutating func did(_ kind: CeremonyTranscript.StepKind) {
        steps.append(CeremonyTranscript.Step(kind: kind, time: site.clock()))
    }

    /// Nothing is written over.
    ///
    /// - Returns: whether the authority is on record without a certificate, as an interrupted ceremony leaves it.
    private func refuseWhatIsThere() throws(CeremonyError) -> Bool {
        for path in [home.keyPath(name), keyPath, home.certificatePath(name)] where HomeFolder.exists(path) {
            throw .fileExists(path: path)
        }
        let record: AuthorityRecord
        do throws(RecordsError) {
            record = try records.authority(named: name)
        } catch .unknownAuthority {
            return false
        } catch {
            throw .records(error)
        }
        guard record.certificate == nil, record.parent == document.issuer else { throw .authorityExists(name: name) }
        return true
    }

    /// The issuer with its key; nil at a root's ceremony.
    private mutating func openIssuer() throws(CeremonyError) -> (certificate: Certificate, key: any SigningKey)? {
        guard let name = document.issuer else { return nil }
        let certificate = try records.issuerCertificate(named: name)
        let key = try keys.key(name)
        guard key.publicKey.subjectPublicKeyInfo == certificate.tbs.subjectPublicKeyInfo else {
            throw .issuance(.foreignKey(authority: name))
        }
        did(.issuerKeyOpened)
        return (certificate, key)
    }

    private func enterAuthority() throws(CeremonyError) {
        let record = AuthorityRecord(
            name: name, parent: document.issuer, keyReference: keys.reference(name), certificate: nil,
            created: site.clock())
        do throws(RecordsError) {
            try records.enter(record, by: Self.actor)
        } catch {
            throw .records(error)
        }
    }

    /// The same journal as for every certificate; a root sits at its own desk.
    private func issue(
        _ key: any SigningKey, by issuer: (certificate: Certificate, key: any SigningKey)?
    ) throws(CeremonyError) -> Certificate {
        let desk = SigningDesk(
            authority: document.issuer ?? name, issuer: issuer?.certificate, key: issuer?.key ?? key,
            records: records, site: site)
        let content = CertificateContent(subject: try ceremony.givenAttributes(), publicKey: key.publicKey)
        let certificate: Certificate
        do throws(IssuanceError) {
            certificate = try desk.issue(
                for: IssuanceRequest(withoutApplicationUnder: ceremony.profile.name), searchKeys: SubjectKeys(),
                under: ceremony.profile, as: .good
            ) { parameters throws(IssuanceError) in
                try draft(content, parameters)
            }
        } catch {
            throw .issuance(error)
        }
        do throws(RecordsError) {
            try records.certify(authority: name, with: certificate.encoded, by: Self.actor, at: site.clock())
        } catch {
            throw .records(error)
        }
        return certificate
    }

    private func draft(
        _ content: CertificateContent, _ parameters: IssuingParameters
    ) throws(IssuanceError) -> TBSCertificate {
        let draft: TBSCertificate
        do throws(ProfileError) {
            draft = try ceremony.profile.ceremonyDraft(of: content, by: parameters)
        } catch {
            throw .draft(error)
        }
        guard let issuer = parameters.issuer else { return draft }
        return try draft.fitted(to: issuer, limit: nil, isCut: false)
    }

    /// Reads back from the disk what the transcript will say is there.
    private func verify(_ certificate: Certificate, by issuer: Certificate) throws(CeremonyError) {
        let path = home.certificatePath(name)
        let written = try home.certificate(name)
        let issuerKey: PublicKey
        do throws(PKIXError) {
            issuerKey = try issuer.publicKey()
        } catch {
            throw .certificate(path: path, error)
        }
        guard written == certificate, written.isSigned(by: issuerKey) else { throw .readBack(path: path) }
        let key = try keys.key(name)
        guard key.publicKey.subjectPublicKeyInfo == written.tbs.subjectPublicKeyInfo else {
            throw .readBack(path: keyPath)
        }
    }

    /// The last line; who was there goes into the transcript, how many into the log.
    private func end(_ certificate: Certificate) throws(CeremonyError) -> AuditHead {
        let roles = CeremonyRole.allCases.map { role in
            "\(role.rawValue) \(document.witnesses.filter { $0.role == role }.count)"
        }
        try note(
            "ceremony.ended",
            [
                "documentSHA256": document.sha256.hexDigits, "profileSHA256": ceremony.profile.sha256.hexDigits,
                "certificateSHA256": certificate.sha256.hexDigits, "witnesses": roles.joined(separator: ", "),
            ])
        do throws(RecordsError) {
            return try records.auditHead()
        } catch {
            throw .records(error)
        }
    }

    private func note(_ act: String, _ details: [String: String]) throws(CeremonyError) {
        do throws(RecordsError) {
            try records.note(
                act, of: "authority:\(name)", by: Self.actor, at: site.clock(),
                details: details.merging(["act": document.act.rawValue]) { $1 })
        } catch {
            throw .records(error)
        }
    }
}

extension Records {
    /// The certificate of an authority that can issue.
    ///
    /// - Throws: ``CeremonyError/issuerUnknown(name:)`` when there is none.
    func issuerCertificate(named name: String) throws(CeremonyError) -> Certificate {
        let encoded: [UInt8]?
        do throws(RecordsError) {
            encoded = try authority(named: name).certificate
        } catch .unknownAuthority {
            throw .issuerUnknown(name: name)
        } catch {
            throw .records(error)
        }
        guard let encoded else { throw .issuerUnknown(name: name) }
        do throws(PKIXError) {
            return try Certificate(der: encoded)
        } catch {
            throw .certificate(path: name, error)
        }
    }
}

extension [UInt8] {
    /// Lower-case hexadecimal digits, as the audit log writes digests.
    var hexDigits: String { Hex.encode(self) }
}
