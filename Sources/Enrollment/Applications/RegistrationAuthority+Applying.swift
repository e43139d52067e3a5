// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

extension RegistrationAuthority {
    /// What the form of a profile asks for.
    ///
    /// - Parameter profile: the profile's name.
    /// - Returns: its fields.
    /// - Throws: ``EnrollmentError/profile(seen:allowed:)``.
    public func outline(of profile: String) throws(EnrollmentError) -> FormOutline {
        try FormChecker(try self.profile(profile), policy).outline
    }

    /// Looks a form over, field by field, for whoever is still filling it in; nothing is kept.
    ///
    /// - Parameter form: as filled in so far.
    /// - Returns: every field that it may not be handed in with, in the form's order; none for a good form.
    /// - Throws: ``EnrollmentError/profile(seen:allowed:)``.
    public func refusals(of form: ApplicationForm) throws(EnrollmentError) -> [FieldRefusal] {
        try FormChecker(try profile(form.profile), policy).refusals(of: form)
    }

    /// Takes an application in: the form, and a request that proves possession of the key.
    ///
    /// - Parameters:
    ///   - form: as filled in.
    ///   - office: the office that is to enrol.
    ///   - csr: PKCS#10, DER or PEM, at most 16 KB.
    ///   - officer: an enterer of that office who files it for the applicant; nil if the applicants do so themselves.
    ///   - signature: the officer's over the ``FilingStatement``; asked for where officers sign.
    /// - Returns: the application, in state submitted; its ``Application/id`` is the tracking code.
    /// - Throws: ``EnrollmentError``, each refusal its own case; nothing is kept then.
    /// - SeeAlso: RFC 3647 3.2.1 and 4.1.2.
    public func apply(
        _ form: ApplicationForm, office: String, csr: [UInt8], filedBy officer: Officer? = nil,
        signature: [UInt8]? = nil
    ) throws(EnrollmentError) -> Application {
        try apply(
            form, office: office, csr: csr, filedBy: officer, under: try drawTrackingCode(), signature: signature,
            named: nil)
    }

    /// Takes an application in under a tracking code that was drawn for its draft, which is named in what is signed.
    func apply(
        _ form: ApplicationForm, office: String, csr: [UInt8], filedBy officer: Officer?, under id: String,
        signature: [UInt8]?, named: String?
    ) throws(EnrollmentError) -> Application {
        let time = clock()
        let desk = try desk(office, for: form.profile, at: time)
        if let officer {
            try authorise(officer, at: desk, as: [.enterer], at: time)
            try requireOpen(desk.office, at: time)
            try sign(FilingStatement(.file, form, csr: csr, of: named, by: officer), signature, by: officer, for: id)
        }
        let draft = try draft(id, form, office: office, csr: csr, at: time)
        let record: ApplicationRecord
        do throws(RecordsError) {
            record = try records.submit(
                draft, by: officer?.id ?? Self.applicant, at: time, within: officer == nil ? [] : policy.filingLimits,
                signature: officer == nil ? nil : signature, refusing: conflict(of: draft))
        } catch {
            throw refusal(error, of: draft, at: time)
        }
        return try Application(record)
    }

    /// Hands an application in again that was sent back to be corrected.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - form: filled in anew, all of it.
    ///   - csr: a new request; nil keeps the one on record.
    ///   - version: the one that the caller saw; nil takes whatever there is.
    ///   - officer: an enterer who files it for the applicant; nil if the applicants do so themselves.
    ///   - signature: the officer's over the ``FilingStatement``; asked for where officers sign.
    /// - Returns: the application, in state submitted.
    /// - Throws: ``EnrollmentError/desk(_:)`` when somebody changed it meanwhile; ``EnrollmentError``, as ``apply(_:office:csr:filedBy:signature:)``, and
    ///   ``EnrollmentError/applicationMoved(id:seen:allowed:)``.
    public func correct(
        _ id: String, with form: ApplicationForm, csr: [UInt8]? = nil, expecting version: Int? = nil,
        filedBy officer: Officer? = nil, signature: [UInt8]? = nil
    ) throws(EnrollmentError) -> Application {
        let time = clock()
        let before = try told(try records.application(id))
        guard before.state == .returned else {
            throw .applicationMoved(id: id, seen: before.state, allowed: [.returned])
        }
        let desk = try desk(before.office, for: form.profile, at: time)
        if let officer {
            try authorise(officer, at: desk, as: [.enterer], at: time)
            let statement = FilingStatement(.correct, form, csr: csr ?? before.request, of: id, by: officer)
            try sign(statement, signature, by: officer, for: id)
        }
        let draft = try draft(id, form, office: before.office, csr: csr ?? before.request, at: time)
        let actor = officer?.id ?? Self.applicant
        let record: ApplicationRecord
        do throws(RecordsError) {
            try records.revise(
                draft, by: actor, at: time, expecting: version, refusing: conflict(of: draft))
            record = try records.submit(
                application: id, by: actor, at: time, signature: officer == nil ? nil : signature)
        } catch {
            throw refusal(error, of: draft, at: time)
        }
        return try Application(record)
    }

