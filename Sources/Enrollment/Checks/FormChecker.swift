// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import PKIX
import Records

/// One form against one profile.
struct FormChecker {
    let profile: CertificateProfile
    let policy: EnrollmentPolicy
    let outline: FormOutline

    init(_ profile: CertificateProfile, _ policy: EnrollmentPolicy) throws(EnrollmentError) {
        self.profile = profile
        self.policy = policy
        outline = try FormOutline(of: profile, under: policy)
    }

    /// What a form says, checked.
    ///
    /// - Throws: the first refusal, in the form's order.
    func content(of form: ApplicationForm) throws(EnrollmentError) -> CheckedForm {
        let (checked, refusals) = check(form)
        if let first = refusals.first { throw first.error }
        return try CheckedForm(checked, under: profile)
    }

    /// Every field that a form may not be handed in with, in the form's order.
    func refusals(of form: ApplicationForm) -> [FieldRefusal] {
        let (checked, refusals) = check(form)
        guard refusals.isEmpty else { return refusals }
        do throws(EnrollmentError) {
            _ = try CheckedForm(checked, under: profile)
            return []
        } catch {
            return [FieldRefusal(field: .surname, error: error)]
        }
    }

    private func check(_ form: ApplicationForm) -> (CheckedFields, [FieldRefusal]) {
        var checked = CheckedFields()
        var refusals: [FieldRefusal] = []
        for field in FormField.allCases {
            do throws(EnrollmentError) {
                if let text = form[field] {
                    guard outline.required.contains(field) || outline.optional.contains(field) else {
                        throw .fieldNotAsked(field, profile: profile.name)
                    }
                    try take(text, as: field, into: &checked)
                } else if outline.required.contains(field), !isReplaced(field, in: form) {
                    throw .fieldMissing(field, profile: profile.name)
                }
            } catch {
                refusals.append(FieldRefusal(field: field, error: error))
            }
        }
        if form[.nationalID] != nil, form[.foreignersID] != nil {
            refusals.append(
                FieldRefusal(field: .foreignersID, error: .fieldsExclusive(.nationalID, .foreignersID)))
        }
        return (checked, refusals)
    }

    /// A foreigner has a comprehensive code where a citizen has a national ID.
    private func isReplaced(_ field: FormField, in form: ApplicationForm) -> Bool {
        field == .nationalID && form[.foreignersID] != nil
    }

    private func take(
        _ text: String, as field: FormField, into checked: inout CheckedFields
    ) throws(EnrollmentError) {
        let trimmed = text.trimmed
        if field == .title {
            guard outline.titles.contains(where: { Array($0.utf8) == Array(trimmed.utf8) }) else {
                throw .title(seen: String(trimmed.prefix(64)), allowed: outline.titles)
            }
            checked.values[field] = trimmed
            return
        }
        let register = try field == .licenceNumber ? licenceRegister() : nil
        do throws(IdentityError) {
            try field.refuseBidiControls(in: trimmed)
            let (value, warnings) = try field.canonical(of: trimmed, policy: policy, register: register)
            checked.values[field] = value
            checked.warnings += warnings
        } catch {
            throw .identity(field, error)
        }
    }

    /// The register that the profile's licence numbers are in.
    func licenceRegister() throws(EnrollmentError) -> LicenceRegister? {
        guard let profession = profile.admission?.profession else { return nil }
        guard let register = policy.licences[profession] else {
            throw .professionWithoutRegister(profession, profile: profile.name)
        }
        return register
    }
}

/// Fields that were found good.
struct CheckedFields {
    var values: [FormField: String] = [:]
    var warnings: [IdentityWarning] = []
}

extension String {
    /// Without white space at either end; nothing else is taken away.
    fileprivate var trimmed: String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.reversed().drop { $0.properties.isWhitespace }.reversed())
        return String(view)
    }
}
