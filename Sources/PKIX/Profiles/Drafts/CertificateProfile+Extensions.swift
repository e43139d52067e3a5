// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

extension CertificateProfile {
    /// Every extension that the profile names, in the house's order, and no other.
    ///
    /// - Parameters:
    ///   - content: what the application says.
    ///   - parameters: what the issuer says.
    /// - Returns: the extensions.
    /// - Throws: ``ProfileError``.
    func extensions(
        _ content: CertificateContent, _ parameters: IssuingParameters
    ) throws(ProfileError) -> [Extension] {
        var all: [Extension] = []
        if let basicConstraints { all.append(.basicConstraints(basicConstraints)) }
        all.append(.keyUsage(keyUsage))
        if !extendedKeyUsage.isEmpty {
            all.append(.extendedKeyUsage(extendedKeyUsage, isCritical: extendedKeyUsageIsCritical))
        }
        if !policies.isEmpty {
            all.append(.certificatePolicies(CertificatePolicies(policies.map { PolicyInformation(policy: $0) })))
        }
        all.append(contentsOf: try keyIdentifiers(content.publicKey, issuer: parameters.issuer))
        try appendAlternativeNames(content.alternativeNames, to: &all)
        let access = try accessDescriptions(parameters.locations)
        if !access.isEmpty { all.append(.authorityInformationAccess(access)) }
        if let url = try url(crlDistributionPoint, "crlDistributionPoint", parameters.locations) {
            all.append(.crlDistributionPoints([DistributionPoint(uri: url)]))
        }
        if let admission {
            all.append(.admission(try admission.admission(licenceNumber: content.licenceNumber)))
        } else if content.licenceNumber != nil {
            throw .licenceNumberNotNamed
        }
        if !qcStatements.isEmpty { all.append(.qcStatements(qcStatements)) }
        if hasOCSPNoCheck { all.append(.ocspNoCheck) }
        return all
    }

    private func keyIdentifiers(_ key: PublicKey, issuer: Certificate?) throws(ProfileError) -> [Extension] {
        let own: [UInt8]
        do throws(PKIXError) {
            own = try SubjectPublicKeyInfo(der: key.subjectPublicKeyInfo).keyIdentifier
        } catch {
            throw .name(error)
        }
        guard let issuer else { return [.subjectKeyIdentifier(own)] }
        guard let authority = issuer.subjectKeyIdentifier else { throw .issuerKeyIdentifierMissing }
        return [
            .subjectKeyIdentifier(own),
            .authorityKeyIdentifier(AuthorityKeyIdentifier(keyIdentifier: authority)),
        ]
    }

    private func appendAlternativeNames(_ names: [GeneralName], to all: inout [Extension]) throws(ProfileError) {
        for name in names {
            guard let kind = AlternativeNameKind(of: name), alternativeNames.contains(kind) else {
                throw .alternativeNameNotNamed
            }
        }
        guard !alternativeNames.isEmpty else { return }
        guard !names.isEmpty else { throw .alternativeNameMissing }
        all.append(.subjectAlternativeName(names))
    }

    private func accessDescriptions(_ locations: IssuerLocations) throws(ProfileError) -> [AccessDescription] {
        var descriptions: [AccessDescription] = []
        if let url = try url(ocspURL, "authorityInformationAccess.ocsp", locations) {
            descriptions.append(AccessDescription(method: OID.ocspAccess, location: .uri(url)))
        }
        if let url = try url(issuerURL, "authorityInformationAccess.issuer", locations) {
            descriptions.append(AccessDescription(method: OID.caIssuersAccess, location: .uri(url)))
        }
        return descriptions
    }

    private func url(
        _ template: URLTemplate?, _ path: String, _ locations: IssuerLocations
    ) throws(ProfileError) -> String? {
        guard let template else { return nil }
        guard let url = template.url(at: locations) else { throw .shardMissing(path: path) }
        return url
    }
}
