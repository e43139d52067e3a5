// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Records

extension RegistrationAuthority {
    /// Begins an application at home: a draft that an office takes over by its tracking code.
    ///
    /// - Parameters:
    ///   - form: as filled in.
    ///   - office: the office that the applicant means to go to; nil for any.
    ///   - address: from where; for counting.
    /// - Returns: the draft, and what its maker's browser keeps to change it for some minutes.
    /// - Throws: ``EnrollmentError``.
    public func beginAtHome(
        _ form: ApplicationForm, office: String?, from address: String
    ) throws(EnrollmentError) -> (draft: FormDraft, token: String) {
        try count("draft", from: address)
        if let office { _ = try desk(office, for: form.profile, at: clock()) }
        let draft = try begin(form, office: office)
        let token: String
        do throws(CryptographyError) {
            token = Base64.encode(try SecureRandom.bytes(32), .url)
        } catch {
            throw .random(error)
        }
        let time = clock()
        try told(
            try records.beginSession(
                Self.digest(of: token), .application, of: draft.id, at: time,
                until: time.advanced(bySeconds: max(1_800, policy.channel.sessionSeconds)),
                called: "application:\(draft.id)"))
        try told(
            try records.noteHolder(
                AuditAct.draftBegun, of: "application:\(draft.id)", details: ["profile": form.profile], at: time))
        return (draft, token)
    }
}
