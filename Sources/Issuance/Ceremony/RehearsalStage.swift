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

    init() throws(CeremonyError) {
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

    /// Makes an issuer to rehearse under, by the same ceremony.
    ///
    /// - Parameters:
    ///   - name: what the ceremony's file calls it.
    ///   - model: the true issuer's certificate, whose name it takes; nil where there is none yet.
    ///   - profiles: those of the house.
    ///   - passphrase: what its key is encrypted under.
    ///   - site: address and clock.
    /// - Throws: ``CeremonyError``.
    func makeIssuer(
        _ name: String, like model: Certificate?, profiles: [String: CertificateProfile], passphrase: Passphrase,
        site: IssuingSite
    ) throws(CeremonyError) {
        // A root's profile names no issuer to be found anywhere.
        let candidates = profiles.values.filter { $0.kind == .authority && $0.issuerURL == nil }
        guard let profile = candidates.first(where: { $0.name == name }) ?? candidates.min(by: { $0.name < $1.name }),
            let kind = profile.allowedKeys.first
        else { throw .issuerUnknown(name: name) }
        let subject = profile.subject.compactMap { rule -> (ObjectIdentifier, String)? in
            switch rule.source {
            case .fixed(let value): (rule.attribute, value)
            case .required: (rule.attribute, model?.subject.value(of: rule.attribute) ?? "Rehearsal")
            case .optional: model?.subject.value(of: rule.attribute).map { (rule.attribute, $0) }
            }
        }
        let document = CeremonyDocument(rehearsalOf: name, subject: subject, profile: profile.name, key: kind)
        _ = try CeremonyRun(
            try Ceremony(document, profiles: profiles), home: home, records: records,
            keys: FileKeyStore(home, passphrase: passphrase), site: site, isRehearsal: true
        ).perform()
    }
}
