// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// Whom a link or cross-certificate is for, as their own certificate or request says it.
struct LinkSubject {
    let name: Name
    let key: PublicKey
    /// What the subject's own certificates name its key by; nil for a request that does not say.
    private let keyIdentifier: [UInt8]?
    /// When the subject's own certificate ends.
    private let notAfter: Instant?

    /// An authority of this house.
    init(_ certificate: Certificate, _ path: String) throws(CeremonyError) {
        name = certificate.subject
        do throws(PKIXError) {
            key = try certificate.publicKey()
        } catch {
            throw .certificate(path: path, error)
        }
        keyIdentifier = certificate.subjectKeyIdentifier.map { Array($0) }
        notAfter = certificate.validity.notAfter
        guard certificate.basicConstraints?.isCA == true,
            certificate.keyUsage.map({ $0.contains(.keyCertSign) }) ?? true
        else { throw .sourceNoAuthority(path: path) }
    }

    /// Another house's root, by its certificate or by a certification request; either proves that it has the key.
    init(reading bytes: [UInt8], _ path: String) throws(CeremonyError) {
        if let certificate = try? Certificate(derOrPEM: bytes) {
            try self.init(certificate, path)
            guard certificate.isSelfIssued, certificate.isSigned(by: key) else { throw .sourceUnproven(path: path) }
            return
        }
        let request: CertificationRequest
        do throws(PKIXError) {
            request = try CertificationRequest(derOrPEM: bytes)
        } catch {
            throw .certificate(path: path, error)
        }
        guard let key = try? request.provenPublicKey() else { throw .sourceUnproven(path: path) }
        self.init(name: request.subject, key: key)
    }

    private init(name: Name, key: PublicKey) {
        self.name = name
        self.key = key
        (keyIdentifier, notAfter) = (nil, nil)
    }

    /// Drafts under a profile: the name as its owner writes it, byte for byte, since paths are built by comparing it;
    /// the key's identifier likewise.
    func draft(
        under profile: CertificateProfile, by parameters: IssuingParameters, _ issuer: Certificate, _ isRehearsal: Bool
    ) throws(IssuanceError) -> TBSCertificate {
        let fixed = profile.subject.filter { if case .fixed = $0.source { true } else { false } }.map(\.attribute)
        let given = name.attributes.filter { !fixed.contains($0.type) }.map { ($0.type, $0.string ?? "") }
        var draft: TBSCertificate
        do throws(ProfileError) {
            draft = try profile.ceremonyDraft(
                of: CertificateContent(subject: given, publicKey: key), by: parameters)
            if let keyIdentifier { draft = try draft.naming(name, key: keyIdentifier) }
        } catch {
            throw .draft(error)
        }
        if keyIdentifier == nil {
            draft = TBSCertificate(
                serialNumber: draft.serialNumber, signature: draft.signature, issuer: draft.issuer,
                validity: draft.validity, subject: name, subjectPublicKeyInfo: draft.subjectPublicKeyInfo,
                extensions: draft.extensions)
        }
        if isRehearsal {
            draft = draft.ending(
                by: draft.validity.notBefore.advanced(bySeconds: CeremonyRun.rehearsalSeconds))
        }
        return try draft.fitted(to: issuer, limit: notAfter, isCut: true)
    }
}

extension TBSCertificate {
    /// The draft for a subject that is known by a name and a key identifier already.
    fileprivate func naming(_ name: Name, key identifier: [UInt8]) throws(ProfileError) -> TBSCertificate {
        let named: Extensions
        do throws(PKIXError) {
            named = try Extensions(
                extensions.all.map { $0.oid == OID.subjectKeyIdentifier ? .subjectKeyIdentifier(identifier) : $0 })
        } catch {
            throw .name(error)
        }
        return TBSCertificate(
            serialNumber: serialNumber, signature: signature, issuer: issuer, validity: validity, subject: name,
            subjectPublicKeyInfo: subjectPublicKeyInfo, extensions: named)
    }
}
