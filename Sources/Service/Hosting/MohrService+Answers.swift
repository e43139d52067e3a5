// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
public import PKIX
import Records
public import Revocation

extension MohrService {
    /// Signs answers ahead for every certificate of the online authorities, on all cores.
    ///
    /// - Parameters:
    ///   - authority: only this one's, if one is named.
    ///   - threads: how many sign.
    ///   - progress: told the authority, how many are signed, and of how many.
    /// - Returns: the files.
    /// - Throws: ``ServiceError/revocation(_:)``.
    public func presign(
        of authority: String? = nil, threads: Int, _ progress: (String, Int, Int) -> Void = { _, _, _ in }
    ) throws(ServiceError) -> [AnswerStore] {
        let reading = try Self.revocation { () throws(RevocationError) in try status.refresh() }
        var stores: [AnswerStore] = []
        for name in Set(responding.all.map(\.name)).sorted() where authority == nil || authority == name {
            stores.append(
                try Self.revocation { () throws(RevocationError) in
                    try AnswerPress(
                        folder: home.answers, authority: name, plan: responder.plan, clock: clock
                    ).press(reading, by: responding.all, threads: threads) { progress(name, $0, $1) }
                })
        }
        return stores
    }

    /// Makes the files of answers that are due; to be called every few seconds.
    ///
    /// - Throws: ``ServiceError/revocation(_:)``.
    func pressAnswers() throws(ServiceError) {
        try Self.revocation { () throws(RevocationError) in
            try answers.pressIfDue(records, by: responding.all, into: responder)
        }
    }

    /// Adds to the files what so much has changed of that nobody waits for it; to be called twice a second.
    ///
    /// - Throws: ``ServiceError/revocation(_:)``.
    func addAnswers() throws(ServiceError) {
        try Self.revocation { () throws(RevocationError) in try answers.addRest(records, by: responding.all) }
    }

    /// Takes in responders that were certified since, and certifies one where it is time and the keys are here.
    ///
    /// Half through its life a responder has a successor; answers of both are good, and none outlives the certificate of
    /// the one that signed it.
    ///
    /// - Throws: ``ServiceError``.
    func rollOverResponders() throws(ServiceError) {
        for authority in configuration.authorities.map(\.name) {
            guard let issuer = authorities[authority], responding.all.contains(where: { $0.name == authority }) else {
                continue
            }
            let name = Home.responder(of: authority)
            let onDisk = try Materials.certificates(home.certificate(name)).first
            guard let onDisk else { continue }
            if !responding.all.contains(where: { $0.responder == onDisk }) {
                try take(onDisk, name, authority, issuer)
            } else if issuers.contains(where: { $0.name == authority }), ResponderTerm(onDisk).isOver(at: clock()) {
                let next = try certifyResponder(of: authority)
                try take(next, name, authority, issuer)
            }
        }
    }

    /// Gives an authority another status responder at once, and revokes the one before it.
    ///
    /// Processes that serve take it in within seconds and press answers by it. What the old one signed is good until its
    /// time is over, unless a relying party looks for the responder on the authority's list; its certificate says that it
    /// need not be looked for (`id-pkix-ocsp-nocheck`), which is why it lives for 30 days only.
    ///
    /// - Parameters:
    ///   - authority: whose.
    ///   - reason: `keyCompromise` when someone may have the key, `superseded` when it was lost.
    ///   - cause: why, in words; goes on record.
    ///   - actor: who does it.
    /// - Returns: the new responder's certificate.
    /// - Throws: ``ServiceError``.
    public func replaceResponder(
        of authority: String, reason: RevocationReason, because cause: String, by actor: String
    ) throws(ServiceError) -> Certificate {
        let file = home.certificate(Home.responder(of: authority))
        let old = FileManager.default.fileExists(atPath: file) ? try Materials.certificates(file).first : nil
        let next = try certifyResponder(of: authority)
        if let old {
            try Self.revocation { () throws(RevocationError) in
                _ = try clerk.revoke(
                    CertificateReference(authority: authority, serial: old.serialNumber), reason: reason,
                    because: cause, by: actor, at: clock())
            }
        }
        return next
    }

    private func take(
        _ certificate: Certificate, _ name: String, _ authority: String, _ issuer: Certificate
    ) throws(ServiceError) {
        keys.forget(name)
        let key = try keys.key(name)
        let next = try Self.revocation { () throws(RevocationError) in
            try RespondingAuthority(name: authority, issuer: issuer, responder: certificate, key: key)
        }
        responding.add(next, at: clock())
        responder.replace(authorities: responding.all)
    }

    private func certifyResponder(of authority: String) throws(ServiceError) -> Certificate {
        guard let issuer = issuers.first(where: { $0.name == authority }),
            let profile = profiles[Founding.responderProfile]
        else { throw .profile(file: configuration.profiles, cause: "no profile \(Founding.responderProfile)") }
        return try Founding.ceremony { () throws(CeremonyError) in
            try issuer.issueService(
                named: Home.responder(of: authority), under: profile,
                subject: [
                    (OID.organizationName, "Mohr"), (OID.commonName, "Mohr Status Responder \(authority)"),
                ], in: home.folder, keys: keys.store, replacing: true)
        }
    }
}
