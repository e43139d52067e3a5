// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import PKIX
import Records

/// Whether a row and a certificate from elsewhere speak of the same holder.
struct HolderCheck {
    let row: ImportRow
    let certificate: Certificate
    let profile: CertificateProfile
    let register: LicenceRegister?

    /// What the holder is found by, and whether the licence number stands in the row alone.
    func keys() throws(ImportRefusal) -> (keys: SubjectKeys, isLicenceUnsaid: Bool) {
        let (number, field) = try number()
        guard numbers.contains(number) else { throw .subject(field) }
        let name = try name()
        let (licence, isUnsaid) = try licence()
        return (SubjectKeys(name: name, nationalID: number, licence: licence), isUnsaid)
    }

    /// The person's or the organisation's number in the row.
    private func number() throws(ImportRefusal) -> (String, FormField) {
        let field: FormField =
            profile.subjectClass == .seal ? .legalID : row[.foreignersID] != nil ? .foreignersID : .nationalID
        guard let text = row[field] else { throw .fieldMissing(field) }
        do throws(IdentityError) {
            let trimmed = text.filter { !$0.isWhitespace }
            switch field {
            case .legalID: return (try LegalID(checking: trimmed).canonical, field)
            case .foreignersID: return (try ForeignersID(checking: trimmed).canonical, field)
            default: return (try NationalID(checking: trimmed).canonical, field)
            }
        } catch {
            throw .identity(field, error)
        }
    }

    /// The numbers in the certificate: bare, or behind a prefix as in `PNOIR-` (EN 319 412-1 5.1.3).
    private var numbers: Set<String> {
        let types = [OID.serialNumber, OID.organizationIdentifier]
        return Set(
            types.flatMap { certificate.subject.values(of: $0) }.map { text in
                let bare = text.split(separator: "-").last.map(String.init) ?? text
                let digits = PersianText.asciiDigits(bare)
                // What a spreadsheet ate on the way into the certificate is put back on the way out.
                return (8...9).contains(digits.utf8.count)
                    ? String(repeating: "0", count: 10 - digits.utf8.count) + digits : digits
            })
    }

    /// The name's search key; one name of the row at least is the certificate's, and none is another.
    private func name() throws(ImportRefusal) -> String {
        let persian = profile.subjectClass == .seal ? row[.organization] : joined
        let latin = row[.latinName]
        guard persian != nil || latin != nil else {
            throw .fieldMissing(profile.subjectClass == .seal ? .organization : .surname)
        }
        var isProven = false
        for (text, field) in [(persian, FormField.surname), (latin, .latinName)] {
            guard let key = text.map(PersianText.key) else { continue }
            if names.contains(key) {
                isProven = true
            } else if names.contains(where: { Self.isLatin($0) == Self.isLatin(key) }) {
                throw .subject(field)
            }
        }
        guard isProven else { throw .subject(persian == nil ? .latinName : .surname) }
        return PersianText.key(persian ?? latin ?? "")
    }

    private var joined: String? {
        let parts = [row[.givenName], row[.surname]].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// The names in the certificate, folded; a common name may end in what the certificate is for: `[Sign]`.
    private var names: Set<String> {
        let subject = certificate.subject
        var texts = subject.values(of: OID.commonName) + subject.values(of: OID.name)
        texts += subject.values(of: OID.commonName).map { text in
            String(text.prefix { $0 != "[" && $0 != "(" })
        }
        if let given = subject.value(of: OID.givenName), let surname = subject.value(of: OID.surname) {
            texts.append(given + " " + surname)
        }
        if profile.subjectClass == .seal { texts += subject.values(of: OID.organizationName) }
        return Set(texts.map(PersianText.key)).subtracting([""])
    }

    private static func isLatin(_ key: String) -> Bool { key.utf8.allSatisfy { $0 < 0x80 } }

    private func licence() throws(ImportRefusal) -> (String?, Bool) {
        let certified = certificate.admission?.licenceNumber
        guard let text = row[.licenceNumber] else {
            guard profile.admission?.requiresLicenceNumber != true else { throw .fieldMissing(.licenceNumber) }
            return (nil, false)
        }
        guard let register else { return (nil, false) }
        let licence: String
        do throws(IdentityError) {
            licence = try register.canonical(checking: text.filter { !$0.isWhitespace })
        } catch {
            throw .identity(.licenceNumber, error)
        }
        guard let certified else { return (licence, true) }
        guard (try? register.canonical(checking: certified)) == licence else { throw .subject(.licenceNumber) }
        return (licence, false)
    }
}
