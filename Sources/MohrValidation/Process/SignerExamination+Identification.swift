// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension SignerExamination {
    /// Finds the certificate that the signature was made for.
    ///
    /// `sid` only points and is not signed: the certificate must also be the first that the signed
    /// `signingCertificate` attribute names, or the signature could be moved to another over the same key.
    ///
    /// - Returns: `nil` when there is none to go on with; the findings say why.
    /// - SeeAlso: ETSI EN 319 102-1 5.2.3; RFC 5035 3.
    mutating func identify() -> Signer? {
        if let known = knownSigner() { return known }
        var unreadable = 0
        var candidates: [Certificate] = []
        for encoded in message.certificates {
            do throws(PKIXError) {
                candidates.append(try Certificate(der: encoded))
            } catch {
                unreadable += 1
            }
        }
        let matching = (candidates + more + snapshot.certificates).filter { signer.identifier.matches($0) }
        guard let first = matching.first else {
            find(unreadable > 0 ? .signingCertificateUnreadable : .signingCertificateNotFound)
            return nil
        }
        // Two certificates may answer to one issuer and number, for instance a forged one beside the good one.
        let named = namedCertificates?.first
        let certificate = named.flatMap { name in matching.first { name.digestMatches($0) } } ?? first
        guard named.map({ $0.digestMatches(certificate) && $0.issuerAndSerialMatch(certificate) }) ?? true else {
            find(.signingCertificateMismatch, ["seen": certificate.serialNumber.hex])
            return nil
        }
        return readSigner(certificate)
    }

    /// The signer from the snapshot's memory.
    ///
    /// Only if the message carries the certificate too, and within the time that what is remembered holds for: memory
    /// must not make a verdict another than it was the first time.
    private func knownSigner() -> Signer? {
        guard let named = namedCertificates?.first, named.hashAlgorithm == .sha256,
            let known = snapshot.signers[cacheKey(Array(named.certHash))],
            known.path.examined?.window?.contains(now) == true,
            signer.identifier.matches(known.certificate), named.issuerAndSerialMatch(known.certificate)
        else { return nil }
        let isAtHand =
            message.certificates.contains { Octets.areEqual($0, known.certificate.encoded[...]) }
            || snapshot.certificates.contains(known.certificate)
        return isAtHand ? known : nil
    }

    private mutating func readSigner(_ certificate: Certificate) -> Signer? {
        let key: PublicKey
        do throws(PKIXError) {
            key = try certificate.publicKey()
        } catch {
            find(.algorithm, ["seen": CaseWords.of(error), "allowed": AlgorithmName.accepted])
            return nil
        }
        let path = PathValidator().validate(
            certificate, anchors: snapshot.anchors, store: snapshot.evidence, policy: pathPolicy)
        let signer = Signer(certificate: certificate, key: key, path: path, report: SignerReport(certificate))
        if case .valid = path {
            snapshot.signers.keep(signer, under: cacheKey(signer.sha256))
        }
        return signer
    }

    private func cacheKey(_ sha256: [UInt8]) -> SignerCache.Key {
        SignerCache.Key(
            policy: policy.id, sha256: sha256,
            stretch: snapshot.timeline.stretch(
                at: now, evidenceUntil: evidenceTime.advanced(bySeconds: policy.clockToleranceSeconds)))
    }

    /// The latest moment that evidence may be from, but for clocks that disagree.
    ///
    /// When it is judged as of now, what comes from the future is not believed. When it is judged as of a moment named
    /// by someone, everything known since counts: a certificate may have been revoked back to before that moment, and
    /// a list from after it that does not name the certificate says more than one from before.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.5 (revocation freshness).
    var evidenceTime: Instant { time.source == .now ? now : Instant(secondsSince1970: .max) }

    /// RFC 5280's inputs for this purpose, with revocation left to be weighed here.
    var pathPolicy: PathPolicy {
        .examining(at: now, evidenceAt: evidenceTime, policy, snapshot)
    }
}
