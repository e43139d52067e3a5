// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// One ceremony being performed, step by step.
///
/// Each step asks first whether an earlier run of the same file has done it: so a run that was killed is gone on with by
/// running again, and never makes a second key or a second certificate.
struct CeremonyRun {
    let ceremony: Ceremony
    let station: CeremonyStation
    let isRehearsal: Bool
    let keys: CustodyKeyStore
    let custody: SharedKeys
    var steps: [CeremonyTranscript.Step] = []
    var made: [CeremonyTranscript.Made] = []
    var lists: [CeremonyTranscript.List] = []
    var madeKeys: [CeremonyTranscript.Key] = []
    var files: [String] = []

    init(_ ceremony: Ceremony, at station: CeremonyStation, isRehearsal: Bool) {
        self.ceremony = ceremony
        self.station = station
        self.isRehearsal = isRehearsal
        custody = SharedKeys(station.home, voices: station.voices)
        let document = ceremony.document
        keys = CustodyKeyStore(
            station.keys, custody: custody, plans: document.custody.map { [document.authority: $0] } ?? [:],
            documentSHA256: document.sha256)
    }

    /// An authority with its key, ready to sign.
    struct Signer {
        let name: String
        let certificate: Certificate
        let key: any SigningKey
    }

    var document: CeremonyDocument { ceremony.document }
    var name: String { document.authority }
    var home: HomeFolder { station.home }
    var records: Records { station.records }
    static let actor = "ceremony"

    consuming func perform() throws(CeremonyError) -> CeremonyTranscript {
        var run = self
        return try run.performSteps()
    }

    private mutating func performSteps() throws(CeremonyError) -> CeremonyTranscript {
        try home.prepare()
        let entry = try begin()
        switch document.act {
        case .createRoot:
            let root = try makeAuthority(entry, signedBy: nil)
            try signList(of: root)
        case .createIntermediate, .rekeyIntermediate:
            let issuer = try open(document.issuer ?? "")
            try refuseSucceeded()
            _ = try makeAuthority(entry, signedBy: issuer)
            try enterSuccession()
            try signList(of: issuer)
        case .rollOverRoot: try rollOver(entry)
        case .crossCertify:
            let issuer = try open(document.issuer ?? "")
            try issueLink(named: name, for: try source(), by: issuer, under: document.profile, entry)
            try signList(of: issuer)
        case .signList: try signList(of: try open(name), document.list)
        case .shareKey: try shareKey(entry)
        }
        try verify()
        return try conclude(entry)
    }

    mutating func did(_ kind: CeremonyTranscript.StepKind, _ about: String = "") throws(CeremonyError) {
        steps.append(CeremonyTranscript.Step(kind: kind, time: station.site.clock(), about: about))
        try station.reached(kind)
    }

    /// Takes down that the ceremony begins, or finds the run that it goes on with.
    private mutating func begin() throws(CeremonyError) -> CeremonyRecord {
        if let open = try recorded({ () throws(RecordsError) in try records.openCeremony(of: name) }) {
            if open.documentSHA256 == document.sha256 {
                try did(.resumed)
                return open
            }
            // Nothing that the other run made may be left behind: its key would be taken for this one's.
            let certificate = try authorityRecord(name)?.certificate
            guard certificate == nil, !HomeFolder.exists(home.keyPath(name)), !HomeFolder.exists(home.tokenPath(name))
            else {
                throw .begunOtherwise(
                    authority: name, documentSHA256: open.documentSHA256.hexDigits, keyPath: home.keyPath(name))
            }
            try recorded { () throws(RecordsError) in
                try records.endCeremony(
                    open, transcriptSHA256: nil, details: [:], by: Self.actor, at: station.site.clock())
            }
        }
        try refuseWhatIsThere()
        let entry = try recorded { () throws(RecordsError) in
            try records.beginCeremony(
                document.act.rawValue, of: name, documentSHA256: document.sha256, by: Self.actor,
                at: station.site.clock())
        }
        try did(.begun)
        return entry
    }

    /// Nothing is written over.
    private func refuseWhatIsThere() throws(CeremonyError) {
        switch document.act {
        case .signList, .shareKey: return
        case .crossCertify:
            if HomeFolder.exists(home.certificatePath(name)) { throw .fileExists(path: home.certificatePath(name)) }
            let links = try recorded { () throws(RecordsError) in try records.authorityLinks() }
            guard try authorityRecord(name) == nil, !links.contains(where: { $0.name == name }) else {
                throw .authorityExists(name: name)
            }
        case .createRoot, .createIntermediate, .rollOverRoot, .rekeyIntermediate:
            for path in home.places(name) where HomeFolder.exists(path) {
                throw .fileExists(path: path)
            }
            guard let record = try authorityRecord(name) else { return }
            guard record.certificate == nil, record.parent == document.issuer else {
                throw .authorityExists(name: name)
            }
        }
    }

    /// An authority with its key.
    mutating func open(_ name: String) throws(CeremonyError) -> Signer {
        let certificate = try records.issuerCertificate(named: name)
        let key = try keys.key(name)
        guard key.publicKey.subjectPublicKeyInfo == certificate.tbs.subjectPublicKeyInfo else {
            throw .issuance(.foreignKey(authority: name))
        }
        try did(.issuerKeyOpened, name)
        return Signer(name: name, certificate: certificate, key: key)
    }

    /// The transcript, and the line that ends the ceremony with its digest; who was there goes into the transcript, how
    /// many into the log.
    private func conclude(_ entry: CeremonyRecord) throws(CeremonyError) -> CeremonyTranscript {
        var profiles: [String: [UInt8]] = [:]
        for name in [document.profile, document.linkProfile ?? ""] where !name.isEmpty {
            profiles[name] = try ceremony.profile(name).sha256
        }
        let transcript = CeremonyTranscript(
            document: document, isRehearsal: isRehearsal, profiles: profiles, certificates: made, lists: lists,
            revoked: try revoked(), keys: madeKeys, files: files, steps: steps,
            auditHead: try recorded { () throws(RecordsError) in try records.auditHead() })
        let digest = try station.fileTranscript(transcript)
        let roles = CeremonyRole.allCases.map { role in
            "\(role.rawValue) \(document.witnesses.filter { $0.role == role }.count)"
        }
        var details = ["witnesses": roles.joined(separator: ", ")]
        details["certificateSHA256"] = made.first?.certificate.sha256.hexDigits
        for (name, sha256) in profiles { details["profile:\(name)"] = sha256.hexDigits }
        try recorded { () throws(RecordsError) in
            try records.endCeremony(
                entry, transcriptSHA256: digest, details: details, by: Self.actor, at: station.site.clock())
        }
        return transcript
    }
}

extension CeremonyRun {
    /// Where the key that is made is found again.
    var keyPath: String { "\(home.path)/\(keys.reference(name))" }

    func authorityRecord(_ name: String) throws(CeremonyError) -> AuthorityRecord? {
        do throws(RecordsError) {
            return try records.authority(named: name)
        } catch .unknownAuthority {
            return nil
        } catch {
            throw .records(error)
        }
    }

    func recorded<Value>(_ step: () throws(RecordsError) -> Value) throws(CeremonyError) -> Value {
        do throws(RecordsError) {
            return try step()
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