    /// Has an officer's signature under a filing judged, and puts it on record.
    private func sign(
        _ statement: FilingStatement, _ signature: [UInt8]?, by officer: Officer, for id: String
    ) throws(EnrollmentError) {
        try check(signature, overBytes: statement.bytesToBeSigned, by: try told(try records.officer(officer.id)))
        guard let signature else { return }
        _ = try told(
            try records.note(
                AuditAct.officerSigned, of: "application:\(id)", by: officer.id, at: clock(),
                details: [
                    "action": statement.act.rawValue,
                    "statement": String(decoding: statement.bytesToBeSigned, as: UTF8.self),
                    "signature": Base64.encode(signature),
                ]))
    }

    /// What the audit log calls an applicant who acts for themselves: the tracking code says which one.
    public static let applicant = "applicant"

    /// What the audit log calls a subscriber.
    static let subscriber = "subscriber"

    func draft(
        _ id: String, _ form: ApplicationForm, office: String, csr: [UInt8], at time: Instant
    ) throws(EnrollmentError) -> ApplicationDraft {
        let profile = try profile(form.profile)
        let checker = try FormChecker(profile, policy)
        let checked = try checker.content(of: form)
        let request = try RequestChecker(
            profile: profile, register: try checker.licenceRegister(), keyRules: policy.keyRules
        )

        .check(csr, for: checked)
        let keySHA256 = DigestAlgorithm.sha256.digest(request.subjectPublicKeyInfo)
        var warnings = try keyWarnings(keySHA256, of: checked.keys, except: id)
        try refuseAuthorityKey(request.subjectPublicKeyInfo)
        try refuseForeignLicence(checked.keys, under: profile, at: time)
        warnings += try licenceWarnings(checked.keys, under: profile)
        let held = try certificatesHeld(by: checked.keys, at: time)
        if held > 0 { warnings.append(.certificatesHeld(held)) }
        let imported = try importedInForce(checked.keys, under: profile.name, at: time).count
        if imported > 0 { warnings.append(.importedInForce(imported)) }
        return ApplicationDraft(
            id: id, office: office, profile: profile.name,
            subject: checked.content(warnings: warnings, termsSHA256: Hex.encode(policy.termsSHA256)).stored,
            request: request.encoded, publicKeySHA256: keySHA256)
    }

    /// Tells what became of taking a draft down.
    func refusal(
        _ error: RecordsError, of draft: ApplicationDraft, at time: Instant
    ) -> EnrollmentError {
        switch error {
        case .tooManySteps(let step, let id, let limit): return atLimit(limit, before: step, officer: id, at: time)
        case .applicationInTheWay(let other): return keyRefusal(other, for: draft)
        default: return EnrollmentError(error)
        }
    }

    /// Draws a tracking code: 80 bits in an alphabet that can be read out over a telephone (Crockford's base 32).
    func drawTrackingCode() throws(EnrollmentError) -> String {
        let bytes: [UInt8]
        do throws(CryptographyError) {
            bytes = try SecureRandom.bytes(10)
        } catch {
            throw .random(error)
        }
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        var code: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = (bits & 0xFF) << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                code.append(alphabet[Int(bits >> count & 31)])
            }
        }
        return String(decoding: code, as: UTF8.self)
    }
}
