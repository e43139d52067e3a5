// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records

extension CeremonyRun {
    /// A root's successor, and a certificate of each from the other.
    ///
    /// RFC 4210 4.4 keeps the name and changes the key; here each generation has a name of its own, so that every list
    /// and every answer belongs to one key. What was old-with-new and new-with-old there are cross-certificates here.
    mutating func rollOver(_ entry: CeremonyRecord) throws(CeremonyError) {
        try refuseSucceeded()
        let old = try open(document.replaces ?? "")
        let profile = document.linkProfile ?? ""
        try refuseTooLong(old, under: profile)
        let new = try makeAuthority(entry, signedBy: nil)
        try issueLink(
            named: "\(new.name)-by-\(old.name)", for: try LinkSubject(new.certificate, new.name), by: old,
            under: profile,
            entry)
        try issueLink(
            named: "\(old.name)-by-\(new.name)", for: try LinkSubject(old.certificate, old.name), by: new,
            under: profile,
            entry)
        try enterSuccession()
        try signList(of: old)
        try signList(of: new)
    }

    /// Issues a certificate for a key that has one already, or another house's word for one.
    mutating func issueLink(
        named link: String, for subject: LinkSubject, by issuer: Signer, under profileName: String,
        _ entry: CeremonyRecord
    ) throws(CeremonyError) {
        try refuseTooLong(issuer, under: profileName)
        let profile = try ceremony.profile(profileName)
        let desk = SigningDesk(
            authority: issuer.name, issuer: issuer.certificate, key: issuer.key, records: records, site: station.site)
        let known = try recorded { () throws(RecordsError) in try records.authorityLinks() }
        let certificate: Certificate
        if let record = known.first(where: { $0.name == link }) {
            do throws(PKIXError) {
                certificate = try Certificate(der: record.certificate)
            } catch {
                throw .certificate(path: link, error)
            }
        } else {
            certificate = try issue(at: desk, under: profile, subject.key, entry) {
                [isRehearsal] parameters throws(IssuanceError) in
                try subject.draft(under: profile, by: parameters, issuer.certificate, isRehearsal)
            }
            try recorded { () throws(RecordsError) in
                try records.enter(
                    AuthorityLinkRecord(
                        name: link, issuer: issuer.name, certificate: certificate.encoded,
                        created: station.site.clock()), by: Self.actor)
            }
        }
        try did(.linkIssued, link)
        try write(certificate, named: link)
        try did(.linkWritten, link)
        made.append(try transcribed(link, certificate, by: issuer.name, issuer.certificate, profileName))
    }

    /// The key that a cross-certificate is for.
    func source() throws(CeremonyError) -> LinkSubject {
        switch document.source {
        case .authority(let name)?: return try LinkSubject(try records.issuerCertificate(named: name), name)
        case .file(let file, let sha256)?:
            let path = file.hasPrefix("/") ? file : "\(station.folder)/\(file)"
            let bytes = try home.read(path)
            let digest = DigestAlgorithm.sha256.digest(bytes)
            guard digest == sha256 else {
                throw .sourceDigest(path: path, seen: digest.hexDigits, allowed: sha256.hexDigits)
            }
            return try LinkSubject(reading: bytes, path)
        case nil: throw .value(path: "source", seen: "nothing", allowed: ["authority", "file and sha256"])
        }
    }

    /// Who takes whose place; whoever has a successor gets no second one.
    func refuseSucceeded() throws(CeremonyError) {
        guard let replaced = document.replaces else { return }
        guard try authorityRecord(replaced) != nil else { throw .issuerUnknown(name: replaced) }
        let successors = try recorded { () throws(RecordsError) in try records.authoritySuccessors() }
        if let successor = successors[replaced], successor != name { throw .succeeded(name: replaced) }
    }

    mutating func enterSuccession() throws(CeremonyError) {
        guard let replaced = document.replaces else { return }
        let successors = try recorded { () throws(RecordsError) in try records.authoritySuccessors() }
        guard successors[replaced] != name else { return }
        try recorded { () throws(RecordsError) in
            try records.enter(successor: name, of: replaced, by: Self.actor, at: station.site.clock())
        }
        try did(.successionEntered, replaced)
    }

    /// A path through a link must not be longer than the issuer's own certificate allows.
    private func refuseTooLong(_ issuer: Signer, under profile: String) throws(CeremonyError) {
        guard let allowed = issuer.certificate.basicConstraints?.pathLength else { return }
        let wanted = try ceremony.profile(profile).basicConstraints?.pathLength
        guard let wanted, wanted < allowed else { throw .pathTooLong(issuer: issuer.name, allowed: allowed) }
    }
}
