// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import PKIX
import Records

/// A form without fault, as the certificate will say it.
struct CheckedForm {
    let values: [FormField: String]
    let subject: [ObjectIdentifier: String]
    let keys: SubjectKeys
    let warnings: [ApplicationWarning]

    init(_ checked: CheckedFields, under profile: CertificateProfile) throws(EnrollmentError) {
        var subject: [ObjectIdentifier: String] = [:]
        for rule in profile.subject where !rule.isFixed {
            guard let value = SubjectAttribute.value(of: rule.attribute, from: checked.values, under: profile) else {
                continue
            }
            let whole = rule.prefix + value
            // Each part of a name may be as long as the whole is allowed to be.
            let bounds = AttributeTypeAndValue.bounds(of: rule.attribute)
            guard bounds.contains(whole.unicodeScalars.count) else {
                throw .subjectLength(rule.attribute, seen: whole.unicodeScalars.count, allowed: bounds)
            }
            subject[rule.attribute] = whole
        }
        self.subject = subject
        values = checked.values
        warnings = checked.warnings.map { .identity($0) }
        let name = SubjectAttribute.value(of: OID.commonName, from: values, under: profile) ?? values[.organization]
        keys = SubjectKeys(
            name: name.map(PersianText.key),
            // A seal is its organisation's: its key and its number are nobody else's.
            nationalID: values[.nationalID] ?? values[.foreignersID]
                ?? (profile.subjectClass == .seal ? values[.legalID] : nil),
            licence: values[.licenceNumber])
    }

    /// What goes on record.
    func content(warnings: [ApplicationWarning], termsSHA256: String) -> ApplicationContent {
        var fields = Dictionary(uniqueKeysWithValues: values.map { ($0.rawValue, $1) })
        fields[Application.termsField] = termsSHA256
        return ApplicationContent(
            subject: subject, licenceNumber: values[.licenceNumber], keys: keys, fields: fields,
            warnings: (self.warnings + warnings).map(\.code))
    }
}
