// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

extension FormOutline {
    /// Works out what a profile asks an applicant for.
    init(of profile: CertificateProfile, under policy: EnrollmentPolicy) throws(EnrollmentError) {
        var presence: [FormField: Bool] = [
            .mobile: false, .email: false, .postalCode: false, .economicCode: false, .chipBatch: false,
        ]
        for field in policy.requiredFields { presence[field] = true }
        for rule in profile.subject where !rule.isFixed {
            guard let fields = SubjectAttribute.fields(of: rule.attribute, under: profile) else {
                throw .attributeWithoutField(rule.attribute, profile: profile.name)
            }
            for field in fields { presence[field] = presence[field] ?? false || rule.source == .required }
        }
        if let admission = profile.admission {
            presence[.licenceNumber] = presence[.licenceNumber] ?? false || admission.requiresLicenceNumber
        }
        self.profile = profile.name
        required = FormField.allCases.filter { presence[$0] == true }
        // Whoever may give a national ID may give a foreigner's code instead.
        optional = FormField.allCases.filter {
            presence[$0] == false || ($0 == .foreignersID && presence[.nationalID] != nil)
        }
        titles = presence[.title] == nil ? [] : policy.titles[profile.name] ?? []
    }
}

extension SubjectRule {
    /// Whether the profile itself gives the value.
    var isFixed: Bool {
        if case .fixed = source { true } else { false }
    }
}

/// How attributes of the subject are made of fields.
enum SubjectAttribute {
    /// The fields that each attribute needs.
    static let fields: [ObjectIdentifier: [FormField]] = [
        OID.commonName: [.givenName, .surname], OID.givenName: [.givenName], OID.surname: [.surname],
        OID.name: [.latinName], OID.serialNumber: [.nationalID], OID.title: [.title],
        OID.organizationName: [.organization], OID.organizationalUnitName: [.organizationalUnit],
        OID.organizationIdentifier: [.legalID],
    ]

    /// The fields that an attribute needs under a profile: an organisation's common name is its own.
    static func fields(of type: ObjectIdentifier, under profile: CertificateProfile) -> [FormField]? {
        type == OID.commonName && profile.subjectClass == .seal ? [.organization] : fields[type]
    }

    /// An attribute's value, before the profile's prefix.
    ///
    /// - Parameters:
    ///   - type: the attribute's type.
    ///   - values: the fields in canonical form.
    ///   - profile: what the certificate will be issued under.
    /// - Returns: nil if a field that it is made of was left blank.
    static func value(
        of type: ObjectIdentifier, from values: [FormField: String], under profile: CertificateProfile
    ) -> String? {
        if type == OID.serialNumber { return values[.nationalID] ?? values[.foreignersID] }
        let wanted = fields(of: type, under: profile) ?? []
        let parts = wanted.compactMap { values[$0] }
        return !wanted.isEmpty && parts.count == wanted.count ? parts.joined(separator: " ") : nil
    }
}
