// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

extension CeremonyRun {
    /// Signs the list of an authority whose key is at hand; an authority that is online does so by itself.
    ///
    /// - Parameters:
    ///   - signer: whose list.
    ///   - order: what the ceremony's file says of it; nil for a list that goes with another act.
    /// - Throws: ``CeremonyError``.
    mutating func signList(of signer: Signer, _ order: CeremonyListOrder? = nil) throws(CeremonyError) {
        let signed = try station.signList(
            CeremonyStation.ListSigning(
                records: records, authority: signer.name, certificate: signer.certificate, key: signer.key,
                order: order))
        guard let signed else {
            if order != nil { throw .listsItself(authority: signer.name) }
            return
        }
        try check(signed, of: signer)
        lists.append(signed)
        try did(.listSigned, signer.name)
    }

    /// The authorities that the act revokes, with their certificates.
    func revoked() throws(CeremonyError) -> [(name: String, certificate: Certificate)] {
        var found: [(name: String, certificate: Certificate)] = []
        for case .authority(let name) in document.list?.revocations.map(\.target) ?? [] {
            found.append((name, try records.issuerCertificate(named: name)))
        }
        return found
    }

    /// Gives a key to custodians; the key stays, what it is encrypted under does not.
    mutating func shareKey(_ entry: CeremonyRecord) throws(CeremonyError) {
        guard let plan = document.custody else { return }
        // A run that was killed after the key was shared has nothing left to do but to say so.
        let isDone =
            try custody.set(of: name)?.documentSHA256 == document.sha256 && steps.contains { $0.kind == .resumed }
        if !isDone {
            let certificate = try records.issuerCertificate(named: name)
            // The base store's keys are files: what a token holds is the token's to guard.
            guard let key = try keys.key(name) as? PrivateKey else { throw .custody(.notHeld(authority: name)) }
            guard key.publicKey.subjectPublicKeyInfo == certificate.tbs.subjectPublicKeyInfo else {
                throw .issuance(.foreignKey(authority: name))
            }
            try did(.issuerKeyOpened, name)
            let passphrases = try custody.sealing(name, plan)
            _ = try custody.keep(
                key, of: name, under: plan, passphrases, documentSHA256: document.sha256, replacing: true)
        }
        try did(.keyShared, name)
        if let set = try custody.set(of: name) { files += custody.files(of: set) }
    }

    /// Reads back from the disk what the transcript will say is there.
    mutating func verify() throws(CeremonyError) {
        for item in made {
            let written = try home.certificate(item.name)
            let issuerKey: PublicKey
            do throws(PKIXError) {
                issuerKey = try item.issuer.publicKey()
            } catch {
                throw .certificate(path: item.path, error)
            }
            guard written == item.certificate, written.isSigned(by: issuerKey) else {
                throw .readBack(path: item.path)
            }
        }
        for made in madeKeys {
            let key = try keys.key(made.name)
            guard DigestAlgorithm.sha256.digest(key.publicKey.subjectPublicKeyInfo) == made.publicKeySHA256 else {
                throw .readBack(path: made.path)
            }
        }
        for file in files where !HomeFolder.exists(file) { throw .readBack(path: file) }
        try did(.verified)
    }

    /// Looks at a list once more, apart from whoever drew it up.
    private func check(_ signed: CeremonyTranscript.List, of signer: Signer) throws(CeremonyError) {
        let list = signed.list
        guard list.issuer == signer.certificate.subject, list.isSigned(by: signer.key.publicKey),
            let nextUpdate = list.nextUpdate, nextUpdate <= signer.certificate.validity.notAfter,
            nextUpdate.seconds(since: list.thisUpdate) <= CeremonyListOrder.lifetimes.upperBound
        else { throw .readBack(path: "\(signer.name).crl") }
    }
}
