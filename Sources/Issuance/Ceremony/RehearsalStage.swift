// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records

/// A home for one rehearsal, gone when it is over.
final class RehearsalStage {
    let home: HomeFolder
    let records: Records
    private let profiles: [String: CertificateProfile]
    private let passphrase: Passphrase
    private let site: IssuingSite

    init(
        profiles: [String: CertificateProfile], passphrase: Passphrase, site: IssuingSite
    ) throws(CeremonyError) {
        self.profiles = profiles
        self.passphrase = passphrase
        self.site = site
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("mohr-rehearsal-\(UUID().uuidString)")
        home = HomeFolder(path: path.path)
        try home.prepare()
        do throws(RecordsError) {
            records = try Records(home: path.path)
        } catch {
            try? FileManager.default.removeItem(at: path)
            throw .records(error)
        }
    }

    deinit {
        records.close()
        try? FileManager.default.removeItem(atPath: home.path)
    }

    var station: CeremonyStation {
        CeremonyStation(
            home: home, records: records, keys: FileKeyStore(home, passphrase: passphrase), site: site)
    }

    /// Makes whoever has to be there before the act, each named as the true one where the home has it.
    ///
    /// - Parameters:
    ///   - document: what is rehearsed.
    ///   - model: the home that it is rehearsed for.
    /// - Throws: ``CeremonyError``.
    func prepare(for document: CeremonyDocument, as model: HomeFolder) throws(CeremonyError) {
        switch document.act {
        case .createRoot: return
        case .createIntermediate: try make(document.issuer ?? "", model)
        case .rekeyIntermediate:
            let issuer = document.issuer ?? ""
            try make(issuer, model)
            try make(document.replaces ?? "", model, below: issuer, document.profile)
        case .rollOverRoot: try make(document.replaces ?? "", model)
        case .crossCertify:
            try make(document.issuer ?? "", model)
            if case .authority(let name)? = document.source, name != document.issuer { try make(name, model) }
        case .signList:
            try make(document.authority, model)
            for case .authority(let name) in document.list?.revocations.map(\.target) ?? [] {
                try make(name, model, below: document.authority)
            }
        case .shareKey: try make(document.authority, model)
        }
    }

    /// Makes an authority by the same ceremony.
    private func make(
        _ name: String, _ model: HomeFolder, below issuer: String? = nil, _ wanted: String? = nil
    ) throws(CeremonyError) {
        let certificate = try? model.certificate(name)
        // A root's profile names no issuer to be found anywhere.
        let candidates = profiles.values.filter { profile in
            profile.kind == .authority && (profile.issuerURL == nil) == (issuer == nil)
        }.sorted { $0.name < $1.name }
        let profile =
            candidates.first { $0.name == wanted } ?? candidates.first { $0.name.hasPrefix(name) } ?? candidates.first
        guard let profile, let kind = profile.allowedKeys.first else { throw .issuerUnknown(name: name) }
        let subject = profile.subject.compactMap { rule -> (ObjectIdentifier, String)? in
            switch rule.source {
            case .fixed(let value): (rule.attribute, value)
            case .required: (rule.attribute, certificate?.subject.value(of: rule.attribute) ?? "Rehearsal \(name)")
            case .optional: certificate?.subject.value(of: rule.attribute).map { (rule.attribute, $0) }
            }
        }
        let document = CeremonyDocument(
            rehearsalOf: name, issuer: issuer, subject: subject, profile: profile.name, key: kind)
        _ = try CeremonyRun(Ceremony(document, profiles: profiles), at: station, isRehearsal: true).perform()
    }
}
