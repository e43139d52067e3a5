// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
public import Records

// What a holder does without an office: look, and put on hold. Nothing here makes anything good: lifting a hold before
// its time, accepting and issuing take an office or the holder's key.
extension RegistrationAuthority {
    /// What was issued in a holder's name, the newest first.
    ///
    /// - Parameter session: a holder's.
    /// - Returns: certificates that were applied for; at most 200.
    /// - Throws: ``EnrollmentError/codeRefused`` for a session of another scope.
    public func certificates(of session: HolderSession) throws(EnrollmentError) -> [IssuanceRecord] {
        guard session.scope == .holder else { throw .codeRefused }
        let all = try told(try records.certificates(matching: .nationalID(session.subject), limit: 200))
        return all.filter { $0.state == .issued && $0.application != nil }.reversed()
    }

    /// A certificate in a holder's name.
    ///
    /// - Parameters:
    ///   - serial: its number.
    ///   - session: the holder's.
    /// - Returns: the certificate.
    /// - Throws: ``EnrollmentError/notInYourName(serial:)``, as for one that is not there.
    public func certificate(
        _ serial: String, of session: HolderSession
    ) throws(EnrollmentError) -> IssuanceRecord {
        guard let found = try certificates(of: session).first(where: { $0.reference.serial.hex == serial.lowercased() })
        else { throw .notInYourName(serial: String(serial.prefix(64))) }
        return found
    }

    /// Puts a certificate on hold at its holder's word.
    ///
    /// - Parameters:
    ///   - serial: its number.
    ///   - session: the holder's.
    /// - Returns: the hold that stands now.
    /// - Throws: ``EnrollmentError/notInYourName(serial:)``; ``EnrollmentError/handling(_:)`` for one that cannot be held.
    public func hold(_ serial: String, by session: HolderSession) throws(EnrollmentError) -> HolderHold {
        let found = try certificate(serial, of: session)
        do throws(RecordsError) {
            return try records.holdForHolder(
                found.reference, by: .code, for: policy.channel.holdSeconds, at: clock())
        } catch {
            throw Self.holdRefusal(error)
        }
    }

    /// What the link in a notice of issuance would suspend.
    ///
    /// - Parameters:
    ///   - token: what stands in the link.
    ///   - address: from where it is asked.
    /// - Returns: the certificate's issuance; nothing of its holder.
    /// - Throws: ``EnrollmentError/desk(_:)`` for a link that is none, or was used; ``EnrollmentError/askedTooOften(again:)``.
    public func certificate(byLink token: String, from address: String) throws(EnrollmentError) -> IssuanceRecord {
        try count("link", from: address)
        let reference = try told(try records.holdLink(Self.digest(of: token), at: clock()))
        return try told(try records.issuance(reference))
    }

    /// Spends the link in a notice of issuance: its certificate is on hold from now on.
    ///
    /// - Parameters:
    ///   - token: what stands in the link.
    ///   - address: from where it is asked.
    /// - Returns: the hold that stands now.
    /// - Throws: as ``certificate(byLink:from:)``; ``EnrollmentError/handling(_:)`` for a certificate that cannot be held.
    public func hold(byLink token: String, from address: String) throws(EnrollmentError) -> HolderHold {
        try count("link", from: address)
        do throws(RecordsError) {
            return try records.useHoldLink(
                Self.digest(of: token), for: policy.channel.holdSeconds, at: clock())
        } catch {
            throw Self.holdRefusal(error)
        }
    }

    /// Settles what a holder suspended, in person at an office.
    ///
    /// - Parameters:
    ///   - reference: the certificate.
    ///   - state: ``HolderHold/State/confirmed`` keeps it until an office lifts it, ``HolderHold/State/lifted`` ends it.
    ///   - officer: who saw the holder.
    /// - Returns: what was settled; nil when the holder had suspended nothing.
    /// - Throws: ``EnrollmentError/records(_:)``.
    @discardableResult
    public func settleHold(
        of reference: CertificateReference, as state: HolderHold.State, by officer: String
    ) throws(EnrollmentError) -> HolderHold? {
        try told(try records.settleHolderHold(of: reference, as: state, by: officer, at: clock()))
    }

    /// Lifts the holders' holds whose time is over, and forgets codes, sessions and drafts that nobody wants any more.
    ///
    /// - Returns: how many holds were lifted.
    /// - Throws: ``EnrollmentError/records(_:)``.
    public func tidyChannel() throws(EnrollmentError) -> Int {
        let time = clock()
        var lifted = 0
        for hold in try told(try records.holderHoldsOver(at: time)) {
            do throws(RecordsError) {
                if try records.liftHolderHold(hold, at: time) { lifted += 1 }
            } catch .certificateExpired {
                try settleHold(of: hold.certificate, as: .over, by: "service")
            } catch {
                throw EnrollmentError(error)
            }
        }
        try told(try records.forgetOldCodes(at: time))
        _ = try told(try records.discardFormDrafts(before: time.advanced(bySeconds: -policy.draftSeconds)))
        return lifted
    }

    private static func holdRefusal(_ error: RecordsError) -> EnrollmentError {
        switch error {
        case .statusStep(_, let seen, _): .handling(.holdStatus(seen: seen))
        case .revokedAlready: .handling(.holdStatus(seen: .revoked))
        default: EnrollmentError(error)
        }
    }
}
