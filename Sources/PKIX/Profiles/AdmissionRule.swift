// SPDX-License-Identifier: Apache-2.0
public import DER

/// The profession that a profile's certificates name.
public struct AdmissionRule: Sendable, Hashable {
    /// Who admits to it.
    public let authority: Name?

    /// The profession.
    public let profession: ObjectIdentifier

    /// The profession in Persian, then in English.
    public let professionItems: [String]

    /// Whether the number of the licence must be given.
    public let requiresLicenceNumber: Bool

    init(checking document: AdmissionDocument, identifiers: [String: ObjectIdentifier]) throws(ProfileError) {
        profession = try ProfileWords.identifier(
            document.professionOID, path: "admission.professionOID", named: identifiers)
        professionItems = [document.professionItem["fa"] ?? "", document.professionItem["en"] ?? ""]
        for item in professionItems where item.isEmpty { throw .empty(path: "admission.professionItem") }
        requiresLicenceNumber = document.registrationNumberRequired

        var attributes: [(ObjectIdentifier, String)] = []
        for item in document.authority {
            let rule = try SubjectRule(checking: item)
            guard case .fixed(let value) = rule.source else {
                throw .unknownValue(path: item.path, seen: item.presence ?? "nothing", allowed: ["fixed"])
            }
            attributes.append((rule.attribute, value))
        }
        do throws(PKIXError) {
            authority = attributes.isEmpty ? nil : try Name(attributes)
        } catch {
            throw .fixedAttribute(path: "admission.authority", error)
        }
    }

    /// The extension's value for one licence.
    ///
    /// - Parameter licenceNumber: as its register writes it.
    /// - Returns: the admission.
    /// - Throws: ``ProfileError``, when a number is missing or cannot be written.
    func admission(licenceNumber: String?) throws(ProfileError) -> Admission {
        if let licenceNumber {
            let length = licenceNumber.unicodeScalars.count
            guard let licence = ProfessionInfo.Licence(licenceNumber) else {
                throw .licenceNumber(length: length, allowed: 1...ProfessionInfo.Licence.maximumLength)
            }
            return admission(licence)
        }
        guard !requiresLicenceNumber else { throw .licenceNumberMissing }
        return admission(nil)
    }

    private func admission(_ licence: ProfessionInfo.Licence?) -> Admission {
        Admission(
            admissionAuthority: authority.map { .directoryName($0) },
            profession: ProfessionInfo(
                professionItems: professionItems.map { DirectoryString($0) }, professionOIDs: [profession],
                registrationNumber: licence?.printable, additionalInfo: licence?.additionalInfo))
    }
}
