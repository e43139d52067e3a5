// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER

extension CertificateProfile {
    /// Drafts a certificate under this profile.
    ///
    /// Everything in the draft is named by the profile; what the application gives and the profile has no place for is
    /// refused, not dropped. The same input gives the same bytes.
    ///
    /// - Parameters:
    ///   - content: what the approved application says.
    ///   - parameters: what the issuer says.
    /// - Returns: the draft, not yet linted or signed.
    /// - Throws: ``ProfileError``; ``ProfileError/authorityOutsideCeremony(profile:)`` for a profile of certificate
    ///   authorities.
    public func draft(
        of content: CertificateContent, by parameters: IssuingParameters
    ) throws(ProfileError) -> TBSCertificate {
        guard kind != .authority else { throw .authorityOutsideCeremony(profile: name) }
        return try compose(content, parameters)
    }

    /// Drafts a certificate at a ceremony, where certificate authorities may be made.
    ///
    /// - Parameters:
    ///   - content: what the ceremony's file says.
    ///   - parameters: what the issuer says.
    /// - Returns: the draft, not yet linted or signed.
    /// - Throws: ``ProfileError``.
    public func ceremonyDraft(
        of content: CertificateContent, by parameters: IssuingParameters
    ) throws(ProfileError) -> TBSCertificate {
        try compose(content, parameters)
    }

    /// When a certificate is valid.
    ///
    /// It never begins before the issuer's certificate does, as it would when both are made on one day.
    ///
    /// - Parameters:
    ///   - time: what the clock shows.
    ///   - jitterSeconds: how much earlier than at the latest it expires.
    ///   - issuer: the issuer's certificate; `nil` for a root.
    /// - Returns: both ends, which are counted.
    /// - Throws: ``ProfileError/jitter(seen:allowed:)``.
    public func validity(
        at time: Instant, jitterSeconds: Int64, below issuer: Certificate?
    ) throws(ProfileError) -> Validity {
        guard (0...validityJitterSeconds).contains(jitterSeconds) else {
            throw .jitter(seen: jitterSeconds, allowed: 0...validityJitterSeconds)
        }
        let backdated = time.advanced(bySeconds: -backdateSeconds)
        let notBefore = issuer.map { max(backdated, $0.validity.notBefore) } ?? backdated
        return Validity(
            notBefore: notBefore, notAfter: notBefore.advanced(bySeconds: validitySeconds - jitterSeconds - 1))
    }

    private func compose(
        _ content: CertificateContent, _ parameters: IssuingParameters
    ) throws(ProfileError) -> TBSCertificate {
        guard allowedKeys.contains(content.publicKey.kind) else {
            throw .key(seen: content.publicKey.kind, allowed: allowedKeys)
        }
        let subject = try subjectName(content.subject)
        let all = try extensions(content, parameters)
        let extensions: Extensions
        do throws(PKIXError) {
            extensions = try Extensions(all)
        } catch {
            throw .name(error)
        }
        return TBSCertificate(
            serialNumber: parameters.serialNumber, signature: AlgorithmIdentifier(signatureAlgorithm),
            issuer: parameters.issuer?.subject ?? subject,
            validity: try validity(
                at: parameters.time, jitterSeconds: parameters.jitterSeconds, below: parameters.issuer),
            subject: subject,
            subjectPublicKeyInfo: content.publicKey.subjectPublicKeyInfo, extensions: extensions)
    }

    private func subjectName(_ given: [(ObjectIdentifier, String)]) throws(ProfileError) -> Name {
        var values: [ObjectIdentifier: String] = [:]
        for (type, value) in given {
            guard subject.contains(where: { $0.attribute == type && !$0.isFixed }) else {
                throw .attributeNotNamed(type)
            }
            guard values.updateValue(value, forKey: type) == nil else { throw .attributeRepeated(type) }
        }
        var attributes: [(ObjectIdentifier, String)] = []
        for rule in subject {
            switch (rule.source, values[rule.attribute]) {
            case (.fixed(let value), _):
                attributes.append((rule.attribute, value))
            case (_, let value?):
                guard value.utf8.starts(with: rule.prefix.utf8) else {
                    throw .attributePrefix(rule.attribute, allowed: rule.prefix)
                }
                attributes.append((rule.attribute, value))
            case (.required, nil): throw .attributeMissing(rule.attribute)
            case (.optional, nil): continue
            }
        }
        do throws(PKIXError) {
            return try Name(attributes)
        } catch {
            throw .name(error)
        }
    }
}

extension SubjectRule {
    fileprivate var isFixed: Bool {
        if case .fixed = source { true } else { false }
    }
}
