// SPDX-License-Identifier: Apache-2.0
import Identity
import PKIX
import Records

extension RegistrationAuthority {
    /// Where the person of an application is reached.
    ///
    /// What a register says goes before what was typed into the form: an officer who enrols a ghost types a telephone of
    /// their own, but the licence's real holder is the one who hears of it.
    ///
    /// - Parameter application: which.
    /// - Returns: nil when neither gives an address.
    /// - Throws: ``EnrollmentError/handling(_:)`` while a register that would know does not answer.
    public func contact(of application: Application) throws(EnrollmentError) -> Contact? {
        let numbers: [(RegistryKind, FormField)] = [(.licence, .licenceNumber), (.civil, .nationalID)]
        if let registry {
            for (kind, field) in numbers where registry.registries.contains(kind) {
                guard let number = application[field] else { continue }
                let entry: RegistryEntry?
                do throws(RegistryFailure) {
                    entry = try registry.entry(
                        for: RegistryQuestion(registry: kind, number: number, profile: application.profile))
                } catch .timedOut(let allowed) {
                    throw .handling(.registryTimedOut(kind, allowed: allowed))
                } catch {
                    throw .handling(.registryUnavailable(kind))
                }
                let mobile = entry?.fields[.mobile].flatMap { try? MobileNumber(checking: $0) }
                let mail = entry?.fields[.email].flatMap { try? MailAddress(checking: $0) }
                guard mobile != nil || mail != nil else { continue }
                return Contact(
                    mobile: mobile.map { Personal($0.canonical) }, mail: mail.map { Personal($0.canonical) },
                    isRegistered: true)
            }
        }
        return Self.contact(in: application.content.fields)
    }

    /// Where the person is reached who is filling a form in.
    func contact(of draft: FormDraft) -> Contact? {
        let mobile = draft.form[.mobile].flatMap { try? MobileNumber(checking: $0) }
        let mail = draft.form[.email].flatMap { try? MailAddress(checking: $0) }
        guard mobile != nil || mail != nil else { return nil }
        return Contact(
            mobile: mobile.map { Personal($0.canonical) }, mail: mail.map { Personal($0.canonical) },
            isRegistered: false)
    }

    /// Where a holder is reached: by the application of the certificate that they accepted last.
    ///
    /// Only an accepted one counts: its code went to that address and came back, with a signature by the new key.
    ///
    /// - Parameter number: the holder's national ID or foreigners' code, canonical.
    /// - Returns: nil for somebody who accepted none.
    /// - Throws: ``EnrollmentError/handling(_:)`` while a register that would know does not answer.
    func contact(ofHolder number: String) throws(EnrollmentError) -> Contact? {
        let applications = try told(try records.applications(matching: .nationalID(number), limit: 200))
        guard let last = applications.filter({ $0.state == .accepted }).max(by: { $0.changed < $1.changed }) else {
            return nil
        }
        return try contact(of: try Application(last))
    }

    private static func contact(in fields: [String: String]) -> Contact? {
        let (mobile, mail) = (fields[FormField.mobile.rawValue], fields[FormField.email.rawValue])
        guard mobile != nil || mail != nil else { return nil }
        return Contact(mobile: mobile.map { Personal($0) }, mail: mail.map { Personal($0) }, isRegistered: false)
    }
}
